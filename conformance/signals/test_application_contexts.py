"""Signals of application contexts, beyond the examples of the page."""

from contextlib import ExitStack

import flask
import pytest

SIGNALS = {
    "appcontext_pushed": "pushed",
    "appcontext_tearing_down": "tearing down",
    "appcontext_popped": "popped",
}


@pytest.fixture
def diary(app):
    """What was sent for ``app``, in its order."""
    entries = []

    def receiver(entry):
        return lambda sender, **extra: entries.append(entry)

    with ExitStack() as connections:
        for name, entry in SIGNALS.items():
            connections.enter_context(getattr(flask, name).connected_to(receiver(entry), app))
        yield entries


def test_each_context_sends_its_own_signals(app, diary):
    """The inner one sends all of its signals before the outer one ends."""
    with app.app_context():
        with app.app_context():
            diary.append("inner")
        diary.append("outer")

    ended = ["tearing down", "popped"]
    assert diary == ["pushed", "pushed", "inner", *ended, "outer", *ended]


def test_each_context_sends_its_own_signals__push_and_pop(app, diary):
    """The methods of a context send them as the block does."""
    context = app.app_context()

    context.push()
    diary.append("active")
    context.pop()

    assert diary == ["pushed", "active", "tearing down", "popped"]


def test_each_context_sends_its_own_signals__entered_again(app, diary):
    """A context that is entered again after it was left sends them again."""
    context = app.app_context()

    for _ in range(2):
        with context:
            diary.append("active")

    assert diary == ["pushed", "active", "tearing down", "popped"] * 2


def test_context_pushed_twice_sends_two_signals(app, diary):
    """The first pop only pops."""
    context = app.app_context()

    with context:
        with context:
            diary.append("inner")
        diary.append("outer")

    assert diary == ["pushed", "pushed", "inner", "popped", "outer", "tearing down", "popped"]


def test_popped_context_is_no_longer_active__nested(app):
    """The context around it is active again."""
    seen = []
    other = flask.Flask("other", static_folder=None)

    def popped(sender, **extra):
        seen.append(f"{flask.current_app.name} after {sender.name}")

    connection = flask.appcontext_popped.connected_to(popped, app)
    with other.app_context(), connection, app.app_context():
        seen.append(str(flask.current_app.name))

    assert seen == ["app_under_test", "other after app_under_test"]


def test_context_tearing_down_follows_the_teardown_functions__given_to_pop(app):
    """The error that ``pop`` is given is told as well."""
    seen, error = [], ValueError("no")

    def tearing_down(sender, exc, **extra):
        seen.append(exc)

    with flask.appcontext_tearing_down.connected_to(tearing_down, app):
        context = app.app_context()
        context.push()
        context.pop(error)

    assert seen == [error]
