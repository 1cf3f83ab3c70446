"""Helpers of an interface: what they tell, and what overriding them does."""

from datetime import UTC, datetime, timedelta

import flask
import pytest

TOLD = {
    "name": ("get_cookie_name", {"SESSION_COOKIE_NAME": "visit"}, "visit"),
    "domain": ("get_cookie_domain", {"SESSION_COOKIE_DOMAIN": "x.test"}, "x.test"),
    "no-domain": ("get_cookie_domain", {}, None),
    "path": ("get_cookie_path", {"SESSION_COOKIE_PATH": "/a", "APPLICATION_ROOT": "/b"}, "/a"),
    "root": ("get_cookie_path", {"APPLICATION_ROOT": "/b"}, "/b"),
    "no-path": ("get_cookie_path", {}, "/"),
    "httponly": ("get_cookie_httponly", {}, True),
    "not-httponly": ("get_cookie_httponly", {"SESSION_COOKIE_HTTPONLY": False}, False),
    "secure": ("get_cookie_secure", {"SESSION_COOKIE_SECURE": True}, True),
    "not-secure": ("get_cookie_secure", {}, False),
    "samesite": ("get_cookie_samesite", {"SESSION_COOKIE_SAMESITE": "Lax"}, "Lax"),
    "no-samesite": ("get_cookie_samesite", {}, None),
}


@pytest.mark.parametrize(("helper", "settings", "told"), TOLD.values(), ids=TOLD)
def test_helper_tells_the_setting(app, helper, settings, told):
    """Each tells the setting, and its default where nothing is set."""
    from flask.sessions import SessionInterface

    app.config.update(settings)

    answer = getattr(SessionInterface(), helper)(app)

    assert (answer, type(answer)) == (told, type(told))


def session_of(**marks):
    """A session with a value that was not modified, but for some marks."""
    from flask.sessions import SecureCookieSession

    session = SecureCookieSession({"name": "Ada"})
    for mark, value in marks.items():
        setattr(session, mark, value)
    return session


LIFETIMES = {"timedelta": (timedelta(days=2), 172800), "seconds": (3600, 3600)}


@pytest.mark.parametrize(("lifetime", "seconds"), LIFETIMES.values(), ids=LIFETIMES)
def test_expiry_is_told_for_permanent_sessions(app, lifetime, seconds):
    """The moment is told for a permanent session alone, give or take a few seconds."""
    app.config["PERMANENT_SESSION_LIFETIME"] = lifetime

    moment, none = [
        app.session_interface.get_expiration_time(app, session_of(permanent=permanent))
        for permanent in (True, False)
    ]

    assert (moment - datetime.now(UTC)).total_seconds() == pytest.approx(seconds, abs=9)
    assert none is None


DUE = {
    "modified": ({"modified": True}, [True, True]),
    "permanent": ({"permanent": True, "modified": False}, [True, False]),
    "modified-and-permanent": ({"permanent": True, "modified": True}, [True, True]),
}


@pytest.mark.parametrize(("marks", "due"), DUE.values(), ids=DUE)
def test_helper_says_whether_the_cookie_is_due(app, marks, due):
    """It is told with refreshing switched on and off, beside a session without marks."""
    marked, unmarked, interface = [], [], app.session_interface

    for app.config["SESSION_REFRESH_EACH_REQUEST"] in (True, False):
        marked.append(bool(interface.should_set_cookie(app, session_of(**marks))))
        unmarked.append(bool(interface.should_set_cookie(app, session_of())))

    assert marked == due
    assert unmarked == [False, False]


def cookie_with(app, client, **methods):
    """The cookie that an application sends whose interface has some methods overridden."""
    from flask.sessions import SecureCookieSessionInterface

    app.secret_key = "key"
    app.session_interface = type("Sessions", (SecureCookieSessionInterface,), methods)()
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))

    return client.get("/enter").headers["Set-Cookie"].split("; ")


OVERRIDDEN = {
    "domain": ("get_cookie_domain", "x.test", {"Domain=x.test", "Path=/", "HttpOnly"}),
    "path": ("get_cookie_path", "/shelf", {"Path=/shelf", "HttpOnly"}),
    "httponly": ("get_cookie_httponly", False, {"Path=/"}),
    "secure": ("get_cookie_secure", True, {"Secure", "Path=/", "HttpOnly"}),
    "samesite": ("get_cookie_samesite", "Lax", {"SameSite=Lax", "Path=/", "HttpOnly"}),
}


@pytest.mark.parametrize(("helper", "value", "sent"), OVERRIDDEN.values(), ids=OVERRIDDEN)
def test_overridden_helper_decides(app, client, helper, value, sent):
    """Each helper decides about its attribute."""
    cookie = cookie_with(app, client, **{helper: lambda self, app: value})

    assert set(cookie[1:]) == sent


def test_overridden_helper_decides__name(app, client):
    """The name decides where the session is written, and where it is read."""
    cookie = cookie_with(app, client, get_cookie_name=lambda self, app: "visit")

    with app.test_request_context(headers={"Cookie": cookie[0]}):
        name = flask.session["name"]

    assert name == "Ada"
    assert cookie[0].startswith("visit=")


def test_overridden_expiry_decides(app, client):
    """The moment is sent, though the session is not permanent."""
    moment = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)

    cookie = cookie_with(app, client, get_expiration_time=lambda self, app, session: moment)

    assert "Expires=Wed, 02 Jan 2030 03:04:05 GMT" in cookie


def test_overridden_decision_decides(app, client):
    """A session that was only read is sent, and one that was changed is not."""
    from flask.sessions import SecureCookieSessionInterface

    class Sessions(SecureCookieSessionInterface):
        def should_set_cookie(self, app, session):
            return "yes" if flask.request.path == "/read" else ""

    app.secret_key = "key"
    app.add_url_rule("/change", "change", lambda: str(flask.session.update(name="Ada")))
    app.add_url_rule("/read", "read", lambda: flask.session["name"])

    client.get("/change")
    app.session_interface = Sessions()
    changed, read = client.get("/change"), client.get("/read")

    assert "set-cookie" in read.headers
    assert "set-cookie" not in changed.headers
