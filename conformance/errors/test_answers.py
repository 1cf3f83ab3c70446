"""Answers of error handlers, for every kind of result."""

import flask
import pytest


def pieces():
    """A generator."""
    yield "re"
    yield "fused"


RESULTS = {
    "text": (lambda: "refused", 200, b"refused", None),
    "bytes": (lambda: b"refused", 200, b"refused", None),
    "generator": (pieces, 200, b"refused", None),
    "status": (lambda: ("refused", 401), 401, b"refused", None),
    "headers": (lambda: ("refused", {"X-Sign": "closed"}), 200, b"refused", "closed"),
    "both": (lambda: ("refused", 401, {"X-Sign": "closed"}), 401, b"refused", "closed"),
    "response": (lambda: flask.Response("refused", 401), 401, b"refused", None),
    "json": (lambda: ([7], 401), 401, b"[7]", None),
}
ERRORS = {"http-error": (403, lambda: flask.abort(403)), "error": (KeyError, lambda: {}["lost"])}


@pytest.mark.parametrize(("make", "status", "body", "sign"), RESULTS.values(), ids=RESULTS)
@pytest.mark.parametrize(("wanted", "view"), ERRORS.values(), ids=ERRORS)
def test_handler_may_return_what_a_view_may_return(
    app, client, wanted, view, make, status, body, sign
):
    """Each form of a result is taken, for HTTP errors as for others."""
    app.register_error_handler(wanted, lambda error: make())
    app.add_url_rule("/work", "work", view)

    answer = client.get("/work")

    assert (answer.status_code, answer.content.strip()) == (status, body)
    assert answer.headers.get("X-Sign") == sign


def test_handler_may_return_what_a_view_may_return__for_500(app, client):
    """The answer to an unhandled error may be JSON as well."""
    app.register_error_handler(500, lambda error: ({"code": error.code}, 503))
    app.add_url_rule("/work", "work", lambda: {}["lost"])

    answer = client.get("/work")

    assert (answer.status_code, answer.json()) == (503, {"code": 500})


def test_error_may_be_the_answer__another(app, client):
    """The HTTP error that is returned may be another one, which no handler is asked for."""
    missing = []

    @app.errorhandler(404)
    def find(error):
        missing.append(error)
        return "found"

    @app.errorhandler(403)
    def hide(error):
        return missing[0]

    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(403))

    found, hidden = client.get("/nowhere"), client.get("/guarded")

    assert (found.text, hidden.status_code) == ("found", 404)


def test_error_may_be_the_answer__with_a_status(app, client):
    """In a tuple, the status beside the error counts."""
    app.register_error_handler(403, lambda error: (error, 404))
    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(403, "closed"))

    answer = client.get("/guarded")

    assert answer.status_code == 404
    assert "closed" in answer.text
