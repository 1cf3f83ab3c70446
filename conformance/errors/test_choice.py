"""The choice among handlers for one error, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


class Both(KeyError, OSError):
    """An error with two lines of ancestors."""


CLASSES = [
    *(Exception, LookupError, KeyError, IndexError, ArithmeticError, ZeroDivisionError),
    *(OSError, FileNotFoundError, Both),
]


@given(handled=st.lists(st.sampled_from(CLASSES), unique=True), raised=st.sampled_from(CLASSES))
def test_most_specific_class_decides__any_handlers(client_of, handled, raised):
    """The first class of the method resolution order that has a handler decides.

    The classes are drawn from a few of Python's own and one with two bases, in any order of
    registration; blueprints and HTTP errors are left out.
    """
    app = flask.Flask("app_under_test", static_folder=None)
    for kind in handled:
        app.register_error_handler(kind, lambda error, kind=kind: kind.__name__)

    @app.route("/work")
    def work():
        raise raised("no")

    answer = client_of(app).get("/work")

    fitting = [kind.__name__ for kind in raised.__mro__ if kind in handled]
    assert (answer.status_code, answer.text) == (200, fitting[0]) if fitting else (500, answer.text)


@pytest.mark.parametrize("registered", [[410, Exception], [Exception, 410]], ids=["code", "class"])
def test_code_comes_before_classes__in_any_order(app, client, registered):
    """Which one was registered first does not matter."""
    for wanted in registered:
        app.register_error_handler(wanted, lambda error, wanted=wanted: f"for {wanted}")
    app.add_url_rule("/page", "page", lambda: flask.abort(410))

    answer = client.get("/page")

    assert answer.text == "for 410"


def test_only_one_handler_is_asked(app, client):
    """The handler for the base class is not asked, neither after the first nor in its place."""
    diary = []

    @app.errorhandler(KeyError)
    def search(error):
        diary.append("search")
        raise IndexError("not there either")

    @app.errorhandler(LookupError)
    def give_up(error):
        diary.append("give up")
        return "gave up"

    app.add_url_rule("/key", "key", lambda: {}["lost"])
    app.add_url_rule("/index", "index", lambda: [][0])

    failed, answered = client.get("/key"), client.get("/index")

    assert (failed.status_code, answered.text) == (500, "gave up")
    assert diary == ["search", "give up"]


CODES = {
    "bad-request": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not-found": 404,
    "not-allowed": 405,
    "conflict": 409,
    "too-large": 413,
    "media-type": 415,
    "too-many": 429,
    "server-error": 500,
    "bad-gateway": 502,
    "unavailable": 503,
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_code_comes_before_classes__table(app, client, code):
    """Each of the usual codes can have a handler of its own, errors of the server too."""
    app.register_error_handler(Exception, lambda error: "any error")
    app.register_error_handler(code, lambda error: f"handled {error.code}")
    app.add_url_rule("/page", "page", lambda: flask.abort(code))

    answer = client.get("/page")

    assert answer.text == f"handled {code}"
