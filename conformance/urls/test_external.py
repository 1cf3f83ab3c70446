"""External URLs: where scheme and host come from."""

import flask
import pytest


def link(app, client, endpoint, origin, **values):
    """The URL that a view gets from url_for in a request to an origin."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get(f"{origin}/link").text


@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("http://localhost", id="http"),
        pytest.param("https://localhost", id="https"),
        pytest.param("http://localhost:5000", id="port"),
        pytest.param("https://shop.test:80", id="port-of-http"),
        pytest.param("http://127.0.0.1:8080", id="address"),
        pytest.param("http://[::1]:8080", id="six"),
        pytest.param("http://xn--bcher-kva.test", id="idna"),
    ],
)
def test_external_url_has_the_origin_of_the_request__any(app, client, origin):
    """Path, query and anchor follow the origin."""

    @app.route("/books/<int:number>")
    def book(number):
        return flask.url_for("book", number=8, page=2, _anchor="end", _external=True)

    answer = client.get(f"{origin}/books/7?other=3")

    assert answer.text == f"{origin}/books/8?page=2#end"


def test_external_url_has_the_origin_of_the_request__by_its_host_header(app, client):
    """The host is the one that the client asked for, not the one that the server listens to."""
    app.add_url_rule("/books", "books", lambda: flask.url_for("books", _external=True))

    answer = client.get("/books", headers={"Host": "shop.test:81"})

    assert answer.text == "http://shop.test:81/books"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"X-Forwarded-Host": "evil.test"}, id="host"),
        pytest.param({"X-Forwarded-Proto": "https"}, id="scheme"),
        pytest.param({"X-Forwarded-Port": "444"}, id="port"),
        pytest.param({"X-Forwarded-Prefix": "/evil"}, id="prefix"),
        pytest.param({"Forwarded": "host=evil.test;proto=https"}, id="forwarded"),
        pytest.param({"X-Script-Name": "/evil", "X-Original-URL": "/evil"}, id="others"),
        pytest.param({"Origin": "https://evil.test", "Referer": "https://evil.test/"}, id="origin"),
    ],
)
def test_forwarded_headers_take_no_part(app, client, headers):
    """The URL leads to the host of the request."""
    app.add_url_rule("/books", "books", lambda: flask.url_for("books", _external=True))

    answer = client.get("/books", headers=headers)

    assert answer.text == "http://localhost/books"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("here", ["http", "https"])
@pytest.mark.parametrize("external", [None, True], ids=["not-said", "external"])
def test_scheme_is_taken_from_the_call(app, client, scheme, here, external):
    """With or without ``_external``."""

    @app.route("/books")
    def books():
        return flask.url_for("books", _scheme=scheme, _external=external)

    answer = client.get(f"{here}://shop.test/books")

    assert answer.text == f"{scheme}://shop.test/books"


@pytest.mark.parametrize("scheme", ["http", "https", "ftp", ""])
def test_scheme_cannot_be_given_for_a_relative_url(app, scheme):
    """The error is no LookupError: build error handlers are not asked."""
    app.add_url_rule("/books", "books", lambda: "all books")
    app.url_build_error_handlers.append(lambda error, endpoint, values: "/handled")

    with app.test_request_context("/link"):
        url = flask.url_for("books", _external=False)
        with pytest.raises(ValueError):
            flask.url_for("books", _scheme=scheme, _external=False)

    assert url == "/books"


@pytest.mark.parametrize("here", ["http", "https"])
@pytest.mark.parametrize(("scheme", "written"), [("ws", "http"), ("wss", "https")])
def test_websocket_scheme_becomes_http(app, client, here, scheme, written):
    """Only whether the scheme is a secure one is taken from it."""
    app.add_url_rule("/books", "books", lambda: "all books")

    url = link(app, client, "books", f"{here}://shop.test", _scheme=scheme)

    assert url == f"{written}://shop.test/books"


@pytest.mark.parametrize("here", ["http", "https"])
@pytest.mark.parametrize(
    ("scheme", "written"), [("http", "ws"), ("https", "wss"), ("ws", "ws"), ("wss", "wss")]
)
def test_http_scheme_becomes_that_of_websockets(app, client, here, scheme, written):
    """The scheme of the call counts, not that of the request."""
    app.add_url_rule("/chat", "chat", lambda: "shaken", websocket=True)

    url = link(app, client, "chat", f"{here}://shop.test", _scheme=scheme)

    assert url == f"{written}://shop.test/chat"
