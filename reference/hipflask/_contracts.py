"""How lower modules see what is above them: protocols of the application, request and session."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, Protocol, TypeVar

from jinja2 import BaseLoader, Environment
from werkzeug.exceptions import Aborter, HTTPException
from werkzeug.routing import BuildError, Map, MapAdapter, Rule
from werkzeug.wrappers import Response

# The default of a parameter for which None means something.
MISSING: Any = object()

ResponseClass = TypeVar("ResponseClass", bound=Response)


def as_flask_has_it(member: Any) -> Any:
    """Leave a member untyped that is as Flask has it, though a library's base class differs."""
    return member


class Session(Protocol):
    """What the framework asks of any session, whatever keeps it."""

    accessed: bool
    modified: bool

    @property
    def permanent(self) -> bool: ...

    def __len__(self) -> int: ...

    def get(self, key: str, default: Any, /) -> Any: ...

    def pop(self, key: str, /) -> Any: ...

    def __contains__(self, key: object, /) -> bool: ...

    def __getitem__(self, key: str, /) -> Any: ...

    def __setitem__(self, key: str, value: Any, /) -> None: ...

    def keys(self) -> Iterable[str]: ...


class Sessions(Protocol):
    """What the life of a request asks of a session interface."""

    def open_session(self, app: Any, request: Any) -> Session | None: ...

    def make_null_session(self, app: Any) -> Session: ...

    def is_null_session(self, obj: object) -> bool: ...

    def save_session(self, app: Any, session: Any, response: Any) -> None: ...


class Request(Protocol):
    """What the framework asks of a request."""

    json_module: Any
    url_rule: Rule | None
    view_args: dict[str, Any] | None
    routing_exception: HTTPException | None

    @property
    def environ(self) -> dict[str, Any]: ...

    @property
    def method(self) -> str: ...

    @property
    def path(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def endpoint(self) -> str | None: ...

    @property
    def blueprint(self) -> str | None: ...

    @property
    def blueprints(self) -> list[str]: ...

    def close(self) -> None: ...


class Provider(Protocol):
    """What serializes and loads JSON for an application."""

    def dumps(self, obj: Any, **kwargs: Any) -> str: ...

    def loads(self, s: str | bytes, **kwargs: Any) -> Any: ...

    def dump(self, obj: Any, fp: Any, **kwargs: Any) -> None: ...

    def load(self, fp: Any, **kwargs: Any) -> Any: ...

    def response(self, *args: Any, **kwargs: Any) -> Any: ...


class Setup(Protocol):
    """What applications and blueprints have in common: functions kept under a scope's name."""

    import_name: str
    root_path: str
    view_functions: dict[str, Callable[..., Any]]
    before_request_funcs: dict[str | None, list[Callable[..., Any]]]
    after_request_funcs: dict[str | None, list[Callable[..., Any]]]
    teardown_request_funcs: dict[str | None, list[Callable[..., Any]]]
    template_context_processors: dict[str | None, list[Callable[..., Any]]]
    url_value_preprocessors: dict[str | None, list[Callable[..., Any]]]
    url_default_functions: dict[str | None, list[Callable[..., Any]]]
    error_handler_spec: dict[
        str | None, dict[int | None, dict[type[Exception], Callable[..., Any]]]
    ]

    @property
    def name(self) -> str: ...

    @property
    def jinja_loader(self) -> BaseLoader | None: ...


class Blueprint(Setup, Protocol):
    """A blueprint, as applications and other blueprints need it."""

    def register(self, app: Any, options: dict[str, Any]) -> None: ...


class Configured(Setup, Protocol):
    """An application apart from requests: its settings, rules and blueprints."""

    url_map: Map
    subdomain_matching: bool
    aborter: Aborter
    blueprints: dict[str, Blueprint]
    teardown_appcontext_funcs: list[Callable[..., Any]]
    url_build_error_handlers: list[Callable[..., str]]
    instance_path: str
    extensions: dict[str, Any]

    @property
    def config(self) -> dict[str, Any]: ...

    @property
    def logger(self) -> logging.Logger: ...

    @property
    def debug(self) -> bool: ...

    @property
    def testing(self) -> bool: ...

    @property
    def secret_key(self) -> str | bytes | None: ...

    @property
    def json(self) -> Provider: ...

    @property
    def jinja_env(self) -> Environment: ...

    @property
    def response_class(self) -> type[Response]: ...

    def iter_blueprints(self) -> Iterable[Blueprint]: ...

    def create_global_jinja_loader(self) -> BaseLoader: ...

    def trap_http_exception(self, e: Exception) -> bool: ...

    def should_ignore_error(self, error: BaseException | None) -> bool: ...

    def _find_error_handler(
        self, e: Exception, blueprints: list[str]
    ) -> Callable[..., Any] | None: ...

    def redirect(self, location: str, code: int = ...) -> Response: ...

    def inject_url_defaults(self, endpoint: str, values: dict[str, Any]) -> None: ...

    def handle_url_build_error(
        self, error: BuildError, endpoint: str, values: dict[str, Any]
    ) -> str: ...


class Application(Configured, Protocol):
    """The application, with what it does while requests come in."""

    _got_first_request: bool

    @property
    def request_class(self) -> Callable[[dict[str, Any]], Request]: ...

    @property
    def session_interface(self) -> Sessions: ...

    @property
    def app_ctx_globals_class(self) -> Callable[[], Any]: ...

    def app_context(self) -> Any: ...

    def request_context(self, environ: dict[str, Any]) -> Any: ...

    def create_url_adapter(self, request: Any) -> MapAdapter | None: ...

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]: ...

    def preprocess_request(self) -> Any: ...

    def dispatch_request(self) -> Any: ...

    def raise_routing_exception(self, request: Any) -> NoReturn: ...

    def make_default_options_response(self) -> Response: ...

    def make_response(self, rv: Any) -> Response: ...

    def handle_user_exception(self, e: Exception) -> Any: ...

    def handle_http_exception(self, e: HTTPException) -> Any: ...

    def log_exception(self, exc_info: Any) -> None: ...

    def do_teardown_appcontext(self, exc: BaseException | None = ...) -> None: ...

    def do_teardown_request(self, exc: BaseException | None = ...) -> None: ...

    def url_for(self, /, endpoint: str, **values: Any) -> str: ...

    def get_send_file_max_age(self, filename: str | None) -> int | None: ...

    def update_template_context(self, context: dict[str, Any]) -> None: ...

    def make_shell_context(self) -> dict[str, Any]: ...


class Answering(Application, Protocol[ResponseClass]):
    """The application, with the steps that know the class of its responses."""

    @property
    def response_class(self) -> type[ResponseClass]: ...

    def full_dispatch_request(self) -> ResponseClass: ...

    def make_response(self, rv: Any) -> ResponseClass: ...

    def process_response(self, response: ResponseClass) -> ResponseClass: ...

    def finalize_request(self, rv: Any, from_error_handler: bool = False) -> ResponseClass: ...

    def handle_exception(self, e: Exception) -> ResponseClass: ...
