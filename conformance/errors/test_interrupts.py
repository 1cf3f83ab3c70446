"""Exceptions that are none of ``Exception``, wherever they are raised."""

import logging

import flask
import pytest


class Halt(BaseException):
    """An interrupt of one's own."""


INTERRUPTS = {
    "keyboard": KeyboardInterrupt,
    "exit": SystemExit,
    "generator": GeneratorExit,
    "own": Halt,
}
SETTINGS = {
    "default": {},
    "not-propagating": {"PROPAGATE_EXCEPTIONS": False},
    "testing": {"TESTING": True},
}


def interrupted(app, kind):
    """Let the application interrupt a request to ``/wait``, and answer one to ``/work``."""

    @app.route("/wait")
    def wait():
        raise kind

    app.add_url_rule("/work", "work", lambda: "worked")


@pytest.mark.parametrize("kind", INTERRUPTS.values(), ids=INTERRUPTS)
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_interrupt_leaves_the_application(app, client, kind, settings):
    """Neither a handler nor a setting keeps it, and the next request is answered."""
    app.config.update(settings)
    app.register_error_handler(Exception, lambda error: "handled")
    app.register_error_handler(500, lambda error: "sorry")
    interrupted(app, kind)

    with pytest.raises(kind):
        client.get("/wait")

    assert client.get("/work").text == "worked"


@pytest.mark.parametrize("moment", ["before_request", "after_request"])
def test_interrupt_leaves_the_application__around_the_view(app, client, moment):
    """It may come from a function around the view as well."""

    def halt(argument=None):
        if "halt" in flask.g:
            raise Halt
        return argument

    @app.route("/wait/<seconds>")
    def wait(seconds):
        return f"waited {seconds}"

    @app.url_value_preprocessor
    def read(endpoint, values):
        if values["seconds"] == "1":
            flask.g.halt = True

    getattr(app, moment)(halt)
    fine = client.get("/wait/0")

    with pytest.raises(Halt):
        client.get("/wait/1")

    assert fine.text == "waited 0"
    assert flask.has_app_context() is False


def test_interrupt_is_not_answered(app, client):
    """They are called for a request that is answered, and not for the one that is not."""
    from flask.sessions import SecureCookieSessionInterface

    diary = []

    class Sessions(SecureCookieSessionInterface):
        def save_session(self, app, session, response):
            diary.append("save")

    app.secret_key, app.session_interface = "key", Sessions()
    app.after_request(lambda response: diary.append("after") or response)
    app.register_error_handler(Exception, lambda error: diary.append("handler") or "handled")
    app.register_error_handler(500, lambda error: diary.append("handler for 500") or "sorry")
    app.teardown_request(lambda error: diary.append(type(error).__name__))
    interrupted(app, Halt)

    client.get("/work")
    with pytest.raises(Halt):
        client.get("/wait")

    assert diary == ["after", "save", "NoneType", "Halt"]


def test_interrupt_is_no_exception_for_the_log(app, client):
    """A record comes for an error, and not for an interrupt."""
    logged = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(record.exc_info[0])
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    interrupted(app, Halt)

    app.logger.addHandler(handler)
    client.get("/key")
    with pytest.raises(Halt):
        client.get("/wait")
    app.logger.removeHandler(handler)

    assert logged == [KeyError]
