"""What proxies say about a request."""

import flask
import pytest


def tell():
    """All that a proxy could have said."""
    request = flask.request
    where = f"{request.scheme}://{request.host}{request.script_root}"
    return [request.remote_addr, where, request.is_secure, flask.url_for("books", _external=True)]


PLAIN = ["127.0.0.1", "http://localhost", False, "http://localhost/books"]


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Proto: https",
        "X-Forwarded-Scheme: https",
        "X-Forwarded-Ssl: on",
        "X-Forwarded-Port: 8443",
        "X-Forwarded-Prefix: /shop",
        "X-Script-Name: /shop",
        "Forwarded: for=192.0.2.7;proto=https;host=shop.test",
    ],
)
def test_headers_of_a_proxy_are_not_believed(app, client, header):
    """Nor are their relatives."""
    app.add_url_rule("/books", "books", tell)

    answer = client.get("/books", headers=dict([header.split(": ")]))

    assert answer.json() == PLAIN


def behind_proxies(app, **trusted):
    """Put Werkzeug's middleware around the application."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    app.wsgi_app = ProxyFix(app.wsgi_app, **{"x_for": 0, "x_proto": 0, "x_host": 0, **trusted})


SAYINGS = {
    "address": ("For", "192.0.2.7", ["192.0.2.7", *PLAIN[1:]]),
    "scheme": (
        "Proto",
        "https",
        ["127.0.0.1", "https://localhost", True, "https://localhost/books"],
    ),
    "host": (
        "Host",
        "shop.test",
        ["127.0.0.1", "http://shop.test", False, "http://shop.test/books"],
    ),
    "port": (
        "Port",
        "81",
        ["127.0.0.1", "http://localhost:81", False, "http://localhost:81/books"],
    ),
    "prefix": (
        "Prefix",
        "/shop",
        ["127.0.0.1", "http://localhost/shop", False, "http://localhost/shop/books"],
    ),
}


@pytest.mark.parametrize(("name", "value", "told"), SAYINGS.values(), ids=SAYINGS)
def test_request_is_what_the_proxy_was_asked__each_header(app, client, name, value, told):
    """Only the header that is trusted counts, and only what the last proxy says."""
    behind_proxies(app, **{f"x_{name.lower()}": 1})
    app.add_url_rule("/books", "books", tell)
    others = {f"X-Forwarded-{other}": "9" for other in ("For", "Proto", "Host", "Port", "Prefix")}

    answer = client.get("/books", headers={**others, f"X-Forwarded-{name}": f"8, {value}"})

    assert answer.json() == told


HEADERS = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "shop.test:8443",
    "X-Forwarded-Prefix": "/shop",
}


def test_urls_lead_through_the_proxy(app, client):
    """Paths begin with the prefix, external URLs with scheme and host."""
    behind_proxies(app, x_proto=1, x_host=1, x_prefix=1)

    @app.route("/books")
    def books():
        links = [flask.url_for("books"), flask.url_for("books", _external=True)]
        return [*links, flask.request.root_url]

    answer = client.get("/books", headers=HEADERS)

    assert answer.json() == [
        "/shop/books",
        "https://shop.test:8443/shop/books",
        "https://shop.test:8443/shop/",
    ]


@pytest.mark.parametrize("path", ["/shelf", "/shelf//"], ids=["slash", "merged"])
def test_redirects_lead_through_the_proxy(app, client, path):
    """They are absolute or begin with the prefix."""
    behind_proxies(app, x_proto=1, x_host=1, x_prefix=1)
    app.add_url_rule("/shelf/", "shelf", lambda: "fiction")

    answer = client.get(path, headers=HEADERS)

    assert answer.headers["Location"].removeprefix("https://shop.test:8443") == "/shop/shelf/"
