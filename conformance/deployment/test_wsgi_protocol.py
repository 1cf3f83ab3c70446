"""The WSGI protocol, held against the checker of the standard library."""

import io
from wsgiref.validate import validator

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def no_content():
    """An answer without a body, and so without a media type."""
    response = flask.Response(status=204)
    del response.headers["Content-Type"]
    return response


def with_session():
    """An answer with a cookie."""
    flask.session["user"] = "Ada"
    return "Emma"


def streamed(pieces):
    """An answer made of pieces, some of them empty."""
    return flask.stream_with_context(piece for piece in pieces)


ANSWERS = {
    "text": (lambda: "Emma", 200, b"Emma"),
    "bytes": (lambda: b"Emma", 200, b"Emma"),
    "empty": (lambda: "", 200, b""),
    "json": (lambda: ["Emma"], 200, b'["Emma"]\n'),
    "iterator": (lambda: iter(["Em", "", "ma"]), 200, b"Emma"),
    "stream": (lambda: streamed(["", "Em", "ma"]), 200, b"Emma"),
    "file": (lambda: flask.send_file(io.BytesIO(b"Emma"), "text/plain"), 200, b"Emma"),
    "cookie": (with_session, 200, b"Emma"),
    "other-headers": (lambda: ("Emma", {"X-Shelf": "Romans fran\u00e7ais"}), 200, b"Emma"),
    "other-status": (lambda: ("Emma", "299 As you like it"), 299, b"Emma"),
    "no-content": (no_content, 204, b""),
    "not-modified": (lambda: flask.Response(status=304), 304, b""),
    "redirect": (lambda: (flask.redirect("/shelf"), 302), 302, b"/shelf"),
    "abort": (lambda: flask.abort(410), 410, b"Gone"),
    "error": (lambda: 1 // 0, 500, b"Error"),
}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("view", "status", "body"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_keeps_to_the_protocol(app, client_of, method, view, status, body):
    """Whatever a view does, beside an answer that is none of a kind."""
    app.secret_key = "key"
    app.add_url_rule("/books", "books", view)
    app.add_url_rule("/shelf", "shelf", lambda: "fiction")
    client = client_of(validator(app))

    answer, other = client.request(method, "/books"), client.get("/shelf")

    assert (answer.status_code, other.text) == (status, "fiction")
    assert body in answer.content if method == "GET" else answer.content == b""


STATUSES = st.integers(200, 599).filter(lambda status: status != 204)
PIECES = st.lists(st.text("a\u00e9\u20ac", max_size=4) | st.binary(max_size=4), max_size=3)
VALUES = st.text('ab ;,="\u00a0\u00e9\u00ff', max_size=9)


@given(status=STATUSES, pieces=PIECES, value=VALUES, whole=st.booleans())
def test_every_answer_keeps_to_the_protocol__whatever_it_is(wsgi, status, pieces, value, whole):
    """Any status, body and header of Latin-1 characters; 204 without its media type is left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    joined = b"".join(each if isinstance(each, bytes) else each.encode() for each in pieces)
    body = joined if whole else iter(pieces)
    app.add_url_rule("/books", "books", lambda: (body, status, {"X-Own": value}))

    answer = wsgi.call(validator(app), wsgi.environ("/books"))

    assert (answer.status, answer.body) == (status, b"" if status == 304 else joined)
    assert ("X-Own", value) in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("OPTIONS", "/books/", 200, id="options"),
        pytest.param("PUT", "/books/", 405, id="method"),
        pytest.param("GET", "/nowhere", 404, id="path"),
        pytest.param("GET", "/books", 308, id="slash"),
    ],
)
def test_every_answer_keeps_to_the_protocol__without_a_view(app, client_of, method, path, status):
    """Answers of routing are checked likewise."""
    app.add_url_rule("/books/", "books", lambda: "all books")
    client = client_of(validator(app))

    answer, other = client.request(method, path), client.get("/books/")

    assert (answer.status_code, other.text) == (status, "all books")


FORM = "application/x-www-form-urlencoded"
PARTS = b'--x\r\nContent-Disposition: form-data; name="book"; filename="a"\r\n\r\nEmma\r\n--x--\r\n'
READERS = {
    "data": (lambda request: request.data, "text/plain", b"Emma"),
    "get-data": (lambda request: request.get_data(cache=False), "text/plain", b"Emma"),
    "json": (lambda request: request.json, "application/json", b'"Emma"'),
    "form": (lambda request: request.form["book"], FORM, b"book=Emma"),
    "values": (lambda request: request.values["book"], FORM, b"book=Emma"),
    "file": (
        lambda request: request.files["book"].read(),
        "multipart/form-data; boundary=x",
        PARTS,
    ),
    "stream": (lambda request: request.stream.read(), "text/plain", b"Emma"),
    "part": (lambda request: request.stream.read(4), "text/plain", b"Emma Persuasion"),
    "lines": (lambda request: b"".join(request.stream), "text/plain", b"Em\nma"),
    "line": (lambda request: request.stream.readline(), "text/plain", b"Emma\nPersuasion"),
    "nothing": (lambda request: "Emma", "text/plain", b"Persuasion"),
}


@pytest.mark.parametrize(("read", "media_type", "body"), READERS.values(), ids=READERS)
def test_every_body_is_read_by_the_protocol(app, client_of, read, media_type, body):
    """However a view reads the body, the checker of the input has nothing to object."""
    app.add_url_rule("/books", "books", lambda: read(flask.request), methods=["POST"])
    headers = {"Content-Type": media_type}

    answer = client_of(validator(app)).post("/books", content=body, headers=headers)

    assert "".join(answer.text.split()).strip('"') == "Emma"


FEW = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/books",
    "SERVER_NAME": "shop.test",
    "SERVER_PORT": "81",
    "SERVER_PROTOCOL": "HTTP/1.0",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.input": io.BytesIO(),
    "wsgi.errors": io.StringIO(),
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": True,
}
EMPTY = dict.fromkeys(["QUERY_STRING", "SCRIPT_NAME", "CONTENT_TYPE", "CONTENT_LENGTH"], "")


@pytest.mark.parametrize("more", [{}, EMPTY], ids=["left-out", "empty"])
def test_few_values_are_enough(app, wsgi, more):
    """What a request tells is empty then, and not an error."""
    app.secret_key = "key"

    @app.route("/books")
    def books():
        flask.session["user"] = "Ada"
        request = flask.request
        told = [*request.args, *request.form, *request.cookies, request.script_root, request.data]
        return f"{request.url} {told} {request.remote_addr}"

    answer = wsgi.call(app, {**FEW, **more})

    assert answer.body == b"http://shop.test:81/books ['', b''] None"


@pytest.mark.parametrize(("books", "status"), [(9, "200"), (0, "500")], ids=["answer", "error"])
def test_error_of_the_server_gets_out(app, wsgi, books, status):
    """No handler sees it, and the application is ready for the next request."""
    app.add_url_rule("/books", "books", lambda: str(9 // books))
    app.add_url_rule("/shelf", "shelf", lambda: "fiction")
    diary = []
    app.register_error_handler(BrokenPipeError, lambda error: diary.append("handler") or "handled")
    app.teardown_request(lambda error: diary.append("teardown"))

    def gone(status, headers, exc_info=None):
        diary.append(status[:3])
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        app(wsgi.environ("/books"), gone)
    after = wsgi.call(app, wsgi.environ("/shelf"))

    assert diary == [status, "teardown", "teardown"]
    assert after.body == b"fiction"


@pytest.mark.parametrize("path", ["/books", "/nowhere", "/shelf"])
def test_environ_can_be_used_again(app, wsgi, path):
    """Answers, refusals and redirects are the same again."""
    app.add_url_rule("/books", "books", lambda: flask.request.url)
    app.add_url_rule("/shelf/", "shelf", lambda: flask.request.url)
    environ = wsgi.environ(f"{path}?page=2")

    answers = [wsgi.call(app, environ) for _ in range(2)]
    first, second = [(each.status, each.body) for each in answers]

    assert wsgi.call(app, wsgi.environ("/books")).body == b"http://localhost/books"
    assert first == second
