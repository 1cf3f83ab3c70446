"""A session that nobody touched is opened and saved by short cuts that nobody sees."""

import pytest

import hipflask
from hipflask import Response
from hipflask.config import Config
from hipflask.json.provider import DefaultJSONProvider
from hipflask.json.tag import PassDict, TagDict, TaggedJSONSerializer
from hipflask.sessions import (
    _GETTERS,
    NullSession,
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionInterface,
)


@pytest.fixture
def app():
    app = hipflask.Flask("app_under_test", static_folder=None)
    app.secret_key = "key"
    app.session_interface = SecureCookieSessionInterface()
    with app.test_request_context():
        yield app


def opened(app):
    return app.session_interface.open_session(app, hipflask.request)


def saved(app, **values):
    response = Response("text")
    session = SecureCookieSession(values)
    session.modified = bool(values)
    app.session_interface.save_session(app, session, response)
    return response


PLACES_OF_MAKING = {
    "serializer-dumps": (TaggedJSONSerializer, "dumps"),
    "serializer-tag": (TaggedJSONSerializer, "tag"),
    "first-check": (TagDict, "check"),
    "second-check": (PassDict, "check"),
    "second-tag": (PassDict, "tag"),
    "provider": (DefaultJSONProvider, "dumps"),
    "serializer-of-itsdangerous": (hipflask.sessions.URLSafeTimedSerializer, "__init__"),
    "interface": (SecureCookieSessionInterface, "get_signing_serializer"),
}


@pytest.mark.parametrize("place", PLACES_OF_MAKING.values(), ids=PLACES_OF_MAKING)
def test_making_what_signs_is_seen_without_a_cookie(app, monkeypatch, place):
    """Whoever has replaced a step of it is called, though there is nothing to verify."""
    original, calls = getattr(*place), []

    def replaced(*args, **kwargs):
        calls.append(args)
        return original(*args, **kwargs)

    monkeypatch.setattr(*place, replaced)
    opened(app)

    assert calls


def test_provider_of_the_application_writes_an_empty_dict(app, monkeypatch):
    written, dumps = [], app.json.dumps

    def noting(value, **options):
        written.append(value)
        return dumps(value, **options)

    monkeypatch.setattr(app.json, "dumps", noting)
    opened(app)

    assert written == [{}]


@pytest.mark.parametrize("name", ["salt", "key_derivation", "digest_method", "serializer"])
def test_settings_that_are_properties_are_read(app, name):
    value, read = getattr(SecureCookieSessionInterface, name), []

    def noting(interface):
        read.append(name)
        return value

    app.session_interface = type("Own", (SecureCookieSessionInterface,), {name: property(noting)})()
    opened(app)

    assert read


@pytest.mark.parametrize("key", ["\ud800", "k\ud800y"])
def test_key_that_is_none_in_utf8_raises(app, key):
    app.secret_key = key

    with pytest.raises(UnicodeEncodeError):
        opened(app)


@pytest.mark.parametrize("fallbacks", [7, ["\ud800"]])
def test_fallbacks_that_are_no_keys_raise(app, fallbacks):
    app.config["SECRET_KEY_FALLBACKS"] = fallbacks

    with pytest.raises((TypeError, UnicodeEncodeError)):
        opened(app)


OWNERS = {
    "object": lambda app: app.session_interface,
    "class": lambda app: SecureCookieSessionInterface,
    "class-below": lambda app: SessionInterface,
}


@pytest.mark.parametrize("owner", OWNERS.values(), ids=OWNERS)
@pytest.mark.parametrize("getter", _GETTERS)
def test_replaced_getter_is_asked(app, monkeypatch, owner, getter):
    """Also when there is nothing to save."""
    asked = []
    monkeypatch.setattr(owner(app), getter, lambda *given: asked.append(given[-1]) or "own")

    saved(app)

    assert asked == [app]


@pytest.mark.parametrize("setting", [*_GETTERS.values(), "APPLICATION_ROOT"])
def test_missing_setting_raises(app, setting):
    """Also when there is nothing to save."""
    del app.config[setting]

    with pytest.raises(KeyError) as raised:
        saved(app)

    assert raised.value.args == (setting,)


class NotingConfig(Config):
    """Settings that know which of them were read."""

    def __getitem__(self, key):
        vars(self).setdefault("read", []).append(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("path", [None, "/shop"])
def test_settings_are_read_as_by_the_getters(app, monkeypatch, path):
    app.config["SESSION_COOKIE_PATH"] = path
    app.config = NotingConfig("", app.config)
    saved(app)
    short = list(app.config.read)
    app.config.read.clear()
    monkeypatch.setattr(app.session_interface, "get_cookie_name", lambda app: "session")
    saved(app)

    assert short == ["SESSION_COOKIE_NAME", *app.config.read]


def test_cookie_is_the_same(app, monkeypatch):
    """The getters that were replaced by themselves describe the cookie as the settings do."""
    app.config.update(
        SESSION_COOKIE_NAME="own",
        SESSION_COOKIE_DOMAIN="shop.example",
        SESSION_COOKIE_PATH="/shop",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_PARTITIONED=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=False,
    )
    monkeypatch.setattr("time.time", lambda: 1_000_000_000)
    short = saved(app, reader=7)
    interface = app.session_interface
    interface.get_cookie_name = interface.get_cookie_name

    assert list(short.headers) == list(saved(app, reader=7).headers)


def test_sessions_of_ours_are_no_null_sessions(app):
    interface = app.session_interface

    assert not interface.is_null_session(SecureCookieSession())
    assert interface.is_null_session(NullSession())
    with pytest.raises(RuntimeError):
        NullSession.register(SecureCookieSession)


def test_own_class_of_null_sessions_counts(app):
    """Even one that all sessions are of."""
    app.session_interface.null_session_class = SecureCookieSession

    assert app.session_interface.is_null_session(SecureCookieSession())


def test_class_registered_as_null_session_is_one(app):
    class Own(SecureCookieSession):
        """A session that is said to be a null session."""

    NullSession.register(Own)

    assert app.session_interface.is_null_session(Own())
