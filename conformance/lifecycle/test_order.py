"""The order of the functions around a view, beyond the examples of the page."""

from contextlib import suppress

import flask
import pytest

EMPTY_ANSWERS = {
    "text": ("", b""),
    "bytes": (b"", b""),
    "dict": ({}, b"{}"),
    "list": ([], b"[]"),
}


@pytest.mark.parametrize(("value", "sent"), EMPTY_ANSWERS.values(), ids=EMPTY_ANSWERS)
def test_function_before_the_view_may_answer__empty(app, client, value, sent):
    """An empty value is an answer too: only ``None`` lets a request go on."""
    diary = []
    app.before_request(lambda: diary.append("go on"))
    app.before_request(lambda: value)
    app.add_url_rule("/visit", "visit", lambda: diary.append("visit") or "visited")

    answer = client.get("/visit")

    assert diary == ["go on"]
    assert (answer.status_code, answer.content.strip()) == (200, sent)


def test_functions_after_this_request_come_first__given_before_the_view(app, client):
    """A function before the view may give one, which sees what the view made."""
    diary = []

    @app.before_request
    def plan():
        flask.after_this_request(lambda response: diary.append(response.data) or response)

    app.after_request(lambda response: diary.append("always") or response)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    client.get("/visit")

    assert diary == [b"visited", "always"]


def test_functions_after_this_request_come_first__may_replace_the_response(app, client):
    """The response that it returns is the one that goes on."""
    seen = []

    @app.route("/visit")
    def visit():
        flask.after_this_request(lambda response: flask.Response("replaced", status=203))
        return "visited"

    app.after_request(lambda response: seen.append(response.status_code) or response)

    answer = client.get("/visit")

    assert seen == [203]
    assert (answer.status_code, answer.text) == (203, "replaced")


def test_teardown_functions_run_last__answer_before_the_view(app, client):
    """They run as well when a function before the view gave the answer."""
    diary = []
    app.before_request(lambda: "closed")
    app.after_request(lambda response: diary.append("after") or response)
    app.teardown_request(lambda error: diary.append(("teardown", error)))

    client.get("/visit")

    assert diary == ["after", ("teardown", None)]


def test_url_values_are_preprocessed_first__unknown_url(app, client):
    """For an unknown URL both endpoint and values are ``None``."""
    diary = []
    app.before_request(lambda: diary.append("before"))
    app.url_value_preprocessor(lambda endpoint, values: diary.append((endpoint, values)))

    client.get("/nowhere")

    assert diary == [(None, None), "before"]


NO_ANSWERS = {"zero": 0, "false": False, "number": 7, "object": object()}


@pytest.mark.parametrize("value", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_function_before_the_view_may_answer__no_response(app, client, value):
    """A value that can be no response is an error, even if it is false; the view does not run."""
    diary, error = [], []
    app.before_request(lambda: None if "go" in flask.request.args else value)
    app.add_url_rule("/visit", "visit", lambda: diary.append("visit") or "visited")
    app.register_error_handler(500, lambda got: error.append(got.original_exception) or "refused")

    answers = [client.get(path).text for path in ("/visit?go", "/visit")]

    assert answers == ["visited", "refused"]
    assert diary == ["visit"]
    assert [type(each) for each in error] == [TypeError]


def test_teardown_functions_get_the_unhandled_error__aborted(app, client):
    """HTTP errors are answers, handled or not, and so is a redirect of routing."""
    seen = []
    app.teardown_request(seen.append)
    app.add_url_rule("/<int:code>", "page", lambda code: flask.abort(code))
    app.add_url_rule("/shelf/", "shelf", lambda: 1 / 0)
    app.register_error_handler(403, lambda error: "handled")

    for path in ("/403", "/404", "/500", "/nowhere", "/shelf", "/shelf/"):
        client.get(path)

    assert [type(each) for each in seen] == [*[type(None)] * 5, ZeroDivisionError]


def test_teardown_functions_get_the_unhandled_error__failing_handler(app, client):
    """It is the error of the handler, if that failed."""
    seen = []
    app.teardown_request(seen.append)
    app.register_error_handler(KeyError, lambda error: 1 / 0)
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    client.get("/key")

    assert [type(each) for each in seen] == [ZeroDivisionError]


def test_teardown_functions_get_the_unhandled_error__apology(app, client):
    """A handler for status 500 answers, but does not make the error a handled one."""
    seen = []
    app.teardown_request(seen.append)
    app.register_error_handler(500, lambda error: "sorry")
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    answer = client.get("/key")

    assert answer.text == "sorry"
    assert [type(each) for each in seen] == [KeyError]


def test_teardown_functions_get_the_unhandled_error__no_response(app, client):
    """A result that is no response is an error as well."""
    seen = []
    app.teardown_request(seen.append)
    app.add_url_rule("/nothing", "nothing", lambda: None)

    client.get("/nothing")

    assert [type(each) for each in seen] == [TypeError]


def add_views(app):
    """Add views that answer and fail, and functions around them that can be asked to fail."""
    app.add_url_rule("/fine", "fine", lambda: "fine")
    app.add_url_rule("/response", "response", lambda: flask.abort(flask.Response("no", 403)))
    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(403))
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    app.before_request(lambda: flask.abort(403) if "refuse" in flask.request.args else None)
    app.after_request(lambda response: {}["lost"] if "spoil" in flask.request.args else response)


PROPAGATING, TRAPPING = {"PROPAGATE_EXCEPTIONS": True}, {"TRAP_HTTP_EXCEPTIONS": True}
ENDS = {
    "answered": ({}, "GET", "/fine", None),
    "head": ({}, "HEAD", "/fine", None),
    "options": ({}, "OPTIONS", "/fine", None),
    "other-method": ({}, "PUT", "/fine", None),
    "aborted-before-the-view": ({}, "GET", "/fine?refuse", None),
    "aborted-with-a-response": ({}, "GET", "/response", None),
    "aborted": (PROPAGATING, "GET", "/guarded", None),
    "trapped": (TRAPPING, "GET", "/guarded", 403),
    "propagated": (PROPAGATING, "GET", "/key", KeyError),
    "failed-after-the-view": ({}, "GET", "/fine?spoil", KeyError),
    "propagated-after-the-view": (PROPAGATING, "GET", "/fine?spoil", KeyError),
}


@pytest.mark.parametrize(("settings", "method", "target", "told"), ENDS.values(), ids=ENDS)
def test_teardown_functions_get_the_unhandled_error__table(
    app, client, settings, method, target, told
):
    """Functions of both kinds are told the same, however the request ends."""
    seen = []
    app.config.update(settings)
    app.teardown_request(seen.append)
    app.teardown_appcontext(seen.append)
    add_views(app)

    with suppress(KeyError):
        client.request(method, target)

    assert [error and getattr(error, "code", type(error)) for error in seen] == [told, told]


@pytest.mark.parametrize("method", ["open_session", "save_session"])
def test_teardown_functions_get_the_unhandled_error__session(app, client, method):
    """It is the error of the session interface as well."""
    from flask.sessions import SecureCookieSessionInterface

    seen, methods = [], {method: lambda *given: {}["lost"]}
    app.secret_key = "key"
    app.session_interface = type("Broken", (SecureCookieSessionInterface,), methods)()
    app.teardown_request(seen.append)
    app.teardown_appcontext(seen.append)

    client.get("/nowhere")

    assert [type(error) for error in seen] == [KeyError, KeyError]
