"""Pushing and popping, beyond the examples of the page."""

from contextvars import copy_context

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

KINDS = {
    "application": lambda app: app.app_context(),
    "request": lambda app: app.test_request_context("/visit"),
}
REFUSALS = (AssertionError, LookupError, RuntimeError)


def test_contexts_can_be_pushed_and_popped__request(app):
    """A request context can be pushed and popped by its methods as well."""
    context = app.test_request_context("/visit")

    context.push()
    path = flask.request.path
    context.pop()

    assert path == "/visit"
    assert flask.has_request_context() is False


def test_contexts_can_be_pushed_and_popped__block_in_between(app):
    """What was pushed by the method is still active after a block of another context."""
    context = app.test_request_context("/outer")

    context.push()
    with app.test_request_context("/inner"):
        inner = str(flask.request.path)
    outer = str(flask.request.path)
    context.pop()

    assert (inner, outer) == ("/inner", "/outer")
    assert flask.has_request_context() is False


def test_error_given_to_pop_goes_to_teardown__application_context(app):
    """The ``pop`` of an application context takes an error as well."""
    seen, error = [], ValueError("no")
    app.teardown_appcontext(seen.append)
    context = app.app_context()

    context.push()
    context.pop(error)

    assert seen == [error]


@pytest.mark.parametrize("kind", KINDS)
@given(pushes=st.integers(1, 5))
def test_teardown_waits_for_the_last_pop__any_number(kind, pushes):
    """However often a context is pushed, only the last pop tears it down and leaves it."""
    app, diary = flask.Flask("app_under_test", static_folder=None), []
    register = app.teardown_request if kind == "request" else app.teardown_appcontext
    register(lambda error: diary.append("leave"))
    context = KINDS[kind](app)

    for _ in range(pushes):
        context.push()
    for _ in range(pushes):
        diary.append(flask.has_app_context())
        context.pop()

    assert diary == [True] * pushes + ["leave"]
    assert flask.has_app_context() is False


def test_teardown_waits_for_the_last_pop__error(app):
    """The error of the last pop counts, and no other."""
    seen, first, last = [], ValueError("first"), ValueError("last")
    app.teardown_appcontext(seen.append)
    context = app.app_context()

    context.push()
    context.push()
    context.pop(first)
    context.pop(last)

    assert seen == [last]


def test_teardown_waits_for_the_last_pop__another_context_between(app):
    """A context may be pushed again above another one."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append(f"leave {flask.g.name}"))
    outer, inner = app.app_context(), app.app_context()
    outer.g.name, inner.g.name = "outer", "inner"

    with outer, inner, outer:
        diary.append(str(flask.g.name))

    assert diary == ["outer", "leave inner", "leave outer"]


def test_context_may_be_entered_again__application_context(app):
    """An application context may be entered again as well."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append("leave"))
    context = app.app_context()

    for _ in range(2):
        with context:
            diary.append(str(flask.current_app.name))

    assert diary == ["app_under_test", "leave"] * 2


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_inactive_context_cannot_be_popped__never_pushed(app, make):
    """A context that was never pushed cannot be popped, and runs no teardown."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append("leave"))
    with make(app):
        diary.append("work")
    context = make(app)

    with pytest.raises((LookupError, RuntimeError)):
        copy_context().run(context.pop)

    assert diary == ["work", "leave"]


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_contexts_are_left_in_reverse_order(app, make):
    """The outer of two contexts cannot be popped before the inner one."""

    def cross():
        outer, inner = make(app), make(app)
        outer.push()
        inner.push()
        with pytest.raises(REFUSALS):
            outer.pop()

    with make(app):
        active = flask.has_app_context()
    # In a context of its own: what is active after the refusal is left open.
    copy_context().run(cross)

    assert active is True


def test_contexts_are_left_in_reverse_order__two_applications(app):
    """That holds for contexts of different applications as well."""
    other = flask.Flask("other", static_folder=None)

    def cross():
        outer = app.app_context()
        outer.push()
        other.app_context().push()
        with pytest.raises(REFUSALS):
            outer.pop()

    copy_context().run(cross)

    assert flask.has_app_context() is False


def test_pop_during_an_error_tells_that_error__request(app):
    """The ``pop`` of a request context tells it to the functions of the request, too."""
    seen, error = [], ValueError("no")
    app.teardown_request(seen.append)
    app.teardown_appcontext(seen.append)
    context = app.test_request_context("/visit")

    context.push()
    try:
        raise error
    except ValueError:
        context.pop()

    assert seen == [error, error]
