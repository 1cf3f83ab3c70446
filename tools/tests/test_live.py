"""The live server is a small, correct HTTP server that leaves nothing behind."""

import socket
import sys
import threading

import httpx
import pytest

from flask_conformance.worker.live import LiveServer, LiveTransport


@pytest.fixture(autouse=True)
def _no_thread_is_left():
    before = threading.enumerate()
    yield
    assert threading.enumerate() == before


def fail():
    raise LookupError("from the application")


def echo(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body) + 4))])
    return [environ["REQUEST_METHOD"].encode().ljust(4), body]


def talk(server, sent):
    """Send bytes, hang up, and return everything that comes back."""
    with socket.create_connection(server.address, timeout=5) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def client_of(app):
    return httpx.Client(transport=LiveTransport(app), trust_env=False)


def test_requests_follow_each_other_on_one_connection():
    first = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
    second = b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"

    with LiveServer(echo) as server:
        answer = talk(server, first + second)

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.index(b"POSTone") < answer.index(b"PUT two")


def test_body_without_length_is_chunked():
    def app(environ, start_response):
        start_response("200 OK", [])
        return [b"one", b"", b"two"]

    with LiveServer(app) as server:
        answer = talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")

    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"Transfer-Encoding: chunked" in head
    assert body == b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"


def test_old_protocol_is_told_and_ends_the_connection():
    def app(environ, start_response):
        start_response("200 OK", [])
        return [environ["SERVER_PROTOCOL"].encode()]

    with LiveServer(app) as server:
        answer = talk(server, b"GET / HTTP/1.0\r\n\r\n" * 2)

    assert answer.count(b"HTTP/1.1 200 OK") == 1
    assert answer.endswith(b"\r\n\r\nHTTP/1.0")


def test_forbidden_body_is_dropped_and_the_connection_kept():
    with LiveServer(echo) as server:
        answer = talk(server, b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" * 2)

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert b"HEAD" not in answer
    assert server.log.getvalue() == ""


def test_body_that_nobody_reads_does_not_become_a_request():
    def app(environ, start_response):
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    unread = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nstray"
    with LiveServer(app) as server:
        answer = talk(server, unread + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")

    assert answer.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize(
    ("read", "interim"), [(True, True), (False, False)], ids=["body-read", "body-ignored"]
)
def test_waiting_client_is_told_to_go_on_when_the_body_is_read(read, interim):
    def app(environ, start_response):
        body = environ["wsgi.input"].read() if read else b""
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
    with LiveServer(app) as server, socket.create_connection(server.address, timeout=5) as line:
        line.sendall(head)
        answer = line.recv(65536)
        line.sendall(b"one")

    assert answer.startswith(b"HTTP/1.1 100 ") is interim


def test_what_is_no_http_is_refused():
    with LiveServer(echo) as server:
        answer = talk(server, b"hello\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("error", [LookupError, KeyboardInterrupt, SystemExit])
def test_error_before_the_head_is_answered_and_logged(error):
    def app(environ, start_response):
        raise error("from the application")

    with LiveServer(app) as server:
        answer = talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2)

    assert answer.count(b"HTTP/1.1 500 ") == 2
    assert server.log.getvalue().count(f"{error.__name__}: from the application") == 2


def test_error_after_the_head_cuts_the_connection():
    def app(environ, start_response):
        start_response("200 OK", [])
        yield b"one"
        try:
            fail()
        except LookupError:
            start_response("500 Oh", [], sys.exc_info())

    with LiveServer(app) as server:
        answer = talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2)

    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b"\r\n\r\n3\r\none\r\n")
    assert "LookupError: from the application" in server.log.getvalue()


def test_breach_of_the_protocol_is_an_error_of_the_application():
    def app(environ, start_response):
        start_response("200 OK", [("Connection", "close")])
        return [b"x"]

    with LiveServer(app) as server:
        answer = talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 500 ")
    assert "ProtocolError" in server.log.getvalue()


def test_what_is_written_is_sent_at_once():
    sent, arrived = threading.Event(), threading.Event()

    def app(environ, start_response):
        start_response("200 OK", [])(b"early")
        sent.set()
        arrived.wait(5)
        return [b"late"]

    with client_of(app) as client, client.stream("GET", "http://localhost/") as response:
        chunks = response.iter_raw()
        first = next(chunks)
        in_between = sent.wait(5)
        arrived.set()
        rest = b"".join(chunks)

    assert (first, in_between, rest) == (b"early", True, b"late")


def test_client_that_leaves_early_has_the_body_closed():
    closed = threading.Event()

    def endless():
        try:
            while True:
                yield b"x" * 65536
        finally:
            closed.set()

    def app(environ, start_response):
        start_response("200 OK", [])
        return endless()

    with LiveServer(app) as server:
        with socket.create_connection(server.address, timeout=5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            line.recv(10)
        left = closed.wait(5)

    assert left
    assert server.log.getvalue() == ""


@pytest.mark.parametrize("headers", [[], [("Content-Length", "3")]], ids=["chunked", "length"])
def test_response_that_is_closed_has_been_closed_by_the_application(headers, monkeypatch):
    settle = LiveServer.settle
    read, closed = threading.Event(), []

    class Body(list):
        def close(self):
            closed.append(read.wait(5))

    def app(environ, start_response):
        start_response("200 OK", list(headers))
        return Body([b"one"])

    def let_go_and_settle(server, client):
        read.set()
        settle(server, client)

    monkeypatch.setattr(LiveServer, "settle", let_go_and_settle)
    transport = LiveTransport(app)
    response = transport.handle_request(httpx.Request("GET", "http://localhost/"))
    content = b"".join(response.stream)
    before = list(closed)
    response.close()
    after = list(closed)
    transport.close()

    assert (content, before, after) == (b"one", [], [True])


def test_close_cuts_connections_and_frees_the_port():
    with LiveServer(echo) as server, socket.create_connection(server.address, timeout=5) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while not answer.endswith(b"\r\n\r\nGET "):
            answer += idle.recv(65536)
        server.close()
        end = idle.recv(65536)

    assert end == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(server.address, timeout=5)


def test_transport_starts_again_after_a_close():
    transport = LiveTransport(echo)
    client = httpx.Client(transport=transport, trust_env=False)

    first = client.get("http://localhost/").text
    transport.close()
    second = client.get("http://localhost/").text
    client.close()

    assert (first, second) == ("GET ", "GET ")


def test_closing_what_never_spoke_is_nothing():
    client = client_of(echo)

    client.close()

    assert client.is_closed
