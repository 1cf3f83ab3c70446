"""The end of a request, as the server sees it."""

from contextlib import ExitStack

import flask
import pytest


def test_server_learns_the_status_before_teardown(app, wsgi):
    """Both kinds of teardown come after it."""
    diary = []
    app.teardown_request(lambda error: diary.append("teardown request"))
    app.teardown_appcontext(lambda error: diary.append("teardown application"))
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def start_response(status, headers, exc_info=None):
        diary.append(f"status {status[:3]}")

    app(wsgi.environ("/visit"), start_response).close()

    assert diary == ["status 200", "teardown request", "teardown application"]


VIEWS = {
    "text": lambda: "visited",
    "stream": lambda: flask.Response(piece for piece in ("vis", "ited")),
    "error": lambda: {}["lost"],
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_context_is_active_when_the_application_returns(app, wsgi, view):
    """Neither of the two contexts is, though both were in the view."""
    seen = []
    app.before_request(lambda: seen.append(flask.has_app_context()))
    app.add_url_rule("/visit", "visit", view)

    with wsgi.start(app, wsgi.environ("/visit")):
        seen += [flask.has_app_context(), flask.has_request_context()]

    assert seen == [True, False, False]


def closing(diary):
    """A streamed response that writes down its body and two functions on close."""

    def tell():
        diary.append("body")
        yield "Once upon a time"

    response = flask.Response(tell())
    response.call_on_close(lambda: diary.append("close"))
    response.call_on_close(lambda: diary.append("close, too"))
    return response


def test_functions_on_close_run_when_the_server_closes(app, wsgi):
    """They run in the order in which they were given."""
    diary = []
    app.teardown_request(lambda error: diary.append("teardown"))
    app.add_url_rule("/story", "story", lambda: closing(diary))

    answer = wsgi.call(app, wsgi.environ("/story"))

    assert answer.text == "Once upon a time"
    assert diary == ["teardown", "body", "close", "close, too"]


def test_server_may_close_early(app, wsgi):
    """No piece of the body is produced for it."""
    diary = []
    app.add_url_rule("/story", "story", lambda: closing(diary))

    with wsgi.start(app, wsgi.environ("/story")):
        diary.append("no more")

    assert diary == ["no more", "close", "close, too"]


PATHS = {"view": "/visit", "unknown-url": "/nowhere", "error": "/error", "redirect": "/shelf"}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_each_teardown_function_runs_once(app, client, path):
    """So do those of both contexts."""
    diary = []
    app.teardown_request(lambda error: diary.append("request"))
    app.teardown_appcontext(lambda error: diary.append("application"))
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    app.add_url_rule("/shelf/", "shelf", lambda: "the shelf")

    client.get(path)

    assert diary == ["request", "application"]


def test_request_is_closed_at_its_end(app, client):
    """It is closed once, after the functions of the request."""
    diary = []

    class Request(flask.Request):
        def close(self):
            diary.append(f"close {self.path}")
            super().close()

    app.request_class = Request
    app.teardown_request(lambda error: diary.append("teardown"))
    app.add_url_rule("/visit", "visit", lambda: "visited")

    client.get("/visit")

    assert diary == ["teardown", "close /visit"]


@pytest.mark.parametrize("path", ["/visit", "/error"], ids=["answered", "failed"])
def test_debugger_can_keep_the_contexts(app, wsgi, path):
    """Each context is handed over before teardown, and works when it is entered again."""
    kept, before_teardown = [], []
    app.teardown_request(lambda error: before_teardown.append(len(kept)))
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    environ = wsgi.environ(path) | {"werkzeug.debug.preserve_context": kept.append}

    wsgi.call(app, environ)
    with ExitStack() as entered:
        for context in kept:
            entered.enter_context(context)
        found = f"{flask.current_app.name} {flask.request.path}"

    assert before_teardown[0] == len(kept) > 0
    assert found == f"app_under_test {path}"
