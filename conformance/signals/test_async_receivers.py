"""Coroutine functions as receivers of each signal."""

import gc

import flask
import pytest

KEYWORDS = {
    "appcontext_popped": [],
    "appcontext_pushed": [],
    "appcontext_tearing_down": ["exc"],
    "before_render_template": ["context", "template"],
    "got_request_exception": ["exception"],
    "message_flashed": ["category", "message"],
    "request_finished": ["response"],
    "request_started": [],
    "request_tearing_down": ["exc"],
    "template_rendered": ["context", "template"],
}


@pytest.mark.parametrize(("name", "keywords"), KEYWORDS.items(), ids=KEYWORDS)
def test_coroutine_functions_may_be_receivers__each(app, client, name, keywords):
    """It is awaited, with the application as sender and with the keywords of the signal."""
    app.secret_key = "key"
    seen = []

    async def receiver(sender, **extra):
        seen.append((sender is app, [keyword for keyword in keywords if keyword in extra]))

    @app.route("/visit")
    def visit():
        flask.flash("door is open")
        flask.render_template_string("visited")
        return {}["missing"]

    with getattr(flask, name).connected_to(receiver, app):
        answer = client.get("/visit")

    assert seen == [(True, keywords)]
    assert answer.status_code == 500


def test_coroutine_functions_may_be_receivers__streamed_template(app):
    """A streamed template waits for them as well."""
    seen = []

    async def receiver(sender, context, **extra):
        seen.append(str(context["name"]))

    before = flask.before_render_template.connected_to(receiver, app)
    rendered = flask.template_rendered.connected_to(receiver, app)
    with app.app_context(), before, rendered:
        text = "".join(flask.stream_template_string("Hello", name="Ada"))

    assert text == "Hello"
    assert seen == ["Ada", "Ada"]


def test_coroutine_functions_may_be_receivers__context(app):
    """It finds the application context that is being entered."""
    seen = []

    async def pushed(sender, **extra):
        flask.g.user = "Ada"
        seen.append(str(flask.current_app.name))

    with flask.appcontext_pushed.connected_to(pushed, app), app.app_context():
        user = str(flask.g.user)

    assert (user, seen) == ("Ada", ["app_under_test"])


@pytest.fixture
def failing():
    """A coroutine function that raises an error as receiver."""

    async def fail(sender, **extra):
        raise KeyError("key")

    yield fail
    # The thread in which it ran ends when the frames in the error's traceback are gone.
    gc.collect()


def test_error_of_a_coroutine_is_an_error_of_the_receiver__handled(app, client, failing):
    """Before the response, a handler takes it."""
    app.register_error_handler(KeyError, lambda error: ("found", 404))
    app.add_url_rule("/visit", "visit", lambda: "visited")

    with flask.request_started.connected_to(failing, app):
        failed = client.get("/visit")
    answered = client.get("/visit")

    assert (failed.status_code, failed.text) == (404, "found")
    assert (answered.status_code, answered.text) == (200, "visited")


def test_error_of_a_coroutine_is_an_error_of_the_receiver__finished(app, client, failing):
    """At the end of the request, it becomes a 500."""
    told = []

    def got(sender, exception, **extra):
        told.append(type(exception))

    app.register_error_handler(KeyError, lambda error: ("found", 404))
    app.add_url_rule("/visit", "visit", lambda: "visited")

    failing_connection = flask.request_finished.connected_to(failing, app)
    with failing_connection, flask.got_request_exception.connected_to(got, app):
        answer = client.get("/visit")

    assert answer.status_code == 500
    assert told == [KeyError]
