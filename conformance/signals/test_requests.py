"""The signals of a request together, and where they do not come."""

from contextlib import ExitStack, suppress

import flask
import pytest

IN_ORDER = [
    "appcontext_pushed",
    "request_started",
    "request_finished",
    "request_tearing_down",
    "appcontext_tearing_down",
    "appcontext_popped",
]


def get_with_diary(client, path, app, names):
    """Send a request and return the names of the signals that came, in their order."""
    diary = []

    def receiver(name):
        return lambda sender, **extra: diary.append(name)

    with ExitStack() as connections:
        for name in names:
            connection = getattr(flask, name).connected_to(receiver(name), app)
            connections.enter_context(connection)
        client.get(path)
    return diary


PATHS = {"answered": "/visit", "aborted": "/aborted", "unknown": "/nowhere"}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_signals_of_a_request_keep_their_order__no_error(app, client, path):
    """An aborted and an unknown request send what every other sends."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))

    diary = get_with_diary(client, path, app, [*IN_ORDER, "got_request_exception"])

    assert diary == IN_ORDER


def test_signals_of_a_request_keep_their_order__unhandled_error(app, client):
    """The exception signal comes between the start and the end."""
    app.add_url_rule("/broken", "broken", lambda: {}["missing"])

    diary = get_with_diary(client, "/broken", app, [*IN_ORDER, "got_request_exception"])

    assert diary == [*IN_ORDER[:2], "got_request_exception", *IN_ORDER[2:]]


def test_exception_signal_is_for_unhandled_errors__failing_handler(app, client):
    """An error that a handler raises is unhandled itself."""
    seen = []

    @app.errorhandler(KeyError)
    def search(error):
        raise ValueError("not found either")

    app.add_url_rule("/broken", "broken", lambda: {}["missing"])

    def got(sender, exception, **extra):
        seen.append(type(exception))

    with flask.got_request_exception.connected_to(got, app):
        client.get("/broken")

    assert seen == [ValueError]


def test_exception_signal_is_for_unhandled_errors__propagated(app, client):
    """It is sent as well when the error leaves the application."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    seen, error = [], ValueError("nobody at home")

    @app.route("/broken")
    def broken():
        raise error

    def got(sender, exception, **extra):
        seen.append(exception)

    with flask.got_request_exception.connected_to(got, app), suppress(ValueError):
        client.get("/broken")

    assert seen == [error]
