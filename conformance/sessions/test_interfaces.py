"""Session interfaces: where they come from, and what their base promises."""

import flask
import pytest


def in_memory(name):
    """A session interface that keeps one session, which knows the interface's name, in memory."""
    from flask.sessions import SessionInterface, SessionMixin

    class Memory(dict, SessionMixin):
        pass

    class InMemory(SessionInterface):
        kept = Memory(interface=name)

        def open_session(self, app, request):
            return self.kept

        def save_session(self, app, session, response):
            response.headers["X-Saved-By"] = session["interface"]

    return InMemory()


def test_own_interface_needs_no_secret_key(app, client):
    """The session can be written, and is there in the next request."""
    app.session_interface = in_memory("memory")

    @app.route("/visit")
    def visit():
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        return f"visit {flask.session['visits']}"

    assert app.secret_key is None
    assert [client.get("/visit").text for _ in range(2)] == ["visit 1", "visit 2"]


def test_interface_can_be_chosen_by_a_subclass(client_of):
    """The class has one for all its objects, and an object may have its own."""

    class Library(flask.Flask):
        session_interface = in_memory("class")

    apps = [Library(f"library_{number}", static_folder=None) for number in range(2)]
    apps[1].session_interface = in_memory("object")
    for app in apps:
        app.add_url_rule("/name", "name", lambda: flask.session["interface"])

    answers = [client_of(app).get("/name") for app in apps]

    assert [answer.text for answer in answers] == ["class", "object"]
    assert [answer.headers["X-Saved-By"] for answer in answers] == ["class", "object"]


def test_interface_can_be_replaced(app, client):
    """Each request has the session of the interface that was there when it began."""
    app.add_url_rule("/name", "name", lambda: flask.session["interface"])

    names = []
    for name in ("first", "second"):
        app.session_interface = in_memory(name)
        names.append(client.get("/name").text)

    assert names == ["first", "second"]


def test_opening_and_saving_are_to_be_written(app):
    """Both raise, beside a subclass that opens."""
    from flask.sessions import SessionInterface

    with app.test_request_context():
        with pytest.raises(NotImplementedError):
            SessionInterface().open_session(app, flask.request)
        with pytest.raises(NotImplementedError):
            SessionInterface().save_session(app, flask.session, flask.Response())

    assert in_memory("memory").open_session(app, None) == {"interface": "memory"}


def test_null_session_is_known_by_its_class():
    """Instances of subclasses are null sessions too, and nothing else is."""
    from flask.sessions import NullSession, SecureCookieSession, SessionInterface

    class Sealed(NullSession):
        pass

    class Sessions(SessionInterface):
        null_session_class = Sealed

    candidates = [Sealed(), NullSession(), SecureCookieSession(), {}, None]

    usual = [bool(SessionInterface().is_null_session(each)) for each in candidates]
    own = [bool(Sessions().is_null_session(each)) for each in candidates]

    assert usual == [True, True, False, False, False]
    assert own == [True, False, False, False, False]
