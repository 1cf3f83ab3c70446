"""Servers of the standard library, and an adapter for servers of another kind."""

import asyncio
import io
from http.client import HTTPConnection
from threading import Thread
from wsgiref.handlers import BaseCGIHandler
from wsgiref.simple_server import WSGIRequestHandler, make_server

import flask
import pytest


@pytest.fixture
def library(app):
    """An application that answers in several ways."""

    @app.post("/books/<name>")
    def order(name):
        return f"{name}: {flask.request.get_data(as_text=True)} {flask.request.args['page']}"

    @app.get("/books/<name>")
    def read(name):
        return (piece for piece in (name, ", ", "a novel"))

    return app


class Quiet(WSGIRequestHandler):
    def log_message(self, *given):
        """Say nothing."""


def ask(app, method, path, body=None):
    """What a client gets from a server that answers one request."""
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        connection = HTTPConnection(*server.server_address)
        connection.request(method, path, body)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        thread.join()
    return answer.status, text


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        pytest.param("GET", "/books/Emma", (200, "Emma, a novel"), id="stream"),
        pytest.param("POST", "/books/Emma?page=2", (200, "Emma: two 2"), id="body"),
        pytest.param("HEAD", "/books/Emma", (200, ""), id="head"),
        pytest.param("DELETE", "/books/Emma", (405, None), id="refused"),
    ],
)
def test_server_of_the_standard_library_serves_applications(library, method, path, answer):
    """Over a socket, for one request."""
    status, text = ask(library, method, path, "two" if method == "POST" else None)
    other = ask(library, "GET", "/books/Persuasion")

    assert (status, text if answer[1] is not None else None) == answer
    assert other == (200, "Persuasion, a novel")


def test_application_can_be_a_cgi_script(library):
    """With the variables of CGI, a body as standard input, and the answer as standard output."""
    environ = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "/cgi-bin/library.cgi",
        "PATH_INFO": "/books/Emma",
        "QUERY_STRING": "page=2",
        "CONTENT_LENGTH": "3",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    output = io.BytesIO()

    BaseCGIHandler(io.BytesIO(b"two"), output, io.StringIO(), environ).run(library)
    head, _, body = output.getvalue().partition(b"\r\n\r\n")

    assert b"Status: 200 OK" in head.splitlines()
    assert body == b"Emma: two 2"


async def ask_by_asgi(adapter, method, path, query, body):
    """The messages of an answer to a request whose body comes in two pieces."""
    from asgiref.sync import ThreadSensitiveContext

    server = {"scheme": "https", "server": ("shop.test", 443), "client": ("192.0.2.7", 81)}
    request = {"method": method, "path": path, "query_string": query, "headers": []}
    request["headers"] = [(b"content-length", str(len(body)).encode())]
    pieces = [(body[:1], True), (body[1:], False)]
    sent = []

    async def receive():
        piece, more = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": more}

    async def send(message):
        sent.append(message)

    async with ThreadSensitiveContext():
        await adapter({"type": "http", "http_version": "1.1", **server, **request}, receive, send)
    return sent


def test_adapter_serves_applications_by_asgi(library):
    """Body, query string and path reach the view, and its answer the server."""
    from asgiref.wsgi import WsgiToAsgi

    asking = ask_by_asgi(WsgiToAsgi(library), "POST", "/books/Emma", b"page=2", b"two")
    start, *pieces = asyncio.run(asking)

    assert start["status"] == 200
    assert b"".join(piece.get("body", b"") for piece in pieces) == b"Emma: two 2"
