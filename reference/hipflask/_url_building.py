"""The short way from an endpoint to its URL.

The fast path is :meth:`BuildingAdapter.build`; the slow path it stands for is Werkzeug's, which
takes any mapping for the values, a method and a scheme. What is left out is sorting these out. All
other steps are those of Werkzeug, and are called like there. A map that matches hosts goes the
slow way.
"""

from typing import Any

from werkzeug.routing import BuildError, MapAdapter

from ._untouched import is_original

_is_known = is_original(MapAdapter, "build") and hasattr(MapAdapter, "_partial_build")
# The method that is stood in for, while nobody has replaced it.
_usual_build = MapAdapter.build if _is_known else None

# The scheme of a complete URL, and that of one for WebSocket, by the scheme of the adapter.
_PLAIN, _SECURE, _NONE = ("http:", "ws:"), ("https:", "wss:"), ("", "ws:")
_SCHEMES = {"https": _SECURE, "wss": _SECURE, "": _NONE, None: _NONE}


class BuildingAdapter(MapAdapter):
    """An adapter that tries the short way to a URL, for values in a dictionary."""

    def build(
        self,
        endpoint: Any,
        values: Any = None,
        method: str | None = None,
        force_external: bool = False,
        append_unknown: bool = True,
        url_scheme: str | None = None,
    ) -> str:
        """The URL of an endpoint, from the root or complete."""
        url_map = self.map
        if (
            MapAdapter.build is not _usual_build
            or type(values) is not dict
            or method is not None
            or url_scheme is not None
            or not append_unknown
            or url_map.host_matching
        ):
            # Like :func:`_urls.build_url`, since somebody may have patched Werkzeug's.
            options: dict[str, Any] = {} if append_unknown else {"append_unknown": False}
            options.update(method=method, url_scheme=url_scheme, force_external=force_external)
            return super().build(endpoint, values, **options)
        url_map.update()
        if values:
            for value in values.values():
                if value is None:
                    values = _without_none(values)
                    break
        built = self._partial_build(endpoint, values, None, True)
        if built is None:
            # With values of its own: the caller may add to these.
            raise BuildError(endpoint, dict(values), None, self)
        subdomain, path, websocket = built
        host = self.get_host(subdomain)
        if force_external or websocket or subdomain != self.subdomain:
            scheme = _SCHEMES.get(self.url_scheme, _PLAIN)[bool(websocket)]
            return f"{scheme}//{host}{self.script_name[:-1]}/{path.lstrip('/')}"
        return f"{self.script_name.rstrip('/')}/{path.lstrip('/')}"


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
