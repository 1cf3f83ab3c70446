"""The end of contexts, beyond the examples of the page."""

from contextlib import suppress

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@given(names=st.lists(st.text("abc", max_size=2), max_size=6))
def test_last_registered_teardown_function_runs_first__any_number(names):
    """However many functions there are, even the same one twice, all run in reverse."""
    app, diary = flask.Flask("app_under_test", static_folder=None), []
    functions = {name: lambda error, name=name: diary.append(name) for name in names}
    for name in names:
        app.teardown_appcontext(functions[name])

    with app.app_context():
        diary.append("work")

    assert diary == ["work", *reversed(names)]


def test_application_is_there_during_teardown__registry(app):
    """A teardown function may be registered while a context is active, and counts for it."""
    diary = []

    with app.app_context():
        app.teardown_appcontext(lambda error: diary.append(str(flask.current_app.name)))

    assert diary == ["app_under_test"]


@pytest.mark.parametrize("registrar", ["teardown_request", "teardown_appcontext"])
def test_failed_teardown_leaves_the_context__request(app, registrar):
    """Both contexts of a request are left, whichever function raises."""
    diary = []

    def leave(error):
        diary.append("leave")
        raise ValueError("no")

    getattr(app, registrar)(leave)

    with suppress(Exception), app.test_request_context("/visit"):
        diary.append(str(flask.request.path))

    assert diary == ["/visit", "leave"]
    assert flask.has_request_context() is False
    assert flask.has_app_context() is False


def test_failed_teardown_leaves_the_context__nested(app):
    """The context around it is active again."""
    other = flask.Flask("other", static_folder=None)

    @other.teardown_appcontext
    def leave(error):
        raise ValueError("no")

    with app.app_context():
        with suppress(Exception), other.app_context():
            inside = str(flask.current_app.name)
        after = str(flask.current_app.name)

    assert (inside, after) == ("other", "app_under_test")


ENDS = {
    "closed": lambda generator: generator.close(),
    "to-its-end": lambda generator: [*generator],
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_generator_that_is_closed_leaves_its_context__request(app, end):
    """A request context is left and torn down, closed early or not."""
    diary = []
    app.teardown_request(lambda error: diary.append(f"leave {flask.request.path}"))

    def names():
        with app.test_request_context("/visit"):
            yield "first"
            yield "second"

    generator = names()
    diary.append(next(generator))
    end(generator)

    assert diary == ["first", "leave /visit"]
    assert flask.has_request_context() is False


def test_generator_that_is_closed_leaves_its_context__error_thrown_in(app):
    """An error that is thrown into the generator goes to teardown."""
    seen, error = [], ValueError("no")
    app.teardown_appcontext(seen.append)

    def names():
        with app.app_context():
            yield "first"

    generator = names()
    next(generator)
    with pytest.raises(ValueError):
        generator.throw(error)

    assert seen == [error]
