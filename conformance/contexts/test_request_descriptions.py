"""Requests that are described by hand, beyond the examples of the page."""

import io

import flask
import pytest

DESCRIPTIONS = {
    "default": ([], {}, "GET http://localhost/"),
    "path": (["/books"], {}, "GET http://localhost/books"),
    "path-without-slash": (["books"], {}, "GET http://localhost/books"),
    "query-in-path": (["/books?page=2"], {}, "GET http://localhost/books?page=2"),
    "query-string": (["/books"], {"query_string": "a=1"}, "GET http://localhost/books?a=1"),
    "query-mapping": (["/books"], {"query_string": {"a": 1}}, "GET http://localhost/books?a=1"),
    "query-lists": (["/b"], {"query_string": {"a": [1, 2]}}, "GET http://localhost/b?a=1&a=2"),
    "method": (["/books"], {"method": "DELETE"}, "DELETE http://localhost/books"),
    "base-url": (["/books"], {"base_url": "https://h:8/"}, "GET https://h:8/books"),
    "base-url-with-root": (["/books"], {"base_url": "http://h/r/"}, "GET http://h/r/books"),
}


@pytest.mark.parametrize(("given", "options", "line"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_request_context_follows_its_description__line(app, given, options, line):
    """Method and URL follow from the path and the options."""
    with app.test_request_context(*given, **options):
        found = f"{flask.request.method} {flask.request.url}"

    assert found == line


BODIES = {
    "text": ({"data": "Emma", "content_type": "text/plain"}, ("text/plain", b"Emma")),
    "bytes": ({"data": b"\xff", "content_type": "image/png"}, ("image/png", b"\xff")),
    "stream": ({"input_stream": io.BytesIO(b"Emma"), "content_length": 4}, ("", b"Emma")),
    "nothing": ({}, ("", b"")),
    "json": ({"json": 7}, ("application/json", b"7")),
    "json-of-a-kind": ({"json": 7, "content_type": "text/x+json"}, ("text/x+json", b"7")),
}


@pytest.mark.parametrize(("options", "body"), BODIES.values(), ids=BODIES)
def test_request_context_follows_its_description__body(app, options, body):
    """The body is what was given, with its content type."""
    with app.test_request_context("/books", method="POST", **options):
        found = str(flask.request.mimetype), bytes(flask.request.get_data())

    assert found == body


def test_request_context_follows_its_description__form(app):
    """A mapping as data is a form."""
    with app.test_request_context("/books", method="POST", data={"title": "Emma"}):
        found = f"{flask.request.mimetype} {flask.request.form['title']}"

    assert found == "application/x-www-form-urlencoded Emma"


def test_request_context_follows_its_description__upload(app):
    """A file in the data makes it a form of several parts."""
    data = {"cover": (io.BytesIO(b"picture"), "cover.png"), "tag": ["old", "new"]}

    with app.test_request_context("/books", method="POST", data=data):
        cover = flask.request.files["cover"]
        found = f"{cover.filename} {cover.read().decode()} {flask.request.form.getlist('tag')}"

    assert found == "cover.png picture ['old', 'new']"


def test_request_context_follows_its_description__headers(app):
    """Headers may be a list, in which a name comes twice; cookies are one of them."""
    headers = [("X-Shelf", "3"), ("X-Shelf", "4"), ("Cookie", "user=Ada")]

    with app.test_request_context("/books", headers=headers):
        found = f"{flask.request.headers['X-Shelf']} {flask.request.cookies['user']}"

    assert found.replace(" ", "") == "3,4Ada"


PARTS = {
    "server-name": ({"SERVER_NAME": "h:81"}, {}, "http://h:81/books"),
    "scheme": ({"PREFERRED_URL_SCHEME": "https"}, {}, "https://localhost/books"),
    "root": ({"APPLICATION_ROOT": "/shop"}, {}, "http://localhost/shop/books"),
    "base-url-counts": (
        {"SERVER_NAME": "h", "PREFERRED_URL_SCHEME": "https", "APPLICATION_ROOT": "/shop"},
        {"base_url": "http://h/own/"},
        "http://h/own/books",
    ),
}


@pytest.mark.parametrize(("settings", "options", "url"), PARTS.values(), ids=PARTS)
def test_settings_complete_the_url__table(app, settings, options, url):
    """Each setting counts alone, and none where the description has a base URL."""
    app.config.update(settings)

    with app.test_request_context("/books", **options):
        found = str(flask.request.url)

    assert found == url


def test_scheme_and_subdomain_complete_the_url__no_server_name(app):
    """Without a server name, a subdomain stands before the default host."""
    with app.test_request_context("/books", subdomain="api"):
        found = str(flask.request.host)

    assert found == "api.localhost"


def test_scheme_and_subdomain_complete_the_url__matching():
    """The rules of a subdomain match a request that is described with it."""
    app = flask.Flask("app_under_test", static_folder=None, subdomain_matching=True)
    app.config["SERVER_NAME"] = "books.example"
    app.add_url_rule("/shelf", "shelf", lambda: "shelf", subdomain="api")

    with app.test_request_context("/shelf", subdomain="api"):
        found = str(flask.request.endpoint)

    assert found == "shelf"


def test_whole_url_may_be_the_path__before_the_server_name(app):
    """The host of the URL counts before the name in the settings."""
    app.config["SERVER_NAME"] = "books.example"

    with app.test_request_context("http://api.books.example/shelf"):
        found = str(flask.request.url)

    assert found == "http://api.books.example/shelf"


CONTRADICTIONS = {
    "base-url-and-scheme": {"base_url": "http://h/", "url_scheme": "https"},
    "base-url-and-subdomain": {"base_url": "http://h/", "subdomain": "api"},
    "query-twice": {"path": "/books?a=1", "query_string": "b=2"},
    "json-and-data": {"json": {}, "data": "text"},
    "data-and-stream": {"data": "text", "input_stream": io.BytesIO(b"text")},
    "query-in-base-url": {"base_url": "http://h/?a=1"},
}


@pytest.mark.parametrize("description", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions_are_refused(app, description):
    """What says the same thing twice, or in a place that is not for it, is an error."""
    with pytest.raises((AssertionError, TypeError, ValueError)):
        app.test_request_context(**description)


def test_contradictions_are_refused__unknown_option(app):
    """An option that does not exist is an error as well."""
    with pytest.raises(TypeError):
        app.test_request_context("/books", colour="red")


def test_request_context_can_be_made_from_an_environment__body(app, wsgi):
    """The body and the very environment are those of the server."""
    environ = wsgi.environ("/books", method="POST", body=b"Emma")

    with app.request_context(environ):
        found = flask.request.get_data(as_text=True)
        is_same = flask.request.environ is environ

    assert (found, is_same) == ("Emma", True)
