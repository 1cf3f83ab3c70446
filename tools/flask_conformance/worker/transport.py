"""An httpx transport that calls a WSGI application in this process, and changes nothing on the way.

Against httpx's own: the path arrives as its raw bytes, the request extension ``target`` is sent
as it is, repeated headers stay, response headers are Latin-1, both bodies stream, the iterable is
closed exactly once, and a breach of the protocol is an error.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import httpx

from .environ import Environ, environ_for
from .wsgi import Call, RawHeaders

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_PORTS = {"http": 80, "https": 443}


class WSGITransport(httpx.BaseTransport):
    """Calls ``app`` for each request; its exceptions come out where the client is used.

    The request extension ``wsgi.errors`` may bring the log; else each request gets its own.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app
        self._open: set[Call] = set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Call the application, up to the first chunk that has at least one byte."""
        call = Call(self._app, self._environ(request))
        try:
            call.begin()
            first = next(_data(call), b"")
        except BaseException:
            call.close()
            raise
        self._open.add(call)
        body = _ResponseBody(call, first, self._open)
        return response_of(call.status or 0, call.reason.encode("latin-1"), call.raw_headers, body)

    def close(self) -> None:
        """Close what responses have been left unfinished."""
        while self._open:
            self._open.pop().close()

    def _environ(self, request: httpx.Request) -> Environ:
        url = request.url
        return environ_for(
            request.method,
            target_of(request),
            request.headers.raw,
            _request_body(request),
            scheme=url.scheme,
            server=(url.host, url.port or _PORTS[url.scheme]),
            errors=request.extensions.get("wsgi.errors"),
        )


def target_of(request: httpx.Request) -> bytes:
    """The target to be sent: the extension ``target``, else path and query of the URL."""
    target = request.extensions.get("target", request.url.raw_path)
    if not isinstance(target, bytes):
        raise TypeError(f"The request target is {target!r:.200}. Expected bytes.")
    return target


def response_of(
    status: int, reason: bytes, headers: RawHeaders, body: httpx.SyncByteStream
) -> httpx.Response:
    """A response whose headers read as Latin-1, even where they could be UTF-8."""
    extensions = {"http_version": b"HTTP/1.1", "reason_phrase": reason}
    response = httpx.Response(status, headers=headers, stream=body, extensions=extensions)
    response.headers.encoding = "iso-8859-1"
    return response


def _request_body(request: httpx.Request) -> bytes | Iterable[bytes]:
    body = request.stream
    assert isinstance(body, httpx.SyncByteStream)
    return b"".join(body) if isinstance(body, httpx.ByteStream) else body


def _data(call: Call) -> Iterator[bytes]:
    """What a client sees of the chunks: the bytes, and none where HTTP forbids a body."""
    return (chunk for chunk in call if chunk and not call.bodiless)


class _ResponseBody(httpx.SyncByteStream):
    def __init__(self, call: Call, first: bytes, still_open: set[Call]) -> None:
        self._call = call
        self._first = first
        self._still_open = still_open

    def __iter__(self) -> Iterator[bytes]:
        if self._first:
            yield self._first
        yield from _data(self._call)

    def close(self) -> None:
        self._still_open.discard(self._call)
        self._call.close()
