"""Lengths, and answers without a body, as the server sees them."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@given(body=st.text(min_size=1) | st.binary(min_size=1))
def test_length_is_counted_in_bytes__property(client_of, body):
    """Every text and all bytes are counted as they are sent; lone surrogates are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/view", "view", lambda: body)

    answer = client_of(app).get("/view")

    assert answer.headers.get_list("Content-Length") == [str(len(answer.content))]
    assert answer.content == (body.encode() if isinstance(body, str) else body)


KNOWN = {
    "dict": lambda: {"title": "Emma"},
    "json-list": lambda: [1811, 1813],
    "redirect": lambda: flask.redirect("/elsewhere"),
    "error": lambda: flask.abort(404),
}


@pytest.mark.parametrize("view", KNOWN.values(), ids=KNOWN)
def test_length_is_counted_in_bytes__of_any_kind(app, client, view):
    """Whatever has its whole body at hand has a length."""
    app.after_request(lambda response: response.headers.add("X-Seen", "yes") or response)
    app.add_url_rule("/view", "view", view)

    answer = client.get("/view")

    assert answer.headers.get_list("Content-Length") == [str(len(answer.content))]
    assert answer.headers["X-Seen"] == "yes"


EMPTY = {
    "text": lambda: "",
    "bytes": lambda: b"",
    "response": lambda: flask.Response(),
    "status": lambda: ("", 404),
}


@pytest.mark.parametrize("view", EMPTY.values(), ids=EMPTY)
def test_empty_body_has_length_zero(app, client, view):
    """No matter how it is said that there is nothing to say."""
    app.add_url_rule("/view", "view", view)
    app.add_url_rule("/text", "text", lambda: "text")

    empty, text = client.get("/view"), client.get("/text")

    assert (empty.content, empty.headers["Content-Length"]) == (b"", "0")
    assert text.headers["Content-Length"] == "4"


STREAMS = {
    "generator": lambda: (letter for letter in "abc"),
    "one-piece": lambda: iter(["abc"]),
    "response": lambda: flask.Response(iter("abc")),
    "with-status": lambda: (iter("abc"), 200),
}


@pytest.mark.parametrize("view", STREAMS.values(), ids=STREAMS)
def test_stream_has_no_length__forms(app, client, view):
    """Neither one piece nor a response around the iterator makes a difference."""
    app.add_url_rule("/view", "view", view)

    answer = client.get("/view")

    assert answer.text == "abc"
    assert "Content-Length" not in answer.headers


BODILESS = {
    "no-content": ("gone", 204),
    "no-content-as-text": ("gone", "204 Nothing Left"),
    "no-content-as-json": (["gone"], 204),
    "not-modified": ("gone", 304),
    "not-modified-as-json": ({"gone": True}, 304),
}


@pytest.mark.parametrize("value", BODILESS.values(), ids=BODILESS)
def test_no_content_means_no_body(app, wsgi, value):
    """A body is dropped however it was given, and the headers stay."""
    app.add_url_rule("/bare", "bare", lambda: value)
    app.after_request(lambda response: response.headers.add("X-Seen", "yes") or response)

    answer = wsgi.call(app, wsgi.environ("/bare"))

    assert (answer.body, answer.header("X-Seen")) == (b"", "yes")
    assert answer.status == int(str(value[1])[:3])


LENGTHS = {
    "none-given": {},
    "given": {"Content-Length": "4"},
    "given-as-zero": {"Content-Length": "0"},
}


@pytest.mark.parametrize("headers", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("body", ["", "gone"])
def test_no_content_has_no_length(app, client, body, headers):
    """Neither an empty body nor a header of the view's own brings one in."""
    app.add_url_rule("/bare", "bare", lambda: (body, 204, {"X-Seen": "yes", **headers}))

    answer = client.get("/bare")

    assert (answer.status_code, answer.headers["X-Seen"]) == (204, "yes")
    assert "Content-Length" not in answer.headers


def test_no_content_means_no_body__from_an_iterator(app, wsgi):
    """An iterator is not handed to the server either."""
    app.add_url_rule("/bare", "bare", lambda: (iter("abc"), 204, {"X-Seen": "yes"}))
    app.add_url_rule("/full", "full", lambda: (iter("abc"), 203, {"X-Seen": "yes"}))

    bare, full = (wsgi.call(app, wsgi.environ(path)) for path in ("/bare", "/full"))

    assert (bare.status, bare.body, bare.header("X-Seen")) == (204, b"", "yes")
    assert (full.status, full.body, full.header("X-Seen")) == (203, b"abc", "yes")
