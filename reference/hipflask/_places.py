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
from ._environ import text
from ._matching import MatchingAdapter
from ._url_building import BuildingAdapter

Question = tuple[Any, ...]

# Clients choose the header, so what is kept has a limit: in number and in length.
MOST_PLACES = 512
LONGEST_HOST = 255

# What Werkzeug takes for the subdomain after it warned of the host; each request has its warning.
WARNED_OF = "<invalid>"

_bind, _bind_to_environ = Map.bind, Map.bind_to_environ


class Adapter(MatchingAdapter, BuildingAdapter):
    """An adapter with a short way to the rule, and one to a URL."""


class Place(NamedTuple):
    """The host as the request sees it, and the names that the adapter has."""

    host: str
    server_name: str
    subdomain: str | None

    def adapter(self, url_map: Map, environ: dict[str, Any]) -> MapAdapter:
        """What Werkzeug would bind to the environment."""
        root, path = environ.get("SCRIPT_NAME", "/"), environ.get("PATH_INFO", "/")
        query = environ.get("QUERY_STRING")
        return Adapter(
            url_map,
            self.server_name,
            root and text(root),
            self.subdomain,
            environ["wsgi.url_scheme"],
            path if path.isascii() else text(path),
            environ["REQUEST_METHOD"],
            query and text(query),
        )

    def adapter_outside(self, url_map: Map, root: str, scheme: str) -> MapAdapter:
        """What Werkzeug would bind to these settings, without a request."""
        names = self.server_name, root, self.subdomain
        return Adapter(url_map, *names, scheme, "/", "GET", None)


_places: dict[Question, Place] = {}


def known_place(app: Application, request: Any) -> tuple[Question | None, Place | None]:
    """All that the names for a request depend on, and the names, if they were found before.

    Without a question, Werkzeug has to find them each time.
    """
    environ, url_map, trusted = request.environ, app.url_map, request.trusted_hosts
    host = environ.get("HTTP_HOST")
    if (
        host is None
        or "HTTP_UPGRADE" in environ
        or type(url_map).bind_to_environ is not _bind_to_environ
        or Map.bind is not _bind
        or "bind_to_environ" in url_map.__dict__
    ):
        return None, None
    if trusted is not None:
        if type(trusted) is not list:
            return None, None
        trusted = tuple(trusted)
    question = (
        host,
        environ["wsgi.url_scheme"],
        trusted,
        app.config["SERVER_NAME"],
        url_map.host_matching,
        app.subdomain_matching,
        url_map.default_subdomain,
    )
    return question, _places.get(question)


def question_of_name(url_map: Map, server_name: Any) -> Question | None:
    """All that the names outside of requests depend on, if they may be kept."""
    if (
        type(url_map).bind is not _bind
        or "bind" in url_map.__dict__
        or type(server_name) is not str
    ):
        return None
    return server_name, url_map.host_matching, url_map.default_subdomain


def known_name(question: Question | None) -> Place | None:
    """The names for SERVER_NAME that were found before."""
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
