"""Where requests are made to: the names that Werkzeug finds for a host, kept for the next request.

To bind the map of rules to a request, Werkzeug validates the Host header twice and encodes it by
IDNA, though an application is asked under few names. Fast path: a *question* holds all that the
names depend on; where it was answered before, the adapter is made of the known names. Slow path:
Werkzeug's binding, in ``_routing``. It remains the only one where a question cannot hold all: for
upgrades to WebSocket, without a Host header, and where somebody replaced the binding.
"""

from typing import Any, NamedTuple

from werkzeug.routing import Map, MapAdapter

from ._contracts import Application
from ._matching import Adapter

Question = tuple[Any, ...]

# Clients choose the header, so what is kept has a limit: in number and in length.
MOST_PLACES = 512
LONGEST_HOST = 255

# What Werkzeug takes for the subdomain after it warned of the host; each request has its warning.
WARNED_OF = "<invalid>"

_bind, _bind_to_environ = Map.bind, Map.bind_to_environ


class Place(NamedTuple):
    """The host as the request sees it, and the names that the adapter has."""

    host: str
    server_name: str
    subdomain: str | None

    def adapter(self, url_map: Map, environ: dict[str, Any]) -> MapAdapter:
        """What Werkzeug would bind to the environment."""
        return Adapter(
            url_map,
            self.server_name,
            _text(environ.get("SCRIPT_NAME", "/")),
            self.subdomain,
            environ["wsgi.url_scheme"],
            _text(environ.get("PATH_INFO", "/")),
            environ["REQUEST_METHOD"],
            _text(environ["QUERY_STRING"]) if "QUERY_STRING" in environ else None,
        )


def _text(variable: str) -> str:
    """What a variable of the environment says: bytes in the guise of text, by PEP 3333."""
    if variable.isascii():
        return variable
    return variable.encode("latin1").decode(errors="replace")


_places: dict[Question, Place] = {}


def question_of(app: Application, request: Any) -> Question | None:
    """All that the names for a request depend on; None: Werkzeug has to find them anew."""
    environ, url_map, trusted = request.environ, app.url_map, request.trusted_hosts
    host = environ.get("HTTP_HOST")
    if host is None or "HTTP_UPGRADE" in environ or not _binds_as_usual(url_map):
        return None
    if trusted is not None:
        if type(trusted) is not list:
            return None
        trusted = tuple(trusted)
    scheme, server_name = environ["wsgi.url_scheme"], app.config["SERVER_NAME"]
    subdomains = (url_map.host_matching, app.subdomain_matching, url_map.default_subdomain)
    return host, scheme, trusted, server_name, *subdomains


def _binds_as_usual(url_map: Map) -> bool:
    return (
        type(url_map).bind_to_environ is _bind_to_environ
        and Map.bind is _bind
        and "bind_to_environ" not in vars(url_map)
    )


def known_place(question: Question | None) -> Place | None:
    """The answer that the question had before."""
    return None if question is None else _places.get(question)


def learn_place(question: Question | None, host: str, adapter: MapAdapter) -> None:
    """Keep what Werkzeug found, if it may be kept."""
    if question is None or type(adapter) is not MapAdapter or len(host) > LONGEST_HOST:
        return
    if adapter.subdomain == WARNED_OF:
        return
    if len(_places) >= MOST_PLACES:
        _places.clear()
    _places[question] = Place(host, adapter.server_name, adapter.subdomain)
