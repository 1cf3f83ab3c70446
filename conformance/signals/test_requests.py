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


PATHS = {
    "answered": "/visit",
    "aborted": "/aborted",
    "unknown": "/nowhere",
    "redirected": "/folder",
    "handled": "/handled",
    "answered-before-the-view": "/visit?refuse=1",
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_signals_of_a_request_keep_their_order__no_error(app, client, path):
    """However a request is answered, it sends what every other sends, each once."""
    app.before_request(lambda: "closed" if "refuse" in flask.request.args else None)
    app.register_error_handler(KeyError, lambda error: "found")
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/folder/", "folder", lambda: "folder")
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/handled", "handled", lambda: {}["missing"])

    diary = get_with_diary(client, path, app, [*IN_ORDER, "got_request_exception"])

    assert diary == IN_ORDER


def test_signals_of_a_request_keep_their_order__unhandled_error(app, client):
    """The exception signal comes between the start and the end."""
    app.add_url_rule("/broken", "broken", lambda: {}["missing"])

    diary = get_with_diary(client, "/broken", app, [*IN_ORDER, "got_request_exception"])

    assert diary == [*IN_ORDER[:2], "got_request_exception", *IN_ORDER[2:]]


def test_signals_of_a_request_keep_their_order__unhandled_error_after_the_view(app, client):
    """The response that is finished is the error page, and not the one that failed."""

    @app.after_request
    def note(response):
        if response.status_code == 200:
            raise ValueError("no")
        return response

    app.add_url_rule("/visit", "visit", lambda: "visited")

    diary = get_with_diary(client, "/visit", app, [*IN_ORDER, "got_request_exception"])

    assert diary == [*IN_ORDER[:2], "got_request_exception", *IN_ORDER[2:]]


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST"])
def test_signals_of_a_request_keep_their_order__method(app, client, method):
    """A request of any method sends them, whoever answers it."""
    diary = []
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def receiver(name):
        return lambda sender, **extra: diary.append(name)

    with ExitStack() as connections:
        for name in IN_ORDER:
            connections.enter_context(getattr(flask, name).connected_to(receiver(name), app))
        client.request(method, "/visit")

    assert diary == IN_ORDER


def test_signals_of_a_request_keep_their_order__one_after_the_other(app, client):
    """Each request sends its own."""
    diary = []
    app.add_url_rule("/visit", "visit", lambda: "visited")

    for _ in range(2):
        diary += get_with_diary(client, "/visit", app, IN_ORDER)

    assert diary == IN_ORDER * 2


def test_signals_of_a_request_keep_their_order__propagated_error(app, client):
    """When the error leaves the application, no response is finished; the rest is sent."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    diary = []

    def receiver(name):
        return lambda sender, **extra: diary.append(name)

    app.add_url_rule("/broken", "broken", lambda: {}["missing"])
    with ExitStack() as connections:
        for name in [*IN_ORDER, "got_request_exception"]:
            connections.enter_context(getattr(flask, name).connected_to(receiver(name), app))
        with suppress(KeyError):
            client.get("/broken")

    assert diary == [*IN_ORDER[:2], "got_request_exception", *IN_ORDER[3:]]


DURING_A_REQUEST = [
    "request_started",
    "got_request_exception",
    "request_finished",
    "request_tearing_down",
]


@pytest.mark.parametrize("name", DURING_A_REQUEST)
def test_request_is_there_while_its_signals_are_sent(app, client, name):
    """A receiver of each signal finds the request, its session and its ``g``."""
    app.secret_key = "key"
    seen = []

    def receiver(sender, **extra):
        flask.session.setdefault("visits", 1)
        flask.g.setdefault("visits", 2)
        seen.append(f"{flask.request.path} {flask.session['visits']} {flask.g.visits}")

    app.add_url_rule("/broken", "broken", lambda: {}["missing"])

    with getattr(flask, name).connected_to(receiver, app):
        client.get("/broken")

    assert seen == ["/broken 1 2"]


def test_request_is_there_while_its_signals_are_sent__endpoint(app, client):
    """The URL is matched already when the request has started."""
    seen = []

    def started(sender, **extra):
        seen.append(f"{flask.request.endpoint} {flask.request.view_args}")

    app.add_url_rule("/visit/<name>", "visit", lambda name: name)

    with flask.request_started.connected_to(started, app):
        client.get("/visit/Ada")

    assert seen == ["visit {'name': 'Ada'}"]


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
