"""Response objects, for every way to say the same."""

from http import HTTPStatus

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

TYPES = {
    "css": ("text/css", "text/css; charset=utf-8"),
    "csv": ("text/csv", "text/csv; charset=utf-8"),
    "event-stream": ("text/event-stream", "text/event-stream; charset=utf-8"),
    "json": ("application/json", "application/json"),
    "pdf": ("application/pdf", "application/pdf"),
    "bytes": ("application/octet-stream", "application/octet-stream"),
    "sound": ("audio/ogg", "audio/ogg"),
}


@pytest.mark.parametrize(("mimetype", "header"), TYPES.values(), ids=TYPES)
def test_media_type_of_text_gets_a_charset__table(app, client, mimetype, header):
    """All of ``text/*`` is sent with a charset; pictures, sound and JSON are not."""
    app.add_url_rule("/file", "file", lambda: flask.Response("text", mimetype=mimetype))

    answer = client.get("/file")

    assert answer.headers.get_list("Content-Type") == [header]
    assert answer.content == b"text"


@pytest.mark.parametrize(("mimetype", "header"), TYPES.values(), ids=TYPES)
def test_media_type_can_be_changed__table(app, client, mimetype, header):
    """The same holds for a media type that is assigned after the view, and told from then on."""

    @app.after_request
    def change(response):
        response.mimetype = mimetype
        response.headers["X-Type"] = response.mimetype
        return response

    app.add_url_rule("/file", "file", lambda: "text")

    answer = client.get("/file")

    assert answer.headers.get_list("Content-Type") == [header]
    assert (answer.headers["X-Type"], answer.text) == (mimetype, "text")


STATUSES = {
    "number": (299, 299),
    "member-of-http-status": (HTTPStatus.ACCEPTED, 202),
    "digits": ("203", 203),
    "text": ("299 Made Up", 299),
}


@pytest.mark.parametrize(("status", "code"), STATUSES.values(), ids=STATUSES)
def test_response_takes_its_parts__forms_of_status(app, client, status, code):
    """The status may be a number, a member of ``HTTPStatus`` or text."""
    app.add_url_rule("/order", "order", lambda: flask.Response("ordered", status))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (code, "ordered")


def test_response_takes_its_parts__by_name(app, client):
    """Each part can be given by name."""
    parts = {"response": "ordered", "status": 202, "headers": {"X-Number": "17"}}
    app.add_url_rule("/order", "order", lambda: flask.Response(**parts, mimetype="text/plain"))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (202, "ordered")
    assert answer.headers["X-Number"] == "17"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


BODIES = {
    "nothing": (lambda: None, b""),
    "text": (lambda: "größe", "größe".encode()),
    "bytes": (lambda: b"\xff\x00", b"\xff\x00"),
    "list": (lambda: ["a", b"b", "ü"], "abü".encode()),
    "tuple": (lambda: ("a", b"b"), b"ab"),
    "generator": (lambda: (letter for letter in "abc"), b"abc"),
}


@pytest.mark.parametrize(("body", "sent"), BODIES.values(), ids=BODIES)
def test_response_takes_its_parts__forms_of_body(app, client, body, sent):
    """The body may be text, bytes, or any iterable of both."""
    app.add_url_rule("/order", "order", lambda: flask.Response(body(), headers={"X-Shelf": "3"}))

    answer = client.get("/order")

    assert (answer.status_code, answer.content) == (200, sent)
    assert answer.headers["X-Shelf"] == "3"


HEADERS = {
    "dict": ({"X-Number": "17", "X-Shelf": "3"}, ["3"]),
    "pairs": ([("X-Number", "17"), ("X-Shelf", "3")], ["3"]),
    "several-values": ({"X-Number": ["17"], "X-Shelf": ["3", "4"]}, ["3", "4"]),
}


@pytest.mark.parametrize(("headers", "shelves"), HEADERS.values(), ids=HEADERS)
def test_response_takes_its_parts__forms_of_headers(app, client, headers, shelves):
    """Headers may be a dict or pairs; a dict may have several values for a name."""
    app.add_url_rule("/order", "order", lambda: flask.Response("ordered", headers=headers))

    answer = client.get("/order")

    assert answer.headers.get_list("X-Number") == ["17"]
    assert answer.headers.get_list("X-Shelf") == shelves


@given(code=st.integers(200, 599))
def test_status_can_be_changed__any_code(code):
    """The code tells itself, and begins the text, for every final status."""
    response = flask.Response("ordered")

    response.status_code = code

    assert f"{response.status_code} {response.status[:4]}" == f"{code} {code} "


def test_status_can_be_changed__after_the_view(app, client):
    """A function after the view may change the status of what the view returned."""

    @app.after_request
    def change(response):
        response.status_code += 1
        return response

    app.add_url_rule("/order", "order", lambda: ("ordered", 202))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (203, "ordered")


SENT = {
    "text": lambda: "Ada",
    "bytes": lambda: b"Ada",
    "dict": lambda: {"name": "Ada"},
    "list": lambda: ["Ada"],
    "iterator": lambda: iter(["Ada"]),
    "response": lambda: flask.Response("Ada"),
}


@pytest.mark.parametrize("body", SENT.values(), ids=SENT)
def test_content_type_is_sent_as_it_is__of_a_tuple(app, client, body):
    """A content type in a tuple is the only one, whatever the body is."""
    header = {"content-type": "application/vnd.test"}
    app.add_url_rule("/order", "order", lambda: (body(), header))

    answer = client.get("/order")

    assert answer.headers.get_list("Content-Type") == ["application/vnd.test"]
    assert "Ada" in answer.text
