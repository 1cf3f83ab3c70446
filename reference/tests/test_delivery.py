"""A response is handed to the server as if it had been called."""

from io import BytesIO

import pytest
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Base

from hipflask import Response, _delivery
from hipflask._delivery import ClosingBody, deliver


def sent(call, response, method="GET", meanwhile=lambda response: None):
    """What a server gets, in its order; something happens before the body is read."""
    seen = []
    response.call_on_close(lambda: seen.append("closed"))

    body = call(response, {"REQUEST_METHOD": method}, lambda *head: seen.append(head))
    meanwhile(response)
    try:
        seen.extend(body)
    except TypeError as error:
        seen.append(type(error))
    getattr(body, "close", list)()

    return seen


def as_application(response, environ, start_response):
    return response(environ, start_response)


class Pieces:
    """A body that tells when its pieces are looked for, and when they end."""

    def __init__(self, log):
        self.log = log

    def __iter__(self):
        self.log.append("begun")
        try:
            yield from ("piece", b"piece")
        finally:
            self.log.append("ended")


def generated():
    yield "text"
    yield b"bytes"


def with_body(body):
    response = Response()
    response.response = body
    return response


BODIES = {
    "text": lambda: Response("t\u00e9xt"),
    "list": lambda: Response(["text", b"bytes"]),
    "tuple": lambda: Response(("text", b"bytes")),
    "generator": lambda: Response(generated()),
    "file": lambda: Response(BytesIO(b"one\ntwo\n")),
    "passed-through": lambda: Response(BytesIO(b"one"), direct_passthrough=True),
    "passed-with-length": lambda: file_sent(),
    "passed-without": lambda: Response(["one"], direct_passthrough=True),
    "own": lambda: Response(Pieces([])),
    "nothing": lambda: with_body(None),
    "no-content": lambda: Response("", 204),
    "not-modified": lambda: Response("", 304),
    "elsewhere": lambda: Response("", 302, {"Location": "/\u00e9"}),
    "other-spelling": lambda: Response("text", headers={"content-length": "9"}),
}


@pytest.mark.parametrize("make", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_server_gets_the_same(make, method):
    expected = sent(as_application, make(), method)

    assert sent(deliver, make(), method) == expected


LATER = {
    "piece": lambda response: response.response.append(b"more"),
    "text": lambda response: response.response.append("more"),
    "other-body": lambda response: setattr(response, "response", ["other"]),
    "other-closing": lambda response: setattr(response, "close", lambda: 1 / 0),
    "closing": lambda response: response.call_on_close(response.headers.clear),
}


@pytest.mark.parametrize("meanwhile", LATER.values(), ids=LATER)
def test_changes_before_the_body_is_read_count_as_much(meanwhile):
    expected = sent(as_application, Response("text"), meanwhile=meanwhile)

    assert sent(deliver, Response("text"), meanwhile=meanwhile) == expected


@pytest.mark.parametrize("call", [as_application, deliver])
def test_iterable_is_left_before_the_response_is_closed(call):
    log = []
    response = Response(Pieces(log), headers={"Content-Length": "10"})
    response.call_on_close(lambda: log.append("closed"))

    body = call(response, {"REQUEST_METHOD": "GET"}, lambda *head: log.append("started"))
    next(iter(body))
    body.close()

    assert log == ["started", "begun", "ended", "closed"]


STEPS = ["get_wsgi_response", "get_wsgi_headers", "get_app_iter", "iter_encoded"]
PROPERTIES = ["is_sequence", "status", "status_code"]


def replaced(name):
    original = getattr(Base, name)
    if name in PROPERTIES:
        return property(original.fget, original.fset)
    return lambda *args: original(*args)


@pytest.mark.parametrize("name", ["__call__", *STEPS, *PROPERTIES])
@pytest.mark.parametrize("how", ["class", "late", "object"])
def test_replaced_steps_are_taken(monkeypatch, name, how):
    """Of a class and of one response; properties and special methods are of classes only."""
    response = type("Own", (Response,), {name: replaced(name)} if how == "class" else {})("text")
    if how == "late":
        monkeypatch.setattr(Base, name, replaced(name))
    if how == "object":
        vars(response)[name] = replaced(name).__get__(response)

    body = deliver(response, {"REQUEST_METHOD": "GET"}, lambda *head: None)

    assert not isinstance(body, ClosingBody)


def test_usual_steps_are_left_out():
    body = deliver(Response("text"), {"REQUEST_METHOD": "GET"}, lambda *head: None)

    assert isinstance(body, ClosingBody)


def file_sent():
    return Response(BytesIO(b"one"), headers={"Content-Length": "3"}, direct_passthrough=True)


@pytest.mark.parametrize("is_known", [True, False])
def test_file_goes_to_the_server_as_it_is(monkeypatch, is_known):
    """Its headers are copied where Werkzeug keeps the parts as it is known to do."""
    asked = []
    monkeypatch.setattr(_delivery, "_PARTS_ARE_KNOWN", is_known)
    monkeypatch.setattr(Headers, "to_wsgi_list", lambda self: asked.append(self) or list(self))
    response = file_sent()

    body = deliver(response, {"REQUEST_METHOD": "GET"}, lambda *head: None)

    assert body is response.response
    assert bool(asked) is not is_known


def test_another_werkzeug_has_no_short_cut(monkeypatch):
    """Where Werkzeug keeps the parts otherwise, no kind of body is known."""
    monkeypatch.setattr(_delivery, "_KNOWN_BODIES", frozenset())

    body = deliver(Response("text"), {"REQUEST_METHOD": "GET"}, lambda *head: None)

    assert not isinstance(body, ClosingBody)
