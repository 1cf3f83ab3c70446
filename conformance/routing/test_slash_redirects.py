"""Slash redirects: what they keep of any request."""

import string

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def mounted(app, place):
    """The application below a path, as a server would mount it."""

    def serve(environ, start_response):
        return app({**environ, "SCRIPT_NAME": place}, start_response)

    return serve


@given(query=st.text(string.ascii_letters + string.digits + "-._~!$'()*+,;:@/?&=%", min_size=1))
def test_redirect_keeps_the_query_string__any(client_of, query):
    """Every query is kept to the byte (characters that RFC 3986 allows, escaped or not)."""
    query = query.replace("%", "%2F")
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books/", "books", lambda: "all books")

    answer = client_of(app).get(f"/books?{query}")

    assert answer.status_code == 308
    assert answer.next_request.url.query == query.encode()


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "BREW"])
def test_redirect_keeps_the_method__all(app, client, method):
    """The status is 308 for every method."""
    app.add_url_rule("/books/", "books", lambda: flask.request.method, methods=[method])

    answer = client.request(method, "/books")

    assert answer.status_code == 308
    assert answer.next_request.method == method
    assert answer.next_request.url == "http://localhost/books/"


@pytest.mark.parametrize(
    "origin",
    ["http://shop.test", "http://shop.test:8080", "https://shop.test", "http://127.0.0.1:5000"],
)
def test_redirect_keeps_the_host_and_scheme__of_any_origin(app, client, origin):
    """The redirect leads to the origin that was asked, port included."""
    app.add_url_rule("/books/", "books", lambda: "all books")

    answer = client.get(f"{origin}/books")

    assert answer.status_code == 308
    assert answer.next_request.url == f"{origin}/books/"


def test_redirect_keeps_the_host_and_scheme__of_a_path_like_a_host(app, client):
    """Two slashes at the beginning do not lead to another host."""
    app.add_url_rule("/evil.test/", "evil", lambda: "stayed")

    answer = client.get("//evil.test")

    assert answer.status_code == 308
    assert answer.next_request.url == "http://localhost/evil.test/"


@pytest.mark.parametrize("place", ["/shop", "/shop/v2"])
def test_redirect_keeps_the_mount_point(app, client_of, place):
    """The redirect of a mounted application stays below its place."""
    app.add_url_rule("/books/", "books", lambda: flask.request.script_root)
    client = client_of(mounted(app, place))

    bare, folder = client.get("/books?page=1"), client.get("/books/")

    assert folder.text == place
    assert bare.status_code == 308
    assert bare.next_request.url == f"http://localhost{place}/books/?page=1"


@given(
    title=st.text(string.printable.strip() + " ", min_size=1).filter(lambda text: text.strip("."))
)
def test_redirect_keeps_the_path_escaped__any_character(client_of, title):
    """Following the redirect gives the value that was asked for (printable ASCII but the slash)."""
    from urllib.parse import quote

    title = title.replace("/", "-")
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books/<title>/", "book", lambda title: title)
    client = client_of(app)

    answer = client.get(f"/books/{quote(title, safe='')}")

    assert answer.status_code == 308
    assert client.get(answer.next_request.url).text == title
