"""Receivers that raise, for each signal."""

from contextlib import suppress

import flask
import pytest

BEFORE_THE_RESPONSE = [
    "request_started",
    "message_flashed",
    "before_render_template",
    "template_rendered",
]
TEARING_DOWN = ["request_tearing_down", "appcontext_tearing_down", "appcontext_popped"]


def fail(sender, **extra):
    """A receiver that raises an error."""
    raise KeyError("key")


@pytest.mark.parametrize("name", BEFORE_THE_RESPONSE)
def test_error_of_a_receiver_before_the_response_is_handled__each(app, client, name):
    """A handler takes it, the functions after the view run, and teardown hears of no error."""
    app.secret_key = "key"
    diary = []
    app.after_request(lambda response: diary.append(response.status_code) or response)
    app.teardown_request(diary.append)
    app.register_error_handler(KeyError, lambda error: ("handled", 418))

    @app.route("/visit")
    def visit():
        flask.flash("door is open")
        return flask.render_template_string("visited")

    with getattr(flask, name).connected_to(fail, app):
        answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (418, "handled")
    assert diary == [418, None]


@pytest.mark.parametrize("name", BEFORE_THE_RESPONSE)
def test_error_of_a_receiver_before_the_response_is_handled__no_handler(app, client, name):
    """Without a handler, it is an unhandled error."""
    app.secret_key = "key"
    told = []

    def got(sender, exception, **extra):
        told.append(type(exception))

    @app.route("/visit")
    def visit():
        flask.flash("door is open")
        return flask.render_template_string("visited")

    failing = getattr(flask, name).connected_to(fail, app)
    with failing, flask.got_request_exception.connected_to(got, app):
        answer = client.get("/visit")

    assert answer.status_code == 500
    assert told == [KeyError]


@pytest.mark.parametrize("name", TEARING_DOWN)
def test_error_during_teardown_leaves_no_context_behind(app, name):
    """No context is active after a request context whose receiver raises."""
    seen = []

    failing = getattr(flask, name).connected_to(fail, app)
    with failing, suppress(Exception), app.test_request_context("/visit"):
        seen.append(str(flask.request.path))

    assert seen == ["/visit"]
    assert flask.has_request_context() is False
    assert flask.has_app_context() is False


@pytest.mark.parametrize("name", TEARING_DOWN)
def test_error_during_teardown_leaves_no_context_behind__nested(app, name):
    """The context around it is active again."""
    other = flask.Flask("other", static_folder=None)

    with other.app_context(), getattr(flask, name).connected_to(fail, app):
        with suppress(Exception), app.test_request_context("/visit"):
            inside = str(flask.current_app.name)
        after = str(flask.current_app.name)

    assert (inside, after) == ("app_under_test", "other")


@pytest.mark.parametrize("name", TEARING_DOWN)
def test_error_during_teardown_leaves_the_application(app, client, name):
    """The error leaves the application, and no handler is asked."""
    asked = []
    app.register_error_handler(KeyError, lambda error: asked.append(error) or "handled")
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/broken", "broken", lambda: {}["missing"])

    client.get("/broken")
    with getattr(flask, name).connected_to(fail, app), pytest.raises(KeyError):
        client.get("/visit")

    assert len(asked) == 1


ENTRANCES = {
    "application": lambda app: app.app_context(),
    "request": lambda app: app.test_request_context("/visit"),
}


@pytest.mark.parametrize("make", ENTRANCES.values(), ids=ENTRANCES)
def test_error_on_entering_is_raised_there(app, make):
    """The error comes out of ``push``, and the block does not run."""
    from contextvars import copy_context

    diary = []

    def enter():
        with make(app):
            diary.append(str(flask.current_app.name))

    enter()
    with flask.appcontext_pushed.connected_to(fail, app), pytest.raises(KeyError):
        # What is active after the error is left open.
        copy_context().run(enter)

    assert diary == ["app_under_test"]
