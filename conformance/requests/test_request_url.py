"""The URL of a request and its parts, wherever the application is mounted."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

MOUNTS = {
    "none": ("", "http://localhost/"),
    "one": ("/shop", "http://localhost/shop/"),
    "two": ("/a/b", "http://localhost/a/b/"),
}


@pytest.mark.parametrize("name", ["root_url", "url_root"])
@pytest.mark.parametrize(("mount", "url"), MOUNTS.values(), ids=MOUNTS)
def test_root_url_leads_to_the_application(app, wsgi, name, mount, url):
    """The root URL ends at the mount point, whatever path was asked for."""
    app.add_url_rule("/books/<title>", "book", lambda title: getattr(flask.request, name))

    answer = wsgi.call(app, wsgi.environ("/books/emma?page=2", SCRIPT_NAME=mount))

    assert answer.text == url


PARTS = {
    "url": "http://localhost/shop/books/emma?page=2",
    "base_url": "http://localhost/shop/books/emma",
    "host_url": "http://localhost/",
}


@pytest.mark.parametrize(("name", "url"), PARTS.items(), ids=PARTS)
def test_url_is_told_whole__mounted(app, wsgi, name, url):
    """URLs of the request lead through the mount point, the host's does not."""
    app.add_url_rule("/books/<title>", "book", lambda title: getattr(flask.request, name))

    answer = wsgi.call(app, wsgi.environ("/books/emma?page=2", SCRIPT_NAME="/shop"))

    assert answer.text == url


READABLE = {
    "letters-in-the-path": ("/Persuasi%C3%B3n", "/Persuasión"),
    "another-script": ("/%E6%9C%AC", "/本"),
    "letters-in-the-query": ("/book?title=Persuasi%C3%B3n", "/book?title=Persuasión"),
    "ampersand-in-a-value": ("/book?a=%26&b", "/book?a=%26&b"),
    "plus-in-a-value": ("/book?a=%2B+b", "/book?a=%2B+b"),
    "question-mark-in-the-path": ("/what%3F", "/what%3F"),
    "hash-in-the-path": ("/no%231", "/no%231"),
}


@pytest.mark.parametrize(("target", "told"), READABLE.values(), ids=READABLE)
def test_url_is_readable(app, client, target, told):
    """Letters are decoded; what would part the URL elsewhere stays encoded."""
    app.add_url_rule("/<title>", "book", lambda title: flask.request.url)

    answer = client.get(target)

    assert answer.text == "http://localhost" + told


SCHEMES = {"http": False, "https": True, "ws": False, "wss": True}


@pytest.mark.parametrize(("scheme", "secure"), SCHEMES.items(), ids=SCHEMES)
def test_secure_schemes_are_told(app, wsgi, scheme, secure):
    """The scheme that the server tells decides."""
    told = []
    app.before_request(lambda: told.append((flask.request.scheme, flask.request.is_secure)))

    wsgi.call(app, wsgi.environ("/books", **{"wsgi.url_scheme": scheme}))

    assert told == [(scheme, secure)]


@pytest.mark.parametrize("header", ["X-Forwarded-Proto", "X-Forwarded-Ssl", "Forwarded"])
def test_scheme_is_told__not_by_the_client(app, client, header):
    """What a header says about the scheme is not believed."""
    app.add_url_rule("/books", "books", lambda: flask.request.url)

    answer = client.get("/books", headers={header: "https"})

    assert answer.text == "http://localhost/books"


@given(
    title=st.text(st.characters(codec="utf-8", exclude_characters="/.%"), min_size=1),
    page=st.text(),
)
def test_url_can_be_routed_again(client_of, title, page):
    """Path and query come back (dots, slashes and percent signs in the path are left out)."""
    app = flask.Flask("app_under_test", static_folder=None)
    urls, seen = [], []

    @app.route("/books/<title>/page")
    def book(title):
        urls.append(flask.request.url)
        seen.append((title, flask.request.args["page"]))
        return "seen"

    client = client_of(app)
    encoded = "".join(f"%{byte:02X}" for byte in title.encode())
    client.get(f"http://localhost/books/{encoded}/page", params={"page": page})
    client.get(urls[0])

    assert seen == [(title, page)] * 2
