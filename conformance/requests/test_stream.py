"""The body as a stream, under every way to say where it ends."""

import io

import flask
import pytest


def told(app, wsgi, look, **environ):
    """What a view tells about a request with a body."""
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.append(look(flask.request))
        return "seen"

    answer = wsgi.call(app, wsgi.environ("/books", method="POST", **environ))
    assert answer.text == "seen"
    return seen[0]


READINGS = {
    "all": (lambda stream: stream.read(), b"one\ntwo\nthree"),
    "pieces": (lambda stream: b"".join(iter(lambda: stream.read(5), b"")), b"one\ntwo\nthree"),
    "lines": (list, [b"one\n", b"two\n", b"three"]),
    "line": (lambda stream: [stream.readline(), stream.readline()], [b"one\n", b"two\n"]),
    "line-and-rest": (lambda stream: [stream.readline(), stream.read()], [b"one\n", b"two\nthree"]),
}


@pytest.mark.parametrize(("read", "found"), READINGS.values(), ids=READINGS)
def test_stream_is_read_in_pieces(app, wsgi, read, found):
    """Nothing is lost between two reads."""
    pieces = told(app, wsgi, lambda request: read(request.stream), body=b"one\ntwo\nthree")

    assert pieces == found


LATER = {
    "data": lambda request: request.data,
    "get-data": lambda request: request.get_data(),
    "stream": lambda request: request.stream.read(),
    "form": lambda request: b"".join(map(str.encode, request.form)),
}


@pytest.mark.parametrize("look", LATER.values(), ids=LATER)
def test_stream_is_read_once(app, wsgi, look):
    """Who comes later finds nothing of it."""

    def look_twice(request):
        return request.stream.read(), look(request)

    found = told(
        app, wsgi, look_twice, body=b"title=Emma", CONTENT_TYPE="application/x-www-form-urlencoded"
    )

    assert found == (b"title=Emma", b"")


@pytest.mark.parametrize("length", [0, 4, 10])
def test_stream_ends_with_the_body(app, wsgi, length):
    """What comes behind the body stays in the server's input."""
    rest = io.BytesIO(b"Emma, Sanditon")

    found = told(
        app,
        wsgi,
        lambda request: (request.stream.read(), request.stream.read(4)),
        **{"wsgi.input": rest, "CONTENT_LENGTH": str(length)},
    )

    assert found == (b"Emma, Sanditon"[:length], b"")
    assert rest.read() == b"Emma, Sanditon"[length:]


def test_body_without_a_length_is_empty(app, wsgi):
    """An input that might never end is not touched."""
    body = io.BytesIO(b"Emma")

    found = told(
        app,
        wsgi,
        lambda request: (request.stream.read(), request.get_data(), request.content_length),
        **{"wsgi.input": body},
    )

    assert found == (b"", b"", None)
    assert body.read() == b"Emma"


CHUNKS = {"one": [b"Emma"], "several": [b"Em", b"", b"m", b"a"], "none": []}


@pytest.mark.parametrize("chunks", CHUNKS.values(), ids=CHUNKS)
def test_terminated_input_is_read_to_its_end(app, wsgi, chunks):
    """A chunked body is the same body in the end."""
    found = told(app, wsgi, lambda request: (request.path, request.get_data()), body=iter(chunks))

    assert found == ("/books", b"".join(chunks))


def test_terminated_input_is_read_to_its_end__form(app, wsgi):
    """A chunked form is a form."""
    found = told(
        app,
        wsgi,
        lambda request: request.form["title"],
        body=iter([b"tit", b"le=Em", b"ma"]),
        CONTENT_TYPE="application/x-www-form-urlencoded",
    )

    assert found == "Emma"


ENDINGS = {
    "data": lambda request: request.data,
    "get-data": lambda request: request.get_data(),
    "stream": lambda request: request.stream.read(),
    "json": lambda request: request.get_json(force=True),
}


@pytest.mark.parametrize("look", ENDINGS.values(), ids=ENDINGS)
def test_body_that_ends_too_early_is_a_bad_request(app, wsgi, look):
    """However it is read; with all of its bytes the same body is fine."""
    app.add_url_rule("/books", "add", lambda: f"got {look(flask.request)}", methods=["POST"])

    def answer(length):
        environ = wsgi.environ("/books", method="POST", body=b"[1]", CONTENT_LENGTH=str(length))
        return wsgi.call(app, environ)

    assert answer(3).text in ("got b'[1]'", "got [1]")
    assert answer(4).status == 400


BODIES = {
    "too-short": {"body": b"Emma", "CONTENT_LENGTH": "400"},
    "broken-json": {"body": b"{", "CONTENT_TYPE": "application/json"},
    "broken-form": {"body": b"--", "CONTENT_TYPE": "multipart/form-data"},
    "no-length": {"CONTENT_LENGTH": "many"},
}


@pytest.mark.parametrize("environ", BODIES.values(), ids=BODIES)
def test_body_need_not_be_read(app, wsgi, environ):
    """What is wrong with a body is of no interest to who does not want it."""
    found = told(app, wsgi, lambda request: request.path, **environ)

    assert found == "/books"


def test_input_of_the_server_can_be_reached(app, wsgi):
    """It is the very object, so everything behind the body can be read too."""
    body = io.BytesIO(b"Emma, Sanditon")

    found = told(
        app,
        wsgi,
        lambda request: (request.input_stream is body, request.input_stream.read()),
        **{"wsgi.input": body, "CONTENT_LENGTH": "4"},
    )

    assert found == (True, b"Emma, Sanditon")
