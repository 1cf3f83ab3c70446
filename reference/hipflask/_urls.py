"""Building URLs from endpoints."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from werkzeug.routing import BuildError, MapAdapter

from . import _explain
from ._contracts import Application, Configured
from ._registry import blueprint_path, going_in, hooks_of
from .ctx import _cv_app, _cv_request, current

Method = TypeVar("Method", bound=Callable[..., str])
_usual_method: Callable[..., str] | None = None


def only_builds(method: Method) -> Method:
    """Mark the application's method that :func:`url_for` may leave out while nobody replaces it."""
    global _usual_method
    _usual_method = method
    return method


def url_for(
    endpoint: str,
    *,
    _anchor: str | None = None,
    _method: str | None = None,
    _scheme: str | None = None,
    _external: bool | None = None,
    **values: Any,
) -> str:
    """The URL of an endpoint of the current application; see ``Flask.url_for``."""
    app = current().app
    if type(app).url_for is _usual_method and "url_for" not in app.__dict__:
        # Fast path: the method below does nothing else, but sorts all the values once more.
        return build_url(app, endpoint, _anchor, _method, _scheme, _external, values)
    return app.url_for(
        endpoint,
        _anchor=_anchor,
        _method=_method,
        _scheme=_scheme,
        _external=_external,
        **values,
    )


def build_url(
    app: Application,
    endpoint: str,
    anchor: str | None,
    method: str | None,
    scheme: str | None,
    external: bool | None,
    values: dict[str, Any],
) -> str:
    """The URL of an endpoint. What the rule has no place for becomes the query.

    Within a request, a leading dot means the current blueprint, and the URL is a path unless a
    scheme is given. Outside, the URL is complete unless ``external`` is false.
    """
    context = _cv_request.get(None)
    if context is None:
        adapter = _adapter_without_request(app)
    else:
        adapter = context.url_adapter
        if endpoint.startswith("."):
            endpoint = _absolute(endpoint, context.request.blueprint)
    if adapter is None:
        raise RuntimeError(_explain.NO_SERVER_NAME)
    if external is None:
        external = context is None or scheme is not None
    if scheme is not None and not external:
        raise ValueError("A URL with '_scheme' is external; '_external' cannot be false for it.")
    app.inject_url_defaults(endpoint, values)
    try:
        url = adapter.build(
            endpoint, values, method=method, url_scheme=scheme, force_external=external
        )
    except BuildError as error:
        values.update(_anchor=anchor, _method=method, _scheme=scheme, _external=external)
        return app.handle_url_build_error(error, endpoint, values)
    return url if anchor is None else f"{url}#{quote(anchor, safe=_FRAGMENT)}"


# What RFC 3986 allows in a fragment beside letters and digits, and what is quoted already.
_FRAGMENT = "%!#$&'()*+,/:;=?@"


def _adapter_without_request(app: Application) -> MapAdapter | None:
    active = _cv_app.get(None)
    return app.create_url_adapter(None) if active is None else active.url_adapter


def _absolute(endpoint: str, blueprint: str | None) -> str:
    return endpoint[1:] if blueprint is None else blueprint + endpoint


def inject_defaults(app: Configured, endpoint: str, values: dict[str, Any]) -> None:
    """Let the ``url_defaults`` functions of the endpoint's surroundings add values."""
    blueprint = endpoint.rpartition(".")[0]
    blueprints = blueprint_path(blueprint) if blueprint else []
    for scope in going_in(blueprints):
        for function in hooks_of(scope, app.url_default_functions):
            function(endpoint, values)


def recover(app: Configured, error: BuildError, endpoint: str, values: dict[str, Any]) -> str:
    """The first URL that a build error handler offers; else the last BuildError is raised."""
    for handler in app.url_build_error_handlers:
        try:
            url = handler(error, endpoint, values)
        except BuildError as newer:
            error = newer
        else:
            if url is not None:
                return url
    raise error
