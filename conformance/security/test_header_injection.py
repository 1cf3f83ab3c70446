"""Header injection, by each way to set a header."""

import string

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def set_item(value):
    """Set a header of a response that is there."""
    response = flask.make_response("all books")
    response.headers["X-Shelf"] = value
    return response


def add_header(value):
    """Add a header to a response that is there."""
    response = flask.make_response("all books")
    response.headers.add("X-Shelf", value)
    return response


def set_content_type(value):
    """Set the content type of a response that is there."""
    response = flask.make_response("all books")
    response.content_type = f"text/plain; charset={value}"
    return response


WAYS = {
    "item": set_item,
    "add": add_header,
    "tuple": lambda value: ("all books", {"X-Shelf": value}),
    "tuple-with-list": lambda value: ("all books", 200, [("X-Shelf", value)]),
    "several-values": lambda value: ("all books", {"X-Shelf": ["1", value]}),
    "response": lambda value: flask.Response("all books", headers={"X-Shelf": value}),
    "make-response": lambda value: flask.make_response("all books", {"X-Shelf": value}),
    "content-type": set_content_type,
    "content-type-at-once": lambda value: flask.Response("all books", content_type=value),
    "media-type": lambda value: flask.Response("all books", mimetype=value),
    "redirect": lambda value: flask.redirect(f"/shelf/{value}"),
}
BREAKS = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}


@pytest.mark.parametrize("line_break", BREAKS.values(), ids=BREAKS)
@pytest.mark.parametrize("respond", WAYS.values(), ids=WAYS)
def test_line_break_is_not_sent_in_a_header(app, client, respond, line_break):
    """No way to set a header adds another, and each sends a value that has no line break."""
    app.add_url_rule("/fine", "fine", lambda: respond("text/x-fine"))
    app.add_url_rule("/bad", "bad", lambda: respond(f"text/x-bad{line_break}X-Injected: yes"))

    fine, bad = client.get("/fine"), client.get("/bad")

    assert "text/x-fine" in str(fine.headers)
    assert "x-injected" not in bad.headers


COOKIES = {
    "value": {"value": "Ada\r\nX-Injected: yes"},
    "value-with-attribute": {"value": "Ada; Secure; Domain=evil.test"},
    "value-with-cookie": {"value": "Ada, shelf=3"},
    "path": {"value": "Ada", "path": "/\r\nX-Injected: yes"},
    "path-with-attribute": {"value": "Ada", "path": "/; Secure; Domain=evil.test"},
}


@pytest.mark.parametrize("cookie", COOKIES.values(), ids=COOKIES)
def test_cookie_cannot_add_anything(app, client, cookie):
    """There is one cookie with one path, and nothing else."""

    @app.route("/enter")
    def enter():
        response = flask.make_response("entered")
        response.set_cookie("name", **cookie)
        return response

    answer = client.get("/enter")
    (header,) = answer.headers.get_list("Set-Cookie")
    name, *attributes = header.split("; ")

    assert "x-injected" not in answer.headers
    assert name.startswith("name=")
    assert [attribute.partition("=")[0] for attribute in attributes] == ["Path"]


VISIBLE = set(string.ascii_letters + string.digits + string.punctuation)
TEXT = st.text(st.sampled_from("\r\n\t\0 \x0b\x85\u2028aß%"), min_size=1, max_size=6)


@pytest.fixture
def library(app):
    """An application with a view whose URL has two variables."""
    app.add_url_rule("/books/<title>/<path:place>", "book", lambda title, place: "a book")
    return app


@given(text=TEXT)
def test_url_has_no_line_break(library, text):
    """Any control characters, blanks and separators are escaped in path, query and anchor.

    The application is the same for all, since it does not change.
    """
    with library.test_request_context():
        url = flask.url_for("book", title=text, place=text, page=text, _anchor=text)

    assert f"{url}"[:7] == "/books/"
    assert set(url) <= VISIBLE


TARGETS = {
    "path": "/shelf/3%0d%0aX-Injected:%20yes",
    "path-with-line-feed": "/shelf/3%0aX-Injected:%20yes",
    "query": "/shelf/3?page=%0d%0aX-Injected:%20yes",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_redirect_of_routing_adds_no_header(app, client, target):
    """The redirect leads to the same path with a slash, and has no other header."""
    app.add_url_rule("/shelf/<place>/", "shelf", lambda place: place)

    answer = client.get(target)

    assert answer.status_code == 308
    assert answer.headers["Location"].startswith("http://localhost/shelf/3")
    assert "x-injected" not in answer.headers
