"""Where am I? The two contexts: the application that is at work, and the request it answers.

Each context is pushed onto a context variable and popped again, always in the opposite order.
A request context brings an application context along, unless one of the same application is
already there. What ends with a context (teardown) happens at its last pop.

Inside the framework, ask :func:`current` and :func:`current_request`. The proxies in ``globals``
are for users.
"""

import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar, Token
from functools import update_wrapper
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from . import _explain
from ._contracts import MISSING, Application, Request, Session
from .signals import _hears_popped, _hears_pushed, _tell, appcontext_popped, appcontext_pushed
from .typing import AfterRequestCallable

F = TypeVar("F", bound=Callable[..., Any])
AfterRequest = TypeVar("AfterRequest", bound=AfterRequestCallable[Any])

_cv_app: ContextVar["AppContext"] = ContextVar("hipflask.app_ctx")
_cv_request: ContextVar["RequestContext"] = ContextVar("hipflask.request_ctx")


def current() -> "AppContext":
    """The active application context; a RuntimeError explains that there is none."""
    try:
        return _cv_app.get()
    except LookupError:
        raise RuntimeError(_explain.NO_APP_CONTEXT) from None


def current_request() -> "RequestContext":
    """The active request context; a RuntimeError explains that there is none."""
    try:
        return _cv_request.get()
    except LookupError:
        raise RuntimeError(_explain.NO_REQUEST_CONTEXT) from None


def request_for(caller: str) -> "RequestContext":
    """The active request context, for a public function that tells its name if there is none."""
    try:
        return _cv_request.get()
    except LookupError:
        raise RuntimeError(_explain.outside_request(caller)) from None


def has_app_context() -> bool:
    """Whether an application is at work here."""
    return _cv_app.get(None) is not None


def has_request_context() -> bool:
    """Whether a request is being answered here."""
    return _cv_request.get(None) is not None


def after_this_request(f: AfterRequest) -> AfterRequest:
    """Have ``f`` look at the response to the current request, and at no other."""
    request_for("after_this_request")._after_request_functions.append(f)
    return f


def copy_current_request_context(f: F) -> F:
    """Wrap ``f`` so that it runs within a copy of the current request context, wherever."""
    original = request_for("copy_current_request_context").copy()

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with original as context:
            return context.app.ensure_sync(f)(*args, **kwargs)

    return cast(F, update_wrapper(wrapper, f))


class _AppCtxGlobals:
    """The object behind ``g``: a plain namespace that also knows some ways of a dictionary."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self.__dict__[name]
        except KeyError:
            raise AttributeError(name) from None

    def get(self, name: str, default: Any | None = None) -> Any:
        """The attribute's value, or the default."""
        return self.__dict__.get(name, default)

    def pop(self, name: str, default: Any = MISSING) -> Any:
        """Take the attribute out; a KeyError without it and without a default."""
        rest = () if default is MISSING else (default,)
        return self.__dict__.pop(name, *rest)

    def setdefault(self, name: str, default: Any = None) -> Any:
        """The attribute's value, set to the default where it is missing."""
        return self.__dict__.setdefault(name, default)

    def __contains__(self, item: str) -> bool:
        return item in self.__dict__

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)

    def __repr__(self) -> str:
        active = _cv_app.get(None)
        return object.__repr__(self) if active is None else f"<hipflask.g of {active.app.name!r}>"


class AppContext:
    """The application that is at work, with ``g`` and an adapter to build URLs with."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.url_adapter: MapAdapter | None = app.create_url_adapter(None)
        self.g: _AppCtxGlobals = app.app_ctx_globals_class()
        self._cv_tokens: list[Token[AppContext]] = []

    def push(self) -> None:
        """Make this the active application context."""
        self._cv_tokens.append(_cv_app.set(self))
        if _hears_pushed():
            _tell(appcontext_pushed, self.app)

    def pop(self, exc: BaseException | None = MISSING) -> None:
        """Leave the context, and tear it down if it was pushed only once."""
        try:
            if len(self._cv_tokens) == 1:
                self.app.do_teardown_appcontext(ending_error() if exc is MISSING else exc)
        finally:
            active = _cv_app.get()
            _cv_app.reset(self._cv_tokens.pop())
        if active is not self:
            raise AssertionError(_explain.popped_in_wrong_order(active, self))
        if _hears_popped():
            _tell(appcontext_popped, self.app)

    def __enter__(self) -> Self:
        self.push()
        return self

    def __exit__(
        self, exc_type: type | None, exc_value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.pop(exc_value)


class RequestContext:
    """The request that is being answered, with its session and its place among the URLs."""

    def __init__(
        self,
        app: Application,
        environ: dict[str, Any],
        request: Request | None = None,
        session: Session | None = None,
    ) -> None:
        self.app = app
        if request is None:
            request = app.request_class(environ)
            request.json_module = app.json
        self.request: Request = request
        self.url_adapter: MapAdapter | None = None
        try:
            self.url_adapter = app.create_url_adapter(request)
        except HTTPException as error:
            # An untrusted host: the answer belongs to dispatch, where hooks and handlers see it.
            request.routing_exception = error
        self.flashes: list[tuple[str, str]] | None = None
        self._session = session
        self._after_request_functions: list[AfterRequestCallable[Any]] = []
        self._cv_tokens: list[tuple[Token[RequestContext], AppContext | None]] = []

    def copy(self) -> Self:
        """Another context for the same request and session, to be pushed elsewhere."""
        return type(self)(self.app, self.request.environ, self.request, self._session)

    def match_request(self) -> None:
        """Find the rule for the URL. A routing error is kept: dispatch raises it."""
        request = self.request
        adapter: Any = self.url_adapter
        try:
            request.url_rule, request.view_args = adapter.match(return_rule=True)
        except HTTPException as error:
            request.routing_exception = error

    @property
    def session(self) -> Session:
        """The session; who asks for it here depends on it, so caches must know."""
        assert self._session is not None, "The context was not pushed, so no session is open."
        self._session.accessed = True
        return self._session

    def push(self) -> None:
        """Make this the active request context: open the session, then match the URL."""
        app, app_context, active = self.app, None, _cv_app.get(None)
        if active is None or active.app is not app:
            app_context = app.app_context()
            app_context.push()
        self._cv_tokens.append((_cv_request.set(self), app_context))
        if self._session is None:
            interface = app.session_interface
            session = interface.open_session(app, self.request)
            self._session = interface.make_null_session(app) if session is None else session
        if self.url_adapter is not None:
            self.match_request()

    def pop(self, exc: BaseException | None = MISSING) -> None:
        """Leave the context, and tear it down if it was pushed only once."""
        last = len(self._cv_tokens) == 1
        try:
            if last:
                if exc is MISSING:
                    exc = ending_error()
                self.app.do_teardown_request(exc)
                self.request.close()
        finally:
            active = _cv_request.get()
            token, app_context = self._cv_tokens.pop()
            _cv_request.reset(token)
            if last:
                # They name each other: without this, a request is left to the garbage collector.
                self.request.environ["werkzeug.request"] = None
            if app_context is not None:
                app_context.pop(exc)
            if active is not self:
                raise AssertionError(_explain.popped_in_wrong_order(active, self))

    def __enter__(self) -> Self:
        self.push()
        return self

    def __exit__(
        self, exc_type: type | None, exc_value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.pop(exc_value)

    def __repr__(self) -> str:
        request = self.request
        return f"<{type(self).__name__} {request.url!r} [{request.method}] of {self.app.name}>"


def ending_error() -> BaseException | None:
    """The error that ends a context if none was given: the one that is being handled."""
    return sys.exc_info()[1]
