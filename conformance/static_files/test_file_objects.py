"""Open files as responses: which are sent, with which headers, and that they are closed."""

import io

import flask
import pytest


class Source:
    """The least that can be sent: what reads and closes."""

    def __init__(self):
        self.pieces, self.closed = [b"Dear ", b"Max"], False

    def read(self, size=-1):
        return self.pieces.pop(0) if self.pieces else b""

    def close(self):
        self.closed = True


def send(file, **options):
    """Answer with this file as plain text."""
    return flask.send_file(file, mimetype="text/plain", **options)


@pytest.fixture
def note(tmp_path):
    """The path of a note."""
    (tmp_path / "note.txt").write_text("Dear Max")
    return tmp_path / "note.txt"


OPENERS = {
    "memory": lambda note: io.BytesIO(note.read_bytes()),
    "file": lambda note: note.open("rb"),
    "raw-file": lambda note: note.open("rb", buffering=0),
    "reader": lambda note: io.BufferedReader(io.BytesIO(note.read_bytes())),
}


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_binary_file_is_sent__of_each_kind(app, client, note, opener):
    """Whatever the file is of."""
    app.add_url_rule("/note", "note", lambda: send(opener(note)))

    answer = client.get("/note")

    assert (answer.status_code, answer.text) == (200, "Dear Max")


def test_method_read_is_enough(app, client):
    """It is asked until there is no more."""
    app.add_url_rule("/note", "note", lambda: send(Source()))

    answer = client.get("/note")

    assert answer.text == "Dear Max"
    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"


def test_text_files_are_refused__of_the_file_system(app, note):
    """The default mode of ``open`` is not enough."""
    with app.test_request_context("/note"), note.open() as file:
        with pytest.raises(ValueError):
            send(file)
        response = send(note.open("rb"))
        response.close()

    assert response.status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_length_of_bytes_in_memory_is_sent(app, client, method):
    """Without reading them for HEAD."""
    app.add_url_rule("/note", "note", lambda: send(io.BytesIO(b"Dear Max")))

    answer = client.request(method, "/note")

    assert answer.headers["Content-Length"] == "8"
    assert answer.text == ("Dear Max" if method == "GET" else "")


REQUESTS = {
    "whole": ("GET", {}, 200),
    "head": ("HEAD", {}, 200),
    "known": ("GET", {"If-None-Match": '"17"'}, 304),
    "range": ("GET", {"Range": "bytes=0-3"}, 206),
}


@pytest.mark.parametrize(("method", "headers", "status"), REQUESTS.values(), ids=REQUESTS)
def test_file_is_closed_after_the_answer(app, client, method, headers, status):
    """Each answer closes it, also one that sends nothing of it."""
    file = io.BytesIO(b"Dear Max")
    app.add_url_rule("/note", "note", lambda: send(file, etag="17"))

    answer = client.request(method, "/note", headers=headers)

    assert answer.status_code == status
    assert file.closed is True


def test_file_is_closed_after_the_answer__left_early(app, wsgi):
    """A client that leaves after the first piece makes no difference."""
    file = Source()
    app.add_url_rule("/note", "note", lambda: send(file))

    with wsgi.start(app, wsgi.environ("/note")) as call:
        first = next(iter(call))
        before = file.closed

    assert (first, before) == (b"Dear ", False)
    assert file.closed is True


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_nothing_is_known_about_an_open_file(app, client, note, opener):
    """A tag and a time that are given are sent."""
    app.add_url_rule("/bare", "bare", lambda: send(opener(note)))
    app.add_url_rule("/told", "told", lambda: send(opener(note), etag="17", last_modified=0))

    bare, told = client.get("/bare"), client.get("/told")

    assert (bare.text, bare.headers.get("ETag"), bare.headers.get("Last-Modified")) == (
        "Dear Max",
        None,
        None,
    )
    assert told.headers["ETag"] == '"17"'
    assert told.headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
