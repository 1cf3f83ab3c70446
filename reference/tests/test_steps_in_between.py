"""Small steps between the big ones that objects of users see, taken in Flask's way."""

from jinja2 import DictLoader

from hipflask import Flask, flash, get_flashed_messages, render_template
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
