"""Reading and replacing bodies after the view."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

BODIES = {
    "text": (lambda: "größe", "größe"),
    "bytes": (lambda: b"plain", "plain"),
    "empty": (lambda: "", ""),
    "json": (lambda: flask.jsonify(17), "17"),
    "generator": (lambda: (letter for letter in "abü"), "abü"),
    "response": (lambda: flask.Response(["a", b"b"]), "ab"),
    "error": (lambda: flask.abort(flask.Response("gone", status=410)), "gone"),
}


@pytest.mark.parametrize(("view", "text"), BODIES.values(), ids=BODIES)
def test_body_can_be_read__of_any_kind(app, client, view, text):
    """The body is there to be read whatever it was made from, and still sent afterwards."""
    seen = []

    @app.after_request
    def look(response):
        seen.append((response.data.decode(), response.get_data(as_text=True)))
        return response

    app.add_url_rule("/view", "view", view)

    answer = client.get("/view")

    assert answer.text.strip() == text
    assert [[whole.strip() for whole in pair] for pair in seen] == [[text, text]]


NEW = {
    "shorter-text": ("a", b"a"),
    "longer-text": ("größer", "größer".encode()),
    "bytes": (b"\xff\x00\xff", b"\xff\x00\xff"),
    "nothing": ("", b""),
}


@pytest.mark.parametrize("name", ["text", "json", "generator", "response"])
@pytest.mark.parametrize(("body", "sent"), NEW.values(), ids=NEW)
def test_body_can_be_replaced__of_any_kind(app, client, name, body, sent):
    """The new body and its length are sent, whatever the old one was made from."""

    @app.after_request
    def replace(response):
        response.data = body
        response.headers["X-Replaced"] = "yes"
        return response

    app.add_url_rule("/view", "view", BODIES[name][0])

    answer = client.get("/view")

    assert (answer.content, answer.headers["X-Replaced"]) == (sent, "yes")
    assert answer.headers.get_list("Content-Length") == [str(len(sent))]


@given(pieces=st.lists(st.text(max_size=5) | st.binary(min_size=1, max_size=5), min_size=1))
def test_body_that_was_read_is_still_sent__any_pieces(client_of, pieces):
    """A stream that is read twice is sent whole; texts and bytes may alternate."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.after_request(lambda response: seen.extend([response.data, response.data]) or response)
    app.add_url_rule("/view", "view", lambda: iter(pieces))

    answer = client_of(app).get("/view")

    whole = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    assert answer.content == whole
    assert seen == [whole, whole]


TYPES = {
    "json": ("application/json", True),
    "with-a-parameter": ("application/json; charset=utf-8", True),
    "json-suffix": ("application/problem+json", True),
    "html": ("text/html", False),
    "json-in-the-name": ("application/jsonlines", False),
    "text-json": ("text/json", False),
}


@pytest.mark.parametrize(("content_type", "expected"), TYPES.values(), ids=TYPES)
def test_media_type_tells_whether_it_is_json(app, client, content_type, expected):
    """Only the media type counts; the body is not looked at."""
    seen = []
    app.after_request(lambda response: seen.append(response.is_json) or response)
    app.add_url_rule("/view", "view", lambda: ("[]", {"Content-Type": content_type}))

    answer = client.get("/view")

    assert (answer.text, seen) == ("[]", [expected])


@pytest.mark.parametrize("value", [{"a": [1, None]}, [], "text", 17, False, None], ids=str)
def test_json_can_be_read__of_any_type(app, client, value):
    """Every JSON value can be the whole body."""
    seen = []
    app.after_request(lambda response: seen.append(response.get_json()) or response)
    app.add_url_rule("/view", "view", lambda: flask.jsonify(value))

    answer = client.get("/view")

    assert answer.json() == value
    assert seen == [value]
