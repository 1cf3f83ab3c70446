"""Classes of sessions, by themselves and in the hands of an interface."""

import flask
import pytest


def test_session_that_cannot_tell_counts_as_modified(app, client):
    """The usual interface saves it after each request, unless it says that it was not modified."""
    from flask.sessions import SecureCookieSessionInterface, SessionMixin

    class Drawer(dict, SessionMixin):
        pass

    class Sessions(SecureCookieSessionInterface):
        session_class = Drawer

    app.secret_key, app.session_interface = "key", Sessions()
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/same", "same", lambda: str(setattr(flask.session, "modified", False)))

    sent = ["set-cookie" in client.get(path).headers for path in ("/enter", "/unused", "/same")]

    assert sent == [True, True, False]


@pytest.mark.parametrize(
    ("use", "accessed"),
    [
        pytest.param(lambda: "unused", False, id="unused"),
        pytest.param(lambda: flask.session.get("name", "nobody"), True, id="read"),
        pytest.param(lambda: str("name" in flask.session), True, id="asked"),
        pytest.param(lambda: flask.session.setdefault("name", "Ada"), True, id="changed"),
    ],
)
def test_own_session_learns_of_its_use(app, client, use, accessed):
    """The interface finds it out when the session is saved."""
    from flask.sessions import SessionInterface, SessionMixin

    class Drawer(dict, SessionMixin):
        pass

    class Cupboard(SessionInterface):
        def open_session(self, app, request):
            return Drawer()

        def save_session(self, app, session, response):
            response.headers["X-Accessed"] = str(session.accessed)

    app.session_interface = Cupboard()
    app.add_url_rule("/use", "use", use)

    assert client.get("/use").headers["X-Accessed"] == str(accessed)


VALUES = {
    "none": ((), {}),
    "dictionary": (({"name": "Ada", "shelf": [3]},), {"name": "Ada", "shelf": [3]}),
    "nothing": ((None,), {}),
}


@pytest.mark.parametrize(("arguments", "values"), VALUES.values(), ids=VALUES)
def test_session_of_a_cookie_notices_changes(arguments, values):
    """It has the values it was made with, and is modified by one more."""
    from flask.sessions import SecureCookieSession

    session = SecureCookieSession(*arguments)
    before = f"{session.modified} {dict(session)}"
    session["theme"] = "dark"

    assert isinstance(session, dict)
    assert before == f"False {values}"
    assert f"{session.modified} {session['theme']}" == "True dark"


def test_sessions_are_mappings(app, client):
    """A session that keeps its values elsewhere has all methods, and can be made permanent."""
    from flask.sessions import SessionInterface, SessionMixin

    kept = {"name": "Ada"}

    class Remote(SessionMixin):
        def __getitem__(self, key):
            return kept[key]

        def __setitem__(self, key, value):
            kept[key] = value

        def __delitem__(self, key):
            del kept[key]

        def __iter__(self):
            return iter(kept)

        def __len__(self):
            return len(kept)

    class Sessions(SessionInterface):
        open_session = staticmethod(lambda app, request: Remote())
        save_session = staticmethod(lambda app, session, response: None)

    app.session_interface = Sessions()
    app.add_url_rule("/leave", "leave", lambda: flask.session.pop("name"))
    app.add_url_rule("/stay", "stay", lambda: str(setattr(flask.session, "permanent", True)))

    left = client.get("/leave").text
    client.get("/stay")

    assert left == "Ada"
    assert kept == {"_permanent": True}


@pytest.mark.parametrize("name", ["new", "modified", "accessed"])
def test_null_session_is_a_session__attributes(name):
    """It is neither new nor in use."""
    from flask.sessions import NullSession

    assert f"{getattr(NullSession(), name)}" == "False"
