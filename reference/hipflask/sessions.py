"""Sessions: what one visitor's requests share, by default in a signed cookie."""

import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from operator import itemgetter
from types import BuiltinFunctionType
from typing import Any, NoReturn, cast

from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import CallbackDict, Headers
from werkzeug.wrappers import Request, Response

from . import _explain
from ._contracts import Application, Session
from ._multidicts import first_value
from ._signing import Key, Signing, is_made_unseen, kept_signing
from ._untouched import Steps
from .json.tag import TaggedJSONSerializer


class SessionMixin(MutableMapping[str, Any]):
    """What makes a mapping a session."""

    # Whether it was made now. Nobody has to keep track of this, so the default is no.
    new = False
    # Whether it has to be stored. Who cannot tell stores it always.
    modified = True
    # Whether somebody looked at it, so that the response depends on the cookie.
    accessed = False

    @property
    def permanent(self) -> bool:
        """Whether the session outlives the browser's window."""
        return bool(self.get("_permanent", False))

    @permanent.setter
    def permanent(self, value: bool) -> None:
        self["_permanent"] = bool(value)


class SecureCookieSession(CallbackDict[str, Any], SessionMixin):
    """A session that notices changes to itself, though not to the values inside it."""

    modified = False

    def __init__(self, initial: Mapping[str, Any] | None = None) -> None:
        if type(self) in _OF_OURS and CallbackDict.__init__ is _init:
            # The short cut: what Werkzeug's constructor does.
            if initial is not None:
                dict.__init__(self, initial)
            self.on_update = _note_change
        else:
            super().__init__(initial, on_update=_note_change)


def _note_change(session: Any) -> None:
    session.modified = True


class NullSession(SecureCookieSession):
    """The session without a secret key: it can be read, and is always empty."""

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(_explain.NO_SECRET_KEY)

    __setitem__ = __delitem__ = clear = pop = popitem = update = setdefault = _fail


_OF_OURS = SecureCookieSession, NullSession
_init = CallbackDict.__init__


class SessionInterface:
    """Opens a session when a request begins and saves it when the response is there."""

    null_session_class: type[NullSession] = NullSession
    # Whether sessions are stored by pickling; a debugger wants to know.
    pickle_based = False

    def make_null_session(self, app: Application) -> NullSession:
        """The session for a request that could not get a real one."""
        return self.null_session_class()

    def is_null_session(self, obj: object) -> bool:
        """Whether ``obj`` is such a session, which is not saved."""
        null_session_class = self.null_session_class
        if type(obj) is SecureCookieSession and null_session_class is NullSession:
            # The short cut: a class cannot be registered as one of its own subclasses.
            return False
        return isinstance(obj, null_session_class)

    def get_cookie_name(self, app: Application) -> str:
        """The cookie's name, from SESSION_COOKIE_NAME."""
        name: str = app.config["SESSION_COOKIE_NAME"]
        return name

    def get_cookie_domain(self, app: Application) -> str | None:
        """The cookie's domain, from SESSION_COOKIE_DOMAIN; None means this host only."""
        domain: str | None = app.config["SESSION_COOKIE_DOMAIN"]
        return domain

    def get_cookie_path(self, app: Application) -> str:
        """The cookie's path, from SESSION_COOKIE_PATH or else APPLICATION_ROOT."""
        path: str = app.config["SESSION_COOKIE_PATH"] or app.config["APPLICATION_ROOT"]
        return path

    def get_cookie_httponly(self, app: Application) -> bool:
        """Whether scripts must not see the cookie, from SESSION_COOKIE_HTTPONLY."""
        httponly: bool = app.config["SESSION_COOKIE_HTTPONLY"]
        return httponly

    def get_cookie_secure(self, app: Application) -> bool:
        """Whether the cookie is for HTTPS only, from SESSION_COOKIE_SECURE."""
        secure: bool = app.config["SESSION_COOKIE_SECURE"]
        return secure

    def get_cookie_samesite(self, app: Application) -> str | None:
        """``Strict``, ``Lax`` or nothing, from SESSION_COOKIE_SAMESITE."""
        samesite: str | None = app.config["SESSION_COOKIE_SAMESITE"]
        return samesite

    def get_cookie_partitioned(self, app: Application) -> bool:
        """Whether the cookie is kept per top-level site, from SESSION_COOKIE_PARTITIONED."""
        partitioned: bool = app.config["SESSION_COOKIE_PARTITIONED"]
        return partitioned

    def get_expiration_time(self, app: Any, session: Session) -> datetime | None:
        """When the cookie of a permanent session ends; None: with the browser's window."""
        if not session.permanent:
            return None
        return cast(datetime, datetime.now(UTC) + app.permanent_session_lifetime)

    def should_set_cookie(self, app: Application, session: Session) -> bool:
        """Whether the cookie is sent: after changes, and to keep a permanent session alive."""
        if session.modified:
            return True
        return bool(session.permanent and app.config["SESSION_REFRESH_EACH_REQUEST"])

    def open_session(self, app: Any, request: Any) -> Any:
        """The session of a request, or None if there cannot be one."""
        raise NotImplementedError

    def save_session(self, app: Any, session: Any, response: Any) -> None:
        """Keep the session, and tell the visitor's browser by the response."""
        raise NotImplementedError


session_json_serializer = TaggedJSONSerializer()


def _lazy_sha1(string: bytes = b"") -> Any:
    # Looked up when used: some builds of Python refuse SHA-1 as soon as it is asked for.
    return hashlib.sha1(string)


class SecureCookieSessionInterface(SessionInterface):
    """Keeps the session in a cookie that is signed: readable by the visitor, not writable."""

    salt = "cookie-session"
    digest_method: Callable[..., Any] = staticmethod(_lazy_sha1)
    key_derivation = "hmac"
    serializer = session_json_serializer
    session_class: type[SecureCookieSession] = SecureCookieSession

    def get_signing_serializer(self, app: Application) -> URLSafeTimedSerializer | None:
        """What signs with SECRET_KEY and also trusts SECRET_KEY_FALLBACKS; None without a key."""
        if not app.secret_key:
            return None
        # ItsDangerous signs with the last key and verifies with any.
        keys = [*(app.config["SECRET_KEY_FALLBACKS"] or ()), app.secret_key]
        signing = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
        return URLSafeTimedSerializer(
            keys, salt=self.salt, serializer=self.serializer, signer_kwargs=signing
        )

    def open_session(self, app: Any, request: Request) -> SecureCookieSession | None:
        """The session in the cookie; an empty one if it is missing, forged or too old."""
        signing: Any = _promised(self, app)
        if signing is None:
            return None
        signed = first_value(request.cookies, self.get_cookie_name(app))
        if not signed:
            return self.session_class()
        if isinstance(signing, tuple):
            signing = _made_with(signing, self, app)
        max_age = int(app.permanent_session_lifetime.total_seconds())
        try:
            return self.session_class(signing.loads(signed, max_age=max_age))
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Any, session: Session, response: Response) -> None:
        """Send the cookie if it is due, and take it back if the session was emptied."""
        cookie = _described(self, app)
        if session.accessed:
            _vary_by_cookie(response)
        if not session:
            if session.modified:
                response.delete_cookie(cookie[0], **_attributes(cookie))
                _vary_by_cookie(response)
        elif self.should_set_cookie(app, session):
            expires, signed = self.get_expiration_time(app, session), self._signed(app, session)
            response.set_cookie(cookie[0], signed, expires=expires, **_attributes(cookie))
            _vary_by_cookie(response)

    def _signed(self, app: Application, session: Session) -> str:
        # An AttributeError, as in Flask, if the key went away since the session was opened.
        signing: Any = _signing(self, app)
        return cast(str, signing.dumps(dict(session)))


# What the short cuts below leave out, as long as nobody has replaced it.
_get_signing_serializer = SecureCookieSessionInterface.get_signing_serializer
_serializer_class = URLSafeTimedSerializer
_VARYING = Steps(Response, "vary")


def _signing(
    interface: SecureCookieSessionInterface, app: Application
) -> Signing | URLSafeTimedSerializer | None:
    """What signs and verifies: by a short cut what is kept for the same keys and settings."""
    signing = _promised(interface, app)
    return _made_with(signing, interface, app) if isinstance(signing, tuple) else signing


def _promised(
    interface: SecureCookieSessionInterface, app: Application
) -> Signing | URLSafeTimedSerializer | tuple[Key, ...] | None:
    """What signs and verifies; the short cut are its keys, for it may not be needed.

    They do as long as nobody could see, and nothing could go wrong, if it was made now.
    """
    if not _has_usual_serializer(interface):
        return interface.get_signing_serializer(app)
    secret_key = app.secret_key
    if not secret_key:
        return None
    if not is_made_unseen(interface.serializer):
        return interface.get_signing_serializer(app)
    fallbacks = app.config["SECRET_KEY_FALLBACKS"]
    if not fallbacks and _is_plain(interface) and _is_clean(secret_key):
        return (secret_key,)
    return _made_with((*(fallbacks or ()), secret_key), interface, app)


def _made_with(
    keys: tuple[Key, ...], interface: SecureCookieSessionInterface, app: Application
) -> Signing | URLSafeTimedSerializer | None:
    digest_method, kept = interface.digest_method, None
    if _is_pure(digest_method):
        kept = kept_signing(
            keys, interface.salt, interface.serializer, interface.key_derivation, digest_method
        )
    return interface.get_signing_serializer(app) if kept is None else kept


def _has_usual_serializer(interface: SecureCookieSessionInterface) -> bool:
    """Whether nobody has replaced the method that makes the serializer, or its class."""
    return (
        type(interface).get_signing_serializer is _get_signing_serializer
        and "get_signing_serializer" not in interface.__dict__
        and URLSafeTimedSerializer is _serializer_class
    )


def _is_plain(interface: SecureCookieSessionInterface) -> bool:
    """Whether an interface has no settings of its own, which may be properties."""
    return type(interface) is SecureCookieSessionInterface and not interface.__dict__


def _is_clean(key: Key) -> bool:
    """Whether a key is one for certain; a text might be none in UTF-8."""
    return type(key) is bytes or (type(key) is str and key.isascii())


def _is_pure(digest_method: Any) -> bool:
    """Whether a digest method gives equal results for equal messages, for certain."""
    return digest_method is _lazy_sha1 or isinstance(digest_method, BuiltinFunctionType)


# The getters of what describes the cookie, and the settings that they read.
_GETTERS = {
    "get_cookie_name": "SESSION_COOKIE_NAME",
    "get_cookie_domain": "SESSION_COOKIE_DOMAIN",
    "get_cookie_path": "SESSION_COOKIE_PATH",
    "get_cookie_secure": "SESSION_COOKIE_SECURE",
    "get_cookie_partitioned": "SESSION_COOKIE_PARTITIONED",
    "get_cookie_samesite": "SESSION_COOKIE_SAMESITE",
    "get_cookie_httponly": "SESSION_COOKIE_HTTPONLY",
}
_GETTING = Steps(SessionInterface, *_GETTERS)
_settings = tuple(_GETTERS.values())
_places, _flags = itemgetter(*_settings[:3]), itemgetter(*_settings[3:])


def _described(interface: SessionInterface, app: Application) -> tuple[Any, ...]:
    """The cookie's name and attributes, in the order of the getters.

    The short cut reads the settings; the getters may have been replaced.
    """
    if not _GETTING.untouched(interface):
        return tuple(getattr(interface, getter)(app) for getter in _GETTERS)
    config = app.config
    name, domain, path = _places(config)
    # Asked for here, where a getter would: who replaced the settings may look at the order.
    path = path or config["APPLICATION_ROOT"]
    secure, partitioned, samesite, httponly = _flags(config)
    return name, domain, path, secure, partitioned, samesite, httponly


def _attributes(cookie: tuple[Any, ...]) -> dict[str, Any]:
    _, domain, path, secure, partitioned, samesite, httponly = cookie
    return {
        "domain": domain,
        "path": path,
        "secure": secure,
        "partitioned": partitioned,
        "samesite": samesite,
        "httponly": httponly,
    }


def _vary_by_cookie(response: Response) -> None:
    """Say that the response depends on the cookie: ``response.vary.add("Cookie")``.

    The short cut is for a response that depends on nothing yet, or on just this.
    """
    headers = response.headers
    if type(headers) is Headers and _VARYING.untouched(response):
        varies_by = _varies_by(headers)
        if varies_by is None:
            headers.add("Vary", "Cookie")
        if varies_by in (None, "Cookie"):
            return
    response.vary.add("Cookie")


def _varies_by(headers: Headers) -> str | None:
    """The header. Werkzeug's ``get`` makes an error in order to answer None."""
    for name, value in headers:
        if name.lower() == "vary":
            return value
    return None
