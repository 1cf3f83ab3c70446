"""Values of handlers and of functions before the view, in every form that a view may return."""

import flask
import pytest


def wsgi_application(environ, start_response):
    """A WSGI application."""
    start_response("203 Told", [("Content-Type", "text/plain")])
    return [b"text"]


# What is returned, and the status and the media type that come of it.
VALUES = {
    "text": (lambda: "text", 200, "text/html"),
    "bytes": (lambda: b"text", 200, "text/html"),
    "generator": (lambda: (letter for letter in "text"), 200, "text/html"),
    "response": (lambda: flask.Response("text", 202, mimetype="text/css"), 202, "text/css"),
    "json": (lambda: flask.jsonify("text"), 200, "application/json"),
    "pair": (lambda: ("text", 202), 202, "text/html"),
    "headers": (lambda: ("text", {"Content-Type": "text/css"}), 200, "text/css"),
    "triple": (lambda: ("text", 202, {"Content-Type": "text/css"}), 202, "text/css"),
    "wsgi-application": (lambda: wsgi_application, 203, "text/plain"),
}


@pytest.mark.parametrize(("value", "status", "mimetype"), VALUES.values(), ids=VALUES)
def test_function_before_the_view_may_return_what_a_view_may(app, client, value, status, mimetype):
    """The view does not run, and every form of answer takes its place."""
    app.before_request(lambda: value())
    app.add_url_rule("/view", "view", lambda: "view")

    answer = client.get("/view")

    assert (answer.status_code, answer.text.strip().strip('"')) == (status, "text")
    assert answer.headers["Content-Type"].partition(";")[0] == mimetype


def failing():
    """A view that fails."""
    raise LookupError


ERRORS = {
    "unknown-url": (404, "/nowhere"),
    "aborted": (403, "/aborted"),
    "class": (LookupError, "/failing"),
    "server-error": (500, "/failing"),
}


@pytest.mark.parametrize(("error", "path"), ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize(("value", "status", "mimetype"), VALUES.values(), ids=VALUES)
def test_handler_may_return_what_a_view_may__everywhere(
    app, client, value, status, mimetype, error, path
):
    """Handlers for codes, for classes and for all that failed may return all of it."""
    app.register_error_handler(error, lambda error: value())
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/failing", "failing", failing)

    answer = client.get(path)

    assert (answer.status_code, answer.text.strip().strip('"')) == (status, "text")
    assert answer.headers["Content-Type"].partition(";")[0] == mimetype


@pytest.mark.parametrize("value", [None, 17, ("text", 404, {}, "more")], ids=repr)
def test_handler_may_return_what_a_view_may__and_nothing_else(app, client, value):
    """What no view may return is an error of the server, when a handler returns it."""
    app.register_error_handler(404, lambda error: value)
    app.register_error_handler(500, lambda error: (type(error.original_exception).__name__, 500))

    answer = client.get("/nowhere")

    assert (answer.status_code, answer.text) == (500, "TypeError")
