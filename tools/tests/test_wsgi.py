"""A call is held to PEP 3333."""

import sys
from wsgiref.validate import validator

import pytest

from flask_conformance.worker.wsgi import ProtocolError, Wsgi

wsgi = Wsgi()

START = ("200 OK", [("Content-Type", "text/plain")])


def answering(chunks, status="200 OK", headers=()):
    def app(environ, start_response):
        start_response(status, list(headers))
        return chunks

    return app


class Body:
    """An iterable that counts how often it is closed, and runs what it is given for chunks."""

    def __init__(self, *chunks):
        self.closed = 0
        self._chunks = iter(chunks)

    def __iter__(self):
        return self

    def __next__(self):
        chunk = next(self._chunks)
        return chunk() if callable(chunk) else chunk

    def close(self):
        self.closed += 1


def fail():
    raise LookupError("from the application")


def test_answer_has_all_that_came():
    def app(environ, start_response):
        environ["wsgi.errors"].write("a word")
        start_response("299 All \xe9", [("X-A", "1"), ("x-a", "2")])
        return [b"caf", b"", b"\xc3\xa9"]

    answer = wsgi.call(app, wsgi.environ())

    assert (answer.status, answer.reason) == (299, "All \xe9")
    assert answer.headers == [("X-A", "1"), ("x-a", "2")]
    assert (answer.header("X-a"), answer.header("X-B")) == ("1", None)
    assert answer.chunks == [b"caf", b"", b"\xc3\xa9"]
    assert (answer.body, answer.text) == (b"caf\xc3\xa9", "café")
    assert answer.errors == "a word"


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        pytest.param("200", [], id="no-reason"),
        pytest.param("OK", [], id="no-number"),
        pytest.param("0 abc", [], id="zero"),
        pytest.param("100 Continue", [], id="interim"),
        pytest.param("2000 OK", [], id="four-digits"),
        pytest.param("٢٠٠ OK", [], id="other-digits"),
        pytest.param("200 OK\r\nX-Split: 1", [], id="status-with-newline"),
        pytest.param("200 OK\n", [], id="status-ends-in-newline"),
        pytest.param("200 \u0141", [], id="reason-beyond-latin-1"),
        pytest.param(b"200 OK", [], id="status-of-bytes"),
        pytest.param(200, [], id="status-a-number"),
        pytest.param("200 OK", (("X-A", "1"),), id="tuple-of-headers"),
        pytest.param("200 OK", {"X-A": "1"}, id="dict-of-headers"),
        pytest.param("200 OK", None, id="no-headers"),
        pytest.param("200 OK", [["X-A", "1"]], id="header-as-list"),
        pytest.param("200 OK", ["ab"], id="header-as-string"),
        pytest.param("200 OK", [("X-A", "1", "2")], id="three-parts"),
        pytest.param("200 OK", [("X-A", 1)], id="value-a-number"),
        pytest.param("200 OK", [("X-A", b"1")], id="value-of-bytes"),
        pytest.param("200 OK", [(b"X-A", "1")], id="name-of-bytes"),
        pytest.param("200 OK", [("X-A", "\u0141")], id="value-beyond-latin-1"),
        pytest.param("200 OK", [("X-A", "1\r\nX-B: 2")], id="value-with-newline"),
        pytest.param("200 OK", [("X-A", "1\n")], id="value-ends-in-newline"),
        pytest.param("200 OK", [("X-A", "1\t2")], id="value-with-tab"),
        pytest.param("200 OK", [("X-A", "\x7f")], id="value-with-delete"),
        pytest.param("200 OK", [("X A", "1")], id="name-with-space"),
        pytest.param("200 OK", [("X-A:", "1")], id="name-with-colon"),
        pytest.param("200 OK", [("", "1")], id="empty-name"),
        pytest.param("200 OK", [("Connection", "close")], id="connection"),
        pytest.param("200 OK", [("transfer-encoding", "chunked")], id="transfer-encoding"),
        pytest.param("200 OK", [("Content-Length", "-1")], id="negative-length"),
        pytest.param("200 OK", [("Content-Length", "x")], id="length-no-number"),
        pytest.param("200 OK", [("Content-Length", "\xb3")], id="length-other-digit"),
        pytest.param("200 OK", [("Content-Length", "0"), ("content-length", "00")], id="lengths"),
    ],
)
def test_head_that_breaks_the_protocol_is_an_error(status, headers):
    def app(environ, start_response):
        start_response(status, headers)
        return []

    with pytest.raises(ProtocolError):
        wsgi.call(app, wsgi.environ())


@pytest.mark.parametrize(
    ("status", "headers", "chunks"),
    [
        pytest.param("200 ", [], [], id="empty-reason"),
        pytest.param("599 \xe9", [("X-A", "\x80\xff")], [], id="latin-1"),
        pytest.param("200 OK", [("X-A", "")], [], id="empty-value"),
        pytest.param("200 OK", [("Set-Cookie", "a"), ("Set-Cookie", "b")], [], id="twice"),
        pytest.param("200 OK", [("Content-Length", "3")], [b"a", b"", b"bc"], id="length"),
        pytest.param("304 Not Modified", [("Content-Length", "3")], [], id="length-of-nothing"),
        pytest.param("200 OK", [], (b"a",), id="tuple-of-chunks"),
        pytest.param("200 OK", [], b"", id="empty-bytes"),
    ],
)
def test_head_and_body_within_the_protocol_are_accepted(status, headers, chunks):
    answer = wsgi.call(answering(chunks, status, headers), wsgi.environ())

    assert f"{answer.status} {answer.reason}" == status
    assert answer.headers == headers
    assert answer.chunks == list(chunks)


@pytest.mark.parametrize(
    ("chunks", "message"),
    [
        pytest.param(None, "Expected an iterable", id="nothing"),
        pytest.param("text", "Expected bytes", id="text"),
        pytest.param(b"bytes", "Expected bytes", id="bytes"),
        pytest.param([bytearray(b"a")], "Expected bytes", id="bytearray"),
        pytest.param([None], "Expected bytes", id="none-for-a-chunk"),
        pytest.param([b"a"], "only 1 byte", id="shorter-than-declared"),
        pytest.param([b"ab", b"cd"], "at least 4 bytes", id="longer-than-declared"),
    ],
)
def test_body_that_breaks_the_protocol_is_an_error(chunks, message):
    app = answering(chunks, headers=[("Content-Length", "3")])

    with pytest.raises(ProtocolError, match=message):
        wsgi.call(app, wsgi.environ())


def test_no_start_response_is_an_error():
    def app(environ, start_response):
        return []

    with pytest.raises(ProtocolError, match="was not called"):
        wsgi.call(app, wsgi.environ())


def test_start_response_after_the_first_chunk_is_an_error():
    def app(environ, start_response):
        yield b""
        start_response(*START)

    with pytest.raises(ProtocolError, match="was not called before"):
        wsgi.call(app, wsgi.environ())


def test_start_response_inside_the_iterable_is_early_enough():
    def app(environ, start_response):
        start_response(*START)
        yield b"late"

    with wsgi.start(app, wsgi.environ()) as call:
        before = call.status
        chunk = call.next_chunk()

    assert (before, call.status, chunk) == (None, 200, b"late")


def test_second_start_response_without_an_error_is_one():
    def app(environ, start_response):
        start_response(*START)
        start_response(*START)
        return []

    with pytest.raises(ProtocolError, match="again"):
        wsgi.call(app, wsgi.environ())


def replacing(environ, start_response):
    start_response("200 OK", [("X-A", "first")])
    yield from environ["check.before"]
    try:
        fail()
    except LookupError:
        start_response("500 Oh", [("X-B", "second")], sys.exc_info())
    yield b"sorry"


@pytest.mark.parametrize("before", [[], [b""]], ids=["nothing", "empty-chunk"])
def test_error_replaces_a_head_that_is_not_sent(before):
    answer = wsgi.call(replacing, wsgi.environ(**{"check.before": before}))

    assert answer.status == 500
    assert answer.headers == [("X-B", "second")]
    assert answer.body == b"sorry"


def test_error_after_the_head_comes_back_unchanged():
    call = wsgi.start(replacing, wsgi.environ(**{"check.before": [b"x"]}))

    first = call.next_chunk()
    with pytest.raises(LookupError, match="from the application"):
        call.next_chunk()

    assert (first, call.status, call.headers) == (b"x", 200, [("X-A", "first")])


def test_error_after_the_last_chunk_comes_back_too():
    given = []

    def app(environ, start_response):
        given.append(start_response)
        start_response(*START)
        return []

    call = wsgi.start(app, wsgi.environ())
    list(call)

    error = LookupError("too late")
    with pytest.raises(LookupError, match="too late"):
        given[0]("500 Oh", [], (LookupError, error, None))


def test_length_does_not_bind_a_body_that_is_forbidden():
    app = answering([b"more than three"], headers=[("Content-Length", "3")])

    answer = wsgi.call(app, wsgi.environ(method="HEAD"))

    assert answer.body == b"more than three"


@pytest.mark.parametrize("data", [b"", b"x"], ids=["nothing", "something"])
def test_head_is_sent_by_the_first_write(data):
    def app(environ, start_response):
        start_response(*START)(data)
        try:
            fail()
        except LookupError:
            start_response("500 Oh", [], sys.exc_info())

    with pytest.raises(LookupError):
        wsgi.call(app, wsgi.environ())


def test_what_is_written_comes_before_the_iterable():
    def app(environ, start_response):
        write = start_response(*START)
        write(b"one ")
        write(b"two ")
        return [b"three"]

    answer = wsgi.call(app, wsgi.environ())

    assert answer.chunks == [b"one ", b"two ", b"three"]


def test_writing_from_the_iterable_is_an_error():
    def app(environ, start_response):
        start_response(*START)(b"too late")
        yield b"x"

    with pytest.raises(ProtocolError, match="write"):
        wsgi.call(app, wsgi.environ())


def test_writing_text_is_an_error():
    def app(environ, start_response):
        start_response(*START)("text")
        return []

    with pytest.raises(ProtocolError, match="Expected bytes"):
        wsgi.call(app, wsgi.environ())


def test_close_follows_the_last_chunk():
    body = Body(b"a", b"b")

    wsgi.call(answering(body), wsgi.environ())

    assert body.closed == 1


def test_close_follows_an_error_between_chunks():
    body = Body(b"a", fail)

    with pytest.raises(LookupError):
        wsgi.call(answering(body), wsgi.environ())

    assert body.closed == 1


def test_close_follows_a_breach():
    body = Body("text")

    with pytest.raises(ProtocolError):
        wsgi.call(answering(body), wsgi.environ())

    assert body.closed == 1


def test_close_follows_an_abandoned_call_and_happens_once():
    body = Body(b"a", b"b")
    call = wsgi.start(answering(body), wsgi.environ())

    call.next_chunk()
    before = (body.closed, call.closed)
    call.close()
    call.close()

    assert before == (0, 0)
    assert (body.closed, call.closed) == (1, 1)


def test_close_that_fails_is_not_repeated():
    body = Body(b"a")
    body.close = lambda: (setattr(body, "closed", body.closed + 1), fail())
    call = wsgi.start(answering(body), wsgi.environ())

    with pytest.raises(LookupError):
        call.close()
    call.close()

    assert body.closed == 1


def test_close_reaches_what_cannot_be_iterated():
    class Closable:
        closed = 0

        def close(self):
            self.closed += 1

    result = Closable()

    with pytest.raises(ProtocolError, match="Expected an iterable"):
        wsgi.call(answering(result), wsgi.environ())

    assert result.closed == 1


def test_iterating_a_call_gives_its_chunks_and_leaves_it_open():
    body = Body(b"a", b"", b"b")
    call = wsgi.start(answering(body), wsgi.environ())

    chunks = list(call)

    assert chunks == [b"a", b"", b"b"]
    assert call.closed == 0
    assert call.next_chunk() is None


@pytest.mark.parametrize(
    ("method", "status", "bodiless"),
    [
        ("GET", "200 OK", False),
        ("HEAD", "200 OK", True),
        ("GET", "204 No Content", True),
        ("GET", "304 Not Modified", True),
        ("GET", "404 Not Found", False),
    ],
)
def test_call_knows_whether_a_body_is_forbidden(method, status, bodiless):
    call = wsgi.start(answering([], status), wsgi.environ(method=method))

    assert call.bodiless is bodiless


def test_middleware_that_changes_the_method_does_not_change_what_is_forbidden():
    def app(environ, start_response):
        environ["REQUEST_METHOD"] = "GET"
        start_response(*START)
        return []

    call = wsgi.start(app, wsgi.environ(method="HEAD"))

    assert call.bodiless is True


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("target", ["/", "/a%2Fb?q=1", "//x"])
def test_validator_of_the_standard_library_is_content(method, target, capsys):
    @validator
    def app(environ, start_response):
        environ["wsgi.errors"].write("a word")
        size = int(environ.get("CONTENT_LENGTH", 0))
        body = environ["wsgi.input"].read(size) + environ["PATH_INFO"].encode("latin-1")
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [body] if method != "HEAD" else []

    body = b"four" if method == "POST" else b""
    answer = wsgi.call(app, wsgi.environ(target, method=method, body=body))

    path = target.partition("?")[0].replace("%2F", "/").encode()
    assert answer.body == (b"" if method == "HEAD" else body + path)
    # It complains there about an iterable that was not closed.
    assert capsys.readouterr().err == ""
