"""Bodies below and above the limit."""

import flask
import pytest

URLENCODED = "application/x-www-form-urlencoded"
READERS = {
    "data": (lambda request: request.data, "text/plain"),
    "get-data": (lambda request: request.get_data(), "text/plain"),
    "uncached": (lambda request: request.get_data(cache=False), "text/plain"),
    "stream": (lambda request: request.stream.read(1), "text/plain"),
    "form": (lambda request: request.form, URLENCODED),
    "multipart": (lambda request: request.form, "multipart/form-data; boundary=f"),
    "files": (lambda request: request.files, "multipart/form-data; boundary=f"),
    "values": (lambda request: request.values, URLENCODED),
    "json": (lambda request: request.json, "application/json"),
    "silent-json": (lambda request: request.get_json(silent=True), "application/json"),
}


@pytest.mark.parametrize(("read", "media_type"), READERS.values(), ids=READERS)
def test_limit_holds_however_the_body_is_read(app, client, read, media_type):
    """One byte too many is refused, whoever reads it."""
    app.config["MAX_CONTENT_LENGTH"] = 100

    @app.route("/books", methods=["POST"])
    def add():
        read(flask.request)
        return "read"

    headers = {"Content-Type": media_type}
    fitting = client.post("/books", content=b"1" * 100, headers=headers)
    larger = client.post("/books", content=b"1" * 101, headers=headers)

    assert (fitting.text, larger.status_code) == ("read", 413)


def test_body_is_not_limited_by_default(app, client):
    """Two million bytes are read, and the request knows of no limit."""

    @app.route("/books", methods=["POST"])
    def add():
        return f"{len(flask.request.data)} of {flask.request.max_content_length}"

    answer = client.post("/books", content=b"x" * 2_000_000)

    assert answer.text == "2000000 of None"


def test_larger_body_is_refused__zero(app, client):
    """A limit of zero leaves requests without a body."""
    app.config["MAX_CONTENT_LENGTH"] = 0
    app.add_url_rule("/books", "add", lambda: f"{flask.request.data} read", methods=["POST"])

    without, one = client.post("/books"), client.post("/books", content=b"x")

    assert (without.text, one.status_code) == ("b'' read", 413)


def test_body_that_is_not_read_is_not_refused(app, client):
    """The view answers, and may look at what the headers say."""
    app.config["MAX_CONTENT_LENGTH"] = 10

    @app.route("/books", methods=["POST"])
    def add():
        return f"{flask.request.content_length} bytes, unread"

    answer = client.post("/books", content=b"x" * 11)

    assert answer.text == "11 bytes, unread"


def test_chunked_body_is_not_read_beyond_the_limit(app, wsgi):
    """Of an endless body not more than a buffer is fetched, and no more than the limit is told."""
    app.config["MAX_CONTENT_LENGTH"] = 10
    told = []

    @app.route("/books", methods=["POST"])
    def add():
        told.append(flask.request.stream.read(8))
        told.append(flask.request.stream.read(8))
        return "read"

    endless = iter(lambda: b"x" * 4, b"")
    wsgi.call(app, wsgi.environ("/books", method="POST", body=endless))

    assert told[0] == b"x" * 8
    assert sum(map(len, told)) <= 10


def test_limit_is_read_when_it_is_needed(app, client):
    """The application has answered before, and still the new limit counts."""
    app.add_url_rule("/books", "add", lambda: f"{len(flask.request.data)} bytes", methods=["POST"])

    answers = []
    for limit in (10, 12, None):
        app.config["MAX_CONTENT_LENGTH"] = limit
        answers.append([client.post("/books", content=b"x" * n).status_code for n in (11, 13)])

    assert answers == [[413, 413], [200, 413], [200, 200]]
