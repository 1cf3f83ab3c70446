"""Building URLs from endpoints."""

from typing import Any
from urllib.parse import quote

from werkzeug.routing import BuildError, MapAdapter

from . import _explain
from ._contracts import Application, Configured
from ._registry import blueprint_path, going_in
from .ctx import _cv_app, _cv_request, current


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
    return current().app.url_for(
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
    adapter, endpoint, outside = _surroundings(app, endpoint)
    if external is None:
        external = outside or scheme is not None
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


def _surroundings(app: Application, endpoint: str) -> tuple[MapAdapter, str, bool]:
    """The adapter to build with, the whole name of the endpoint, and whether this is no request."""
    context = _cv_request.get(None)
    if context is not None:
        adapter = context.url_adapter
        endpoint = _absolute(endpoint, context.request.blueprint)
    else:
        active = _cv_app.get(None)
        adapter = app.create_url_adapter(None) if active is None else active.url_adapter
    if adapter is None:
        raise RuntimeError(_explain.NO_SERVER_NAME)
    return adapter, endpoint, context is None


def _absolute(endpoint: str, blueprint: str | None) -> str:
    if not endpoint.startswith("."):
        return endpoint
    return endpoint[1:] if blueprint is None else blueprint + endpoint


def inject_defaults(app: Configured, endpoint: str, values: dict[str, Any]) -> None:
    """Let the ``url_defaults`` functions of the endpoint's surroundings add values."""
    blueprint = endpoint.rpartition(".")[0]
    scopes = blueprint_path(blueprint) if blueprint else []
    for function in going_in(app.url_default_functions, scopes):
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
