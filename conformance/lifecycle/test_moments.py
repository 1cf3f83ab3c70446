"""All moments of a request in one diary, for each way that a request can go.

The application of these checks writes down every moment that can be observed. What a case expects
is put together from the parts of a request, as the page names them.
"""

from contextlib import ExitStack

import flask
import pytest

START = ["pushed", "open session"]
BEFORE = ["started", "preprocessor", "before"]
AFTER = ["after this", "after", "save session", "finished"]
END = ["teardown request", "tearing down", "teardown app", "app tearing down", "popped"]
SIGNALS = {
    "appcontext_pushed": "pushed",
    "request_started": "started",
    "got_request_exception": "exception",
    "request_finished": "finished",
    "request_tearing_down": "tearing down",
    "appcontext_tearing_down": "app tearing down",
    "appcontext_popped": "popped",
}


class Halt(BaseException):
    """An interrupt."""


VIEWS = {
    "/shelf/": lambda: "the shelf",
    "/aborted": lambda: flask.abort(403),
    "/response": lambda: flask.abort(flask.Response("no", 403)),
    "/nothing": lambda: None,
    "/error": lambda: {}["lost"],
    "/halt": lambda: halt(),
}


def halt():
    """Interrupt the request."""
    raise Halt


def make(diary):
    """An application that writes down all moments but the signals."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.secret_key = "key"
    app.session_interface = recording_sessions(diary)
    app.url_value_preprocessor(lambda endpoint, values: diary.append("preprocessor"))
    app.before_request(lambda: before(diary))
    app.after_request(lambda response: diary.append("after") or response)
    app.teardown_request(lambda error: diary.append("teardown request"))
    app.teardown_appcontext(lambda error: diary.append("teardown app"))
    for path, view in VIEWS.items():
        app.add_url_rule(path, path, lambda view=view: diary.append("view") or view())
    return app


def recording_sessions(diary):
    """The usual sessions, which are written down when they are opened and saved."""
    from flask.sessions import SecureCookieSessionInterface

    class Sessions(SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append("open session")
            return super().open_session(app, request)

        def save_session(self, app, session, response):
            diary.append("save session")
            super().save_session(app, session, response)

    return Sessions()


def before(diary):
    """A function before the view, which may answer or abort, and plans another for the end."""
    diary.append("before")
    flask.after_this_request(lambda response: diary.append("after this") or response)
    if "abort" in flask.request.args:
        flask.abort(403)
    return "refused" if "refuse" in flask.request.args else None


def answering(wanted):
    """Register a handler for a code or class that is written down."""

    def arrange(app, diary):
        app.register_error_handler(wanted, lambda error: diary.append("handler") or "handled")

    return arrange


def plain(app, diary):
    """Leave the application as it is."""


def propagating(app, diary):
    """Let unhandled errors leave, past a handler that would answer them."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    answering(500)(app, diary)


def entries(wsgi, app, diary, method, target):
    """What a request adds to the diary, its signals included."""
    beginning = len(diary)
    with ExitStack() as connections:
        for name, entry in SIGNALS.items():
            receiver = writer(diary, entry)
            connections.enter_context(getattr(flask, name).connected_to(receiver, app))
        try:
            wsgi.call(app, wsgi.environ(target, method=method))
        except (KeyError, Halt) as error:
            diary.append(f"{type(error).__name__} left")
    return diary[beginning:]


def writer(diary, entry):
    """A receiver for any signal."""
    return lambda sender, **extra: diary.append(entry)


def observed(wsgi, arrange, method, target):
    """The diary of one request to an application that was arranged for it."""
    diary = []
    app = make(diary)
    arrange(app, diary)
    return entries(wsgi, app, diary, method, target)


ANSWERED = {
    "view": (plain, "GET", "/shelf/", ["view"]),
    "head": (plain, "HEAD", "/shelf/", ["view"]),
    "options": (plain, "OPTIONS", "/shelf/", []),
    "answer-before-the-view": (plain, "GET", "/shelf/?refuse", []),
    "aborted-before-the-view": (answering(403), "GET", "/shelf/?abort", ["handler"]),
    "aborted": (plain, "GET", "/aborted", ["view"]),
    "aborted-with-a-response": (answering(403), "GET", "/response", ["view"]),
    "handled-http-error": (answering(403), "GET", "/aborted", ["view", "handler"]),
    "handled-error": (answering(KeyError), "GET", "/error", ["view", "handler"]),
    "unknown-url": (plain, "GET", "/nowhere", []),
    "handled-unknown-url": (answering(404), "GET", "/nowhere", ["handler"]),
    "other-method": (plain, "PUT", "/shelf/", []),
    "redirect": (plain, "GET", "/shelf", []),
}


@pytest.mark.parametrize(("arrange", "method", "target", "answer"), ANSWERED.values(), ids=ANSWERED)
def test_answered_request_goes_through_all_moments(wsgi, arrange, method, target, answer):
    """Whatever makes the answer, only its own part differs."""
    diary = observed(wsgi, arrange, method, target)

    assert diary == [*START, *BEFORE, *answer, *AFTER, *END]


def failing(wanted):
    """Register a handler for a code or class that is written down, and fails."""

    def arrange(app, diary):
        app.register_error_handler(wanted, lambda error: diary.append("handler") or {}["lost"])

    return arrange


UNHANDLED = {
    "page": (plain, "/error", ["view", "exception"]),
    "handler": (answering(500), "/error", ["view", "exception", "handler"]),
    "no-response": (answering(500), "/nothing", ["view", "exception", "handler"]),
    "failing-handler": (failing(403), "/aborted", ["view", "handler", "exception"]),
}


@pytest.mark.parametrize(("arrange", "target", "answer"), UNHANDLED.values(), ids=UNHANDLED)
def test_unhandled_error_is_announced_before_it_is_answered(wsgi, arrange, target, answer):
    """The handler for status 500 comes after the signal, and all the rest as usual."""
    diary = observed(wsgi, arrange, "GET", target)

    assert diary == [*START, *BEFORE, *answer, *AFTER, *END]


LEAVING = {
    "error": ("/error", ["view", "exception"], "KeyError left"),
    "interrupt": ("/halt", ["view"], "Halt left"),
}


@pytest.mark.parametrize(("target", "answer", "left"), LEAVING.values(), ids=LEAVING)
def test_error_that_leaves_goes_straight_to_the_end(wsgi, target, answer, left):
    """Only a propagated error is announced, and neither passes the functions after the view."""
    diary = observed(wsgi, propagating, "GET", target)

    assert diary == [*START, *BEFORE, *answer, *END, left]


@pytest.mark.parametrize("target", ["/shelf/", "/error", "/halt", "/nowhere"])
def test_order_holds_for_each_of_several_requests(wsgi, target):
    """Whatever the first request came to, the second one goes through all moments."""
    diary = []
    app = make(diary)
    propagating(app, diary)

    entries(wsgi, app, diary, "GET", target)
    second = entries(wsgi, app, diary, "GET", "/shelf/")

    assert second == [*START, *BEFORE, "view", *AFTER, *END]
