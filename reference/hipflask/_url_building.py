"""The short way from an endpoint to its URL.

The fast path is :func:`built_url`; the slow path it stands for is ``MapAdapter.build``, which takes
any mapping for the values, a method and a scheme. Rules and converters are asked what Werkzeug
would ask them, in its order. A map that matches hosts, and an adapter with a step of its own, go
the slow way.
"""

from types import MethodType
from typing import Any

from werkzeug.routing import BuildError, Map, MapAdapter

from ._untouched import is_original

# The steps that are left out, while nobody has replaced them.
_build = getattr(MapAdapter, "build", None)
_partial_build = getattr(MapAdapter, "_partial_build", None)
_get_host = getattr(MapAdapter, "get_host", None)
_IS_KNOWN = (
    is_original(MapAdapter, "build")
    and is_original(MapAdapter, "_partial_build")
    and is_original(MapAdapter, "get_host")
    and hasattr(Map(), "_rules_by_endpoint")
)

# The scheme of a complete URL, and that of one for WebSocket, by the scheme of the adapter.
_PLAIN, _SECURE, _NONE = ("http:", "ws:"), ("https:", "wss:"), ("", "ws:")
_SCHEMES = {"https": _SECURE, "wss": _SECURE, "": _NONE, None: _NONE}

# Subdomain and path, as a rule builds them, and whether it is for WebSocket.
Built = tuple[str, str, bool]


def built_url(adapter: Any, endpoint: str, values: dict[str, Any], external: bool) -> str:
    """What ``adapter.build(endpoint, values, force_external=external)`` gives."""
    url_map = adapter.map
    if url_map.host_matching or not _builds_as_usual(adapter):
        url: str = adapter.build(
            endpoint, values, method=None, url_scheme=None, force_external=external
        )
        return url
    url_map.update()
    for value in values.values():
        if value is None:
            values = {name: value for name, value in values.items() if value is not None}
            break
    built = _chosen(adapter, endpoint, values, adapter.default_method)
    if built is None:
        built = _chosen(adapter, endpoint, values, None)
        if built is None:
            raise BuildError(endpoint, values, None, adapter)
    subdomain, path, websocket = built
    if external or websocket or subdomain != adapter.subdomain:
        scheme = _SCHEMES.get(adapter.url_scheme, _PLAIN)[bool(websocket)]
        host = adapter.get_host(subdomain)
        return f"{scheme}//{host}{adapter.script_name[:-1]}/{path.lstrip('/')}"
    return f"{adapter.script_name.rstrip('/')}/{path.lstrip('/')}"


def _builds_as_usual(adapter: Any) -> bool:
    """Whether nobody has replaced a step, in the class or in the object.

    Not by way of the object's dictionary: making one would slow all its attributes down.
    """
    build, partial_build, get_host = adapter.build, adapter._partial_build, adapter.get_host
    return (
        _IS_KNOWN
        and type(build) is type(partial_build) is type(get_host) is MethodType
        and build.__func__ is _build
        and partial_build.__func__ is _partial_build
        and get_host.__func__ is _get_host
    )


def _chosen(
    adapter: Any, endpoint: str, values: dict[str, Any], method: str | None
) -> Built | None:
    """What the first rule builds that has a place for the values, and has the method."""
    for rule in adapter.map._rules_by_endpoint.get(endpoint, ()):
        if rule.suitable_for(values, method):
            built = rule.build(values, True)
            if built is not None:
                return built[0], built[1], rule.websocket
    return None
