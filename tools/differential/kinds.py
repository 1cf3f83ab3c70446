"""The kinds of classes that people subclass and patch.

A kind says where its class is found, how a subclass of it is put to use, and how the objects
that an application works with are reached, so that one of them can be patched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from werkzeug.routing import Map, MapAdapter, Rule

Find = Callable[[Any], Any]
"""From the framework to a class or an object of its own."""


@dataclass(frozen=True)
class Kind:
    """A class that people subclass and patch."""

    name: str
    own: Find
    # The attribute of the application's class that names it, where it is needed in __init__.
    attribute: str | None = None
    # Puts a subclass to use in an application that has been made.
    install: Callable[[Any, Any, Any], None] | None = None
    # The objects of this kind that live as long as the application.
    living: Callable[[Any], list[Any]] | None = None
    # The object of this kind in a request that is being answered.
    current: Find | None = None


def part(module: Any, path: str) -> Any:
    """Something in a submodule: ``ctx:AppContext``."""
    name, _, attribute = path.partition(":")
    return getattr(import_module(f"{module.__name__}.{name}"), attribute)


def _at(path: str) -> Find:
    return lambda module: part(module, path)


def _sets(attribute: str) -> Callable[[Any, Any, Any], None]:
    return lambda module, app, made: setattr(app, attribute, made)


def _session_part(attribute: str, *, make: bool = False) -> Callable[[Any, Any, Any], None]:
    def install(module: Any, app: Any, made: Any) -> None:
        app.session_interface = part(module, "sessions:SecureCookieSessionInterface")()
        setattr(app.session_interface, attribute, made() if make else made)

    return install


def _adapters(module: Any, app: Any, made: Any) -> None:
    original = app.create_url_adapter

    def create_url_adapter(request: Any) -> Any:
        adapter = original(request)
        if adapter is not None:
            adapter.__class__ = made
        return adapter

    app.create_url_adapter = create_url_adapter


def _session(module: Any, app: Any, made: Any) -> None:
    app.session_interface = made()


def _provider(module: Any, app: Any, made: Any) -> None:
    app.json = made(app)


def _aborter(module: Any, app: Any, made: Any) -> None:
    app.aborter = made()


def _template(module: Any, app: Any, made: Any) -> None:
    app.jinja_env.template_class = made


def _app_context(module: Any, app: Any, made: Any) -> None:
    app.app_context = lambda: made(app)


def _request_context(module: Any, app: Any, made: Any) -> None:
    app.request_context = lambda environ: made(app, environ)


def _template_class(module: Any) -> Any:
    return import_module("jinja2").Template


def _aborter_class(module: Any) -> Any:
    return import_module("werkzeug.exceptions").Aborter


KINDS = (
    Kind("Flask", lambda module: module.Flask, living=lambda app: [app]),
    Kind(
        "Request",
        lambda module: module.Request,
        install=_sets("request_class"),
        current=lambda module: module.request._get_current_object(),
    ),
    Kind("Response", lambda module: module.Response, install=_sets("response_class")),
    Kind(
        "SessionInterface",
        _at("sessions:SecureCookieSessionInterface"),
        install=_session,
        living=lambda app: [app.session_interface],
    ),
    Kind(
        "Session",
        _at("sessions:SecureCookieSession"),
        install=_session_part("session_class"),
        current=lambda module: module.session._get_current_object(),
    ),
    Kind("NullSession", _at("sessions:NullSession"), install=_session_part("null_session_class")),
    Kind(
        "Serializer",
        _at("json.tag:TaggedJSONSerializer"),
        install=_session_part("serializer", make=True),
    ),
    Kind(
        "JSONProvider",
        _at("json.provider:DefaultJSONProvider"),
        install=_provider,
        living=lambda app: [app.json],
    ),
    Kind(
        "Environment",
        _at("templating:Environment"),
        install=_sets("jinja_environment"),
        living=lambda app: [app.jinja_env],
    ),
    Kind("Template", _template_class, install=_template),
    Kind(
        "Rule",
        lambda module: Rule,
        install=_sets("url_rule_class"),
        living=lambda app: list(app.url_map.iter_rules()),
    ),
    Kind("Map", lambda module: Map, attribute="url_map_class", living=lambda app: [app.url_map]),
    Kind(
        "MapAdapter",
        lambda module: MapAdapter,
        install=_adapters,
        current=lambda module: part(module, "globals:request_ctx").url_adapter,
    ),
    Kind(
        "AppContext",
        _at("ctx:AppContext"),
        install=_app_context,
        current=lambda module: part(module, "globals:app_ctx")._get_current_object(),
    ),
    Kind(
        "RequestContext",
        _at("ctx:RequestContext"),
        install=_request_context,
        current=lambda module: part(module, "globals:request_ctx")._get_current_object(),
    ),
    Kind(
        "Globals",
        _at("ctx:_AppCtxGlobals"),
        install=_sets("app_ctx_globals_class"),
        current=lambda module: module.g._get_current_object(),
    ),
    Kind("Config", lambda module: module.Config, attribute="config_class"),
    Kind("Aborter", _aborter_class, install=_aborter, living=lambda app: [app.aborter]),
    Kind("Blueprint", lambda module: module.Blueprint),
    Kind("MethodView", _at("views:MethodView")),
)
