"""What the server knows about the client."""

import flask
import pytest


def told(app, wsgi, look, headers=(), **environ):
    """What a view tells about a request."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(look(flask.request))
        return "seen"

    answer = wsgi.call(app, wsgi.environ("/books", headers=headers, **environ))
    assert answer.text == "seen"
    return seen[0]


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7"], ids=["ipv4", "ipv6"])
def test_address_is_told(app, wsgi, address):
    """The address comes without a port."""
    found = told(app, wsgi, lambda request: request.remote_addr, REMOTE_ADDR=address)

    assert found == address


def test_address_is_told__unknown(app, wsgi):
    """A server at a Unix socket has no address to tell."""
    app.add_url_rule("/books", "books", lambda: f"from {flask.request.remote_addr}")
    environ = wsgi.environ("/books")
    del environ["REMOTE_ADDR"]

    answer = wsgi.call(app, environ)

    assert answer.text == "from None"


def test_forwarded_address_is_not_believed(app, wsgi):
    """The address stays what the server says."""
    headers = [("X-Forwarded-For", "198.51.100.1"), ("Forwarded", "for=198.51.100.1")]

    found = told(app, wsgi, lambda r: r.remote_addr, headers, REMOTE_ADDR="192.0.2.7")

    assert found == "192.0.2.7"


ROUTES = {
    "direct": ([], ["192.0.2.7"]),
    "one-proxy": ([("X-Forwarded-For", "198.51.100.1")], ["198.51.100.1"]),
    "two-proxies": (
        [("X-Forwarded-For", "198.51.100.1, 203.0.113.9")],
        ["198.51.100.1", "203.0.113.9"],
    ),
}


@pytest.mark.parametrize(("headers", "route"), ROUTES.values(), ids=ROUTES)
def test_access_route_has_forwarded_addresses(app, wsgi, headers, route):
    """The client comes first, then the proxies on the way."""
    found = told(app, wsgi, lambda r: list(r.access_route), headers, REMOTE_ADDR="192.0.2.7")

    assert found == route


USERS = {"found": ({"REMOTE_USER": "jane"}, "jane"), "none": ({}, None)}


@pytest.mark.parametrize(("environ", "user"), USERS.values(), ids=USERS)
def test_remote_user_is_told(app, wsgi, environ, user):
    """A header of the client's does not count."""
    headers = [("Remote-User", "emma"), ("X-Remote-User", "emma")]

    found = told(app, wsgi, lambda request: request.remote_user, headers, **environ)

    assert found == user


FLAGS = {
    "is_multithread": "wsgi.multithread",
    "is_multiprocess": "wsgi.multiprocess",
    "is_run_once": "wsgi.run_once",
}


@pytest.mark.parametrize("value", [True, False], ids=["yes", "no"])
@pytest.mark.parametrize(("name", "key"), FLAGS.items(), ids=FLAGS)
def test_server_tells_how_it_works(app, wsgi, name, key, value):
    """Each attribute has a flag of its own."""
    others = dict.fromkeys(FLAGS.values(), not value)

    found = told(app, wsgi, lambda request: getattr(request, name), **others | {key: value})

    assert found is value
