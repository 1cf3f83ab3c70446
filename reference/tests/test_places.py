"""Names that are kept for a host are those that Werkzeug would find anew."""

import warnings

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter
from werkzeug.test import create_environ

import hipflask
from hipflask import _places


@pytest.fixture(autouse=True)
def _no_places_known(monkeypatch):
    monkeypatch.setattr(_places, "_places", {})


def bound(app, environ):
    """The host and what an adapter is bound to; or the error, or the warning."""
    request = app.request_class(dict(environ))
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            adapter = app.create_url_adapter(request)
    except HTTPException as error:
        return error.code
    except UnicodeError as error:
        # Werkzeug 3.1.0 has no answer to a label that IDNA does not allow.
        return type(error)
    shown = {name: value for name, value in vars(adapter).items() if name != "map"}
    return request.host, shown, [str(warning.message) for warning in caught]


def environ(host="example.com", path="/", scheme="http", **variables):
    return create_environ(path) | {"HTTP_HOST": host, "wsgi.url_scheme": scheme} | variables


ENVIRONS = {
    "plain": environ(),
    "capitals": environ("EXAMPLE.com"),
    "port": environ("example.com:5000"),
    "default-port": environ("example.com:80"),
    "https-port": environ("example.com:443", scheme="https"),
    "subdomain": environ("shop.example.com"),
    "foreign-host": environ("example.org"),
    "invalid-host": environ("exam ple"),
    "long-label": environ("a" * 300),
    "long-host": environ(".".join("a" * 200)),
    "empty-host": environ(""),
    "no-host": {name: value for name, value in environ().items() if name != "HTTP_HOST"},
    "mounted": environ(
        SCRIPT_NAME="/caf\xc3\xa9", PATH_INFO="/\xc3\xa4\xff", QUERY_STRING="q=\xc3\xa4"
    ),
    "no-query": {name: value for name, value in environ().items() if name != "QUERY_STRING"},
    "upgrade": environ(HTTP_CONNECTION="keep-alive, Upgrade", HTTP_UPGRADE="websocket"),
    "post": environ(REQUEST_METHOD="POST"),
}
SETTINGS = {
    "none": {},
    "server-name": {"SERVER_NAME": "Example.com:80"},
    "trusted-hosts": {"TRUSTED_HOSTS": [".example.com"]},
    "other-trusted-hosts": {"TRUSTED_HOSTS": ["example.org"]},
    "no-trusted-hosts": {"TRUSTED_HOSTS": []},
    "subdomains": {"SERVER_NAME": "example.com", "subdomain_matching": True},
    "hosts": {"host_matching": True},
}


def new_app(subdomain_matching=False, host_matching=False, **config):
    app = hipflask.Flask(
        "app",
        static_folder=None,
        subdomain_matching=subdomain_matching,
        host_matching=host_matching,
    )
    app.config.update(config)
    return app


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("asked", ENVIRONS.values(), ids=ENVIRONS)
def test_second_request_is_bound_like_the_first(settings, asked):
    """Host, adapter, errors and warnings are the same, whether or not the host is known."""
    app = new_app(**settings)

    first, second = bound(app, asked), bound(app, asked)

    assert first == second


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("server_name", [None, "example.com"])
def test_settings_may_change_between_requests(settings, server_name):
    """What was found for other settings does not count."""
    asked = environ("shop.example.com")
    settings = {"SERVER_NAME": server_name, **settings}
    app, other = new_app(SERVER_NAME=server_name), new_app(**settings)
    expected = bound(other, asked)
    _places._places.clear()
    bound(app, asked)
    app.config.update(other.config)
    app.subdomain_matching = other.subdomain_matching
    app.url_map.host_matching = other.url_map.host_matching

    assert bound(app, asked) == expected


def test_scheme_decides_about_the_port():
    app = new_app()
    plain = bound(app, environ("example.com:443"))
    secure = bound(app, environ("example.com:443", scheme="https"))

    assert plain[0] == "example.com:443"
    assert secure[0] == "example.com"


def test_trusted_list_may_be_edited():
    app = new_app(TRUSTED_HOSTS=["example.com"])
    before = bound(app, environ("example.org"))
    app.config["TRUSTED_HOSTS"].append("example.org")
    after = bound(app, environ("example.org"))

    assert before == 400
    assert after[0] == "example.org"


@pytest.mark.parametrize("where", ["instance", "subclass", "class"])
def test_replaced_binding_is_used(monkeypatch, where):
    app, seen = new_app(), []
    bound(app, environ())

    def binding(self, *rest):
        seen.append(self)
        return original(self, *rest)

    original = Map.bind_to_environ
    if where == "instance":
        app.url_map.bind_to_environ = lambda *rest: binding(app.url_map, *rest)
    elif where == "subclass":
        app.url_map.__class__ = type("Own", (Map,), {"bind_to_environ": binding})
    else:
        monkeypatch.setattr(Map, "bind_to_environ", binding)
    bound(app, environ())
    bound(app, environ())

    assert seen == [app.url_map] * 2


def test_patched_step_of_binding_is_used(monkeypatch):
    """Werkzeug binds to an environment by way of another method of the map."""
    app, seen = new_app(), []
    bound(app, environ())
    original = Map.bind
    monkeypatch.setattr(
        Map, "bind", lambda *rest, **more: seen.append(1) or original(*rest, **more)
    )
    bound(app, environ())

    assert seen == [1]


def test_kept_hosts_are_limited():
    """Clients choose the header, and cannot fill the memory with it."""
    app = new_app()
    for number in range(2 * _places.MOST_PLACES):
        bound(app, environ(f"host-{number}.example.com"))
    bound(app, environ(".".join("a" * 200)))

    assert 0 < len(_places._places) <= _places.MOST_PLACES
    assert all(len(place.host) < 256 for place in _places._places.values())


def test_known_host_needs_no_binding(monkeypatch):
    app = new_app()
    bound(app, environ())
    monkeypatch.setattr("hipflask._routing.get_host", None)

    assert bound(app, environ())[0] == "example.com"


NAMES = [
    "example.com",
    "EXAMPLE.com:80",
    "bücher.example",
    "a" * 300,
    "exa mple",
    "x" * 70 + ".example",
]


@pytest.mark.parametrize("name", NAMES, ids=["plain", "port", "idna", "long", "space", "no-label"])
@pytest.mark.parametrize("root", ["/", "/shop", None])
def test_second_adapter_outside_of_requests_is_like_the_first(name, root):
    def adapter():
        try:
            return {k: v for k, v in vars(app.create_url_adapter(None)).items() if k != "map"}
        except HTTPException as error:
            return error.code

    app = new_app(SERVER_NAME=name, APPLICATION_ROOT=root)

    first, second = adapter(), adapter()
    app.config["PREFERRED_URL_SCHEME"] = "https"
    third = adapter()

    assert first == second
    assert third == first or third == {**first, "url_scheme": "https"}


@pytest.mark.parametrize("where", ["instance", "subclass", "class"])
def test_replaced_binding_to_a_name_is_used(monkeypatch, where):
    app, seen = new_app(SERVER_NAME="example.com"), []
    app.create_url_adapter(None)

    def binding(self, *rest, **options):
        seen.append(self)
        return original(self, *rest, **options)

    original = Map.bind
    if where == "instance":
        app.url_map.bind = lambda *rest, **options: binding(app.url_map, *rest, **options)
    elif where == "subclass":
        app.url_map.__class__ = type("Own", (Map,), {"bind": binding})
    else:
        monkeypatch.setattr(Map, "bind", binding)
    app.create_url_adapter(None)
    app.create_url_adapter(None)

    assert seen == [app.url_map] * 2


def test_own_adapter_is_made_with_all_arguments(monkeypatch):
    """A patched constructor sees for a known name what it sees for a new one."""
    app, seen = new_app(SERVER_NAME="example.com"), []
    original = MapAdapter.__init__

    def noted(self, *args, **options):
        seen.append((args, options))
        original(self, *args, **options)

    monkeypatch.setattr(MapAdapter, "__init__", noted)
    app.create_url_adapter(None)
    app.create_url_adapter(None)

    assert seen[0] == seen[-1]
    assert len(seen) == 2
