"""Small steps between the big ones that objects of users see, taken in Flask's way."""

from jinja2 import DictLoader

from hipflask import Flask, flash, get_flashed_messages, message_flashed, render_template
from hipflask.sessions import SecureCookieSession, SecureCookieSessionInterface


class PoppedSession(SecureCookieSession):
    """A session that knows what was popped."""

    popped = ()

    def pop(self, key):
        self.popped += (key,)
        return super().pop(key)


def test_messages_are_popped_from_the_session():
    app = Flask("shop", static_folder=None)
    app.secret_key = "secret"
    app.session_interface = SecureCookieSessionInterface()
    app.session_interface.session_class = PoppedSession

    with app.test_request_context() as context:
        flash("saved")
        messages = get_flashed_messages()

    assert messages == ["saved"]
    assert context._session.popped == ("_flashes",)


def test_blueprints_are_not_asked_for_a_template_of_the_application(monkeypatch):
    app = Flask("shop", static_folder=None)
    app.jinja_loader = DictLoader({"page.html": "page"})
    monkeypatch.setattr(app, "iter_blueprints", lambda: 1 / 0)

    with app.app_context():
        page = render_template("page.html")

    assert page == "page"


def test_current_application_tells_of_a_message():
    """Another application may be the current one within a request."""
    app, other = Flask("shop", static_folder=None), Flask("other", static_folder=None)
    app.secret_key = "secret"
    senders = []

    def note(sender, **values):
        senders.append(sender.name)

    with message_flashed.connected_to(note), app.test_request_context(), other.app_context():
        flash("saved")

    assert senders == ["other"]
