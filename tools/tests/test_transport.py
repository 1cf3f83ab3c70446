"""The transport within the process changes nothing and closes everything."""

import httpx
import pytest

from flask_conformance.worker.transport import WSGITransport
from flask_conformance.worker.wsgi import ProtocolError


def fail():
    raise LookupError("from the application")


class Diary:
    """An application that notes what is done with its body, and answers chunk by chunk."""

    def __init__(self, *chunks):
        self.events = []
        self._chunks = chunks

    def __call__(self, environ, start_response):
        self.environ = environ
        self.events.append("called")
        start_response("200 OK", [])
        return self

    def __iter__(self):
        for chunk in self._chunks:
            self.events.append(chunk)
            yield chunk() if callable(chunk) else chunk
        self.events.append("end")

    def close(self):
        self.events.append("closed")


def client_of(app):
    return httpx.Client(transport=WSGITransport(app), base_url="http://localhost")


def test_body_is_read_and_closed_once():
    app = Diary(b"a", b"", b"b")

    response = client_of(app).get("/books")

    assert response.content == b"ab"
    assert app.events == ["called", b"a", b"", b"b", "end", "closed"]


def test_stream_goes_no_further_than_its_reader():
    app = Diary(b"", b"a", b"b")

    with client_of(app).stream("GET", "/books") as response:
        at_head = list(app.events)
        first = next(response.iter_raw())
        at_first = list(app.events)

    assert at_head == at_first == ["called", b"", b"a"]
    assert first == b"a"
    assert app.events == ["called", b"", b"a", "closed"]


def test_closing_the_client_closes_what_was_left_open():
    app = Diary(b"a", b"b")
    client = client_of(app)
    client.send(client.build_request("GET", "/books"), stream=True)

    before = app.events.count("closed")
    client.close()
    client.close()

    assert (before, app.events.count("closed")) == (0, 1)


@pytest.mark.parametrize(
    "chunks", [[fail], [b"a", fail]], ids=["before-the-head", "after-the-head"]
)
def test_error_between_chunks_comes_out_after_the_close(chunks):
    app = Diary(*chunks)

    with pytest.raises(LookupError, match="from the application"):
        client_of(app).get("/books")

    assert app.events.count("closed") == 1


def test_error_of_the_application_comes_out_as_it_is():
    error = KeyboardInterrupt("stop")

    def app(environ, start_response):
        raise error

    with pytest.raises(KeyboardInterrupt) as caught:
        client_of(app).get("/books")

    assert caught.value is error


def test_breach_of_the_protocol_comes_out():
    app = Diary("text")

    with pytest.raises(ProtocolError, match="Expected bytes"):
        client_of(app).get("/books")

    assert app.events[-1] == "closed"


@pytest.mark.parametrize("method", ["HEAD", "GET"])
@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "304 Not Modified"])
def test_forbidden_body_is_consumed_but_dropped(method, status):
    consumed = []

    def app(environ, start_response):
        start_response(status, [("Content-Length", "4")])
        for chunk in (b"bo", b"ok"):
            consumed.append(chunk)
            yield chunk

    response = client_of(app).request(method, "/books")

    allowed = (method, status) == ("GET", "200 OK")
    assert response.content == (b"book" if allowed else b"")
    assert consumed == [b"bo", b"ok"]
    assert response.headers["Content-Length"] == "4"


def test_headers_read_as_latin_1_even_if_they_could_be_utf_8():
    def app(environ, start_response):
        start_response("200 \xc3\xa9", [("X-Word", "\xc3\xa9")])
        return []

    response = client_of(app).get("/books")

    assert response.headers["X-Word"] == "\xc3\xa9"
    assert response.extensions["reason_phrase"] == b"\xc3\xa9"


def test_request_body_is_pulled_while_the_application_reads():
    pulled = []

    def chunks():
        for chunk in (b"one\n", b"two\n"):
            pulled.append(chunk)
            yield chunk

    def app(environ, start_response):
        start_response("200 OK", [])
        before, line = len(pulled), environ["wsgi.input"].readline()
        return [b"%d %d %s" % (before, len(pulled), line)]

    response = client_of(app).post("/books", content=chunks())

    assert response.text == "0 1 one\n"


def test_target_is_sent_as_it_is():
    app = Diary()

    client_of(app).get("/books", extensions={"target": b"/a/../b c\xff"})

    assert app.environ["PATH_INFO"] == "/a/../b c\xff"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://shop.test/", ("http", "shop.test", "80", "shop.test")),
        ("https://shop.test/", ("https", "shop.test", "443", "shop.test")),
        ("http://shop.test:81/", ("http", "shop.test", "81", "shop.test:81")),
    ],
    ids=["http", "https", "port"],
)
def test_url_names_scheme_and_server(url, expected):
    app = Diary()

    client_of(app).get(url)

    names = ("wsgi.url_scheme", "SERVER_NAME", "SERVER_PORT", "HTTP_HOST")
    assert tuple(app.environ[name] for name in names) == expected
