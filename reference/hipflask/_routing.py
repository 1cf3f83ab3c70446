"""Binds the map of rules to a request, and decides what a routing result means."""

from typing import Any, NoReturn

from werkzeug.routing import MapAdapter, RequestRedirect, Rule
from werkzeug.wsgi import get_host

from ._contracts import Application, Request
from ._forms import FormDataRoutingRedirect
from ._places import known_name, known_place, learn_place, question_of_name

# Methods and redirects that do not lose a body.
WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}
KEEPING_BODY = {307, 308}


def bind_to_server_name(app: Application) -> MapAdapter | None:
    """What builds URLs outside of requests, if SERVER_NAME says where the application is."""
    server_name = app.config["SERVER_NAME"]
    if server_name is None:
        return None
    root, scheme = app.config["APPLICATION_ROOT"], app.config["PREFERRED_URL_SCHEME"]
    question = question_of_name(app.url_map, server_name)
    place = known_name(question)
    if place is not None and root is not None:
        return place.adapter_outside(app.url_map, root, scheme)
    adapter = app.url_map.bind(server_name, script_name=root, url_scheme=scheme)
    learn_place(question, server_name, adapter)
    return adapter


def bind_to_request(app: Application, request: Any) -> MapAdapter:
    """What matches and builds URLs for a request, whose host is checked.

    Fast path: a request was made to this host before, so that the names are known.
    """
    if (trusted := app.config["TRUSTED_HOSTS"]) is not None:
        request.trusted_hosts = trusted
    question, place = known_place(app, request)
    if place is not None:
        request.host = place.host
        return place.adapter(app.url_map, request.environ)
    # Raises SecurityError, an HTTP error 400, for an invalid or an untrusted host.
    request.host = host = get_host(request.environ, request.trusted_hosts)
    adapter = _bind_to_environ(app, request.environ)
    learn_place(question, host, adapter)
    return adapter


def _bind_to_environ(app: Application, environ: dict[str, Any]) -> MapAdapter:
    """Werkzeug's way: to the subdomain, to the host's whole name, or whatever the host is."""
    if app.url_map.host_matching:
        return app.url_map.bind_to_environ(environ)
    subdomain = None if app.subdomain_matching else app.url_map.default_subdomain
    return app.url_map.bind_to_environ(environ, app.config["SERVER_NAME"], subdomain)


def raise_routing_error(app: Application, request: Request) -> NoReturn:
    """Raise what went wrong in matching; in debug mode, warn of a redirect that loses a form."""
    error = request.routing_exception
    assert error is not None
    if app.debug and isinstance(error, RequestRedirect) and _loses_body(request, error):
        raise FormDataRoutingRedirect(request)
    raise error


def _loses_body(request: Request, redirect: RequestRedirect) -> bool:
    return redirect.code not in KEEPING_BODY and request.method not in WITHOUT_BODY


def answers_options_itself(rule: Rule | None) -> bool:
    """Whether the framework answers OPTIONS requests in the view's place: its rule says so."""
    return bool(getattr(rule, "provide_automatic_options", False))
