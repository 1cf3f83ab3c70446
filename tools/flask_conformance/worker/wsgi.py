"""The server's side of WSGI: calls as PEP 3333 asks, to the letter.

An application that breaks the protocol gets a ProtocolError. A `Call` goes through these steps:

    begin           the application is called; it may call start_response, then write
    next_chunk ...  start_response has been called before the first chunk; write is over
    close           exactly once, whatever happened before

The head is on its way, and start_response with exc_info raises that exception again, as soon as
write was called, a chunk with at least one byte was handed out, or the chunks ended.
"""

import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .environ import Environ, environ_for

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import WSGIApplication

RawHeaders = list[tuple[bytes, bytes]]

_STATUS = re.compile(r"[2-9][0-9][0-9] [\x20-\x7e\x80-\xff]*")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\x20-\x7e\x80-\xff]*")
_HOP_BY_HOP = {
    *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization"),
    *("te", "trailer", "trailers", "transfer-encoding", "upgrade"),
}
_END = object()


class ProtocolError(AssertionError):
    """The application does what PEP 3333 forbids, or leaves out what it demands."""


class Call:
    """One call of an application. ``status`` is None until start_response has been called.

    ``deliver`` gets at once what the application writes; without it that comes as first chunks.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        environ: Environ,
        deliver: Callable[[bytes], None] | None = None,
    ) -> None:
        self.environ = environ
        # Kept, because middleware replaces both in the environment.
        self.log = environ["wsgi.errors"]
        self._method = environ["REQUEST_METHOD"]
        self.status: int | None = None
        self.reason = ""
        self.headers: list[tuple[str, str]] = []
        self.head_sent = False
        self.closed = 0
        self._app = app
        self._written: deque[bytes] = deque()
        self._deliver = deliver or self._written.append
        self._iterable: Any = None
        self._chunks: Iterator[bytes] | None = None
        self._returned = False
        self._length: int | None = None
        self._sent = 0

    def __enter__(self) -> "Call":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def raw_headers(self) -> RawHeaders:
        """The headers as they go over the wire, in Latin-1."""
        return [
            (name.encode("latin-1"), value.strip(" ").encode("latin-1"))
            for name, value in self.headers
        ]

    @property
    def bodiless(self) -> bool:
        """Whether HTTP forbids a body, so that a server must drop what comes."""
        return self._method == "HEAD" or self.status in (204, 304)

    def begin(self) -> None:
        """Call the application; its iterable is not touched yet."""
        self._iterable = self._app(self.environ, self._start_response)
        self._returned = True

    def next_chunk(self) -> bytes | None:
        """The next chunk, which may be empty, or None at the end."""
        if self._written:
            return self._written.popleft()
        if self._chunks is None:
            self._chunks = self._iterate()
        chunk = next(self._chunks, _END)
        if chunk is _END:
            self._end()
            return None
        return self._accept(chunk)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.next_chunk, None)

    def close(self) -> None:
        """Close the iterable, unless that has been done."""
        close = getattr(self._iterable, "close", None)
        self._iterable = None
        if close is not None:
            self.closed += 1
            close()

    def _start_response(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: "OptExcInfo | None" = None,
    ) -> Callable[[bytes], None]:
        try:
            if not exc_info and self.status is not None:
                raise ProtocolError("start_response was called again, without exc_info.")
            if exc_info and exc_info[1] and self.head_sent:
                raise exc_info[1].with_traceback(exc_info[2])
        finally:
            # PEP 3333 asks for it: the traceback holds this frame, which holds the traceback.
            exc_info = None
        _check_head(status, headers)
        self.status, self.reason = int(status[:3]), status[4:]
        self.headers = list(headers)
        self._length = _declared_length(headers)
        return self._write

    def _write(self, data: bytes) -> None:
        if self._returned:
            raise ProtocolError("write() was called after the application had returned.")
        chunk = self._accept(data)
        self.head_sent = True
        self._deliver(chunk)

    def _iterate(self) -> Iterator[bytes]:
        try:
            return iter(self._iterable)
        except TypeError as error:
            raise ProtocolError(
                f"The application returned {self._iterable!r}. Expected an iterable of bytes."
            ) from error

    def _accept(self, chunk: object) -> bytes:
        self._require_start()
        if not isinstance(chunk, bytes):
            raise ProtocolError(f"The body has a chunk {chunk!r:.200}. Expected bytes.")
        self._sent += len(chunk)
        self.head_sent = self.head_sent or bool(chunk)
        if self._length is not None and self._sent > self._length and not self.bodiless:
            raise self._wrong_length("at least ")
        return chunk

    def _end(self) -> None:
        self._require_start()
        self.head_sent = True
        if self._length is not None and self._sent < self._length and not self.bodiless:
            raise self._wrong_length("only ")

    def _require_start(self) -> None:
        if self.status is None:
            raise ProtocolError("start_response was not called before the body.")

    def _wrong_length(self, qualifier: str) -> ProtocolError:
        return ProtocolError(
            f"Content-Length is {self._length}, but the body has {qualifier}{self._sent} bytes."
        )


def _check_head(status: object, headers: object) -> None:
    if not isinstance(status, str) or not _STATUS.fullmatch(status):
        raise ProtocolError(f"The status is {status!r}. Expected a string such as '200 OK'.")
    if type(headers) is not list:
        raise ProtocolError(f"The headers are {headers!r:.200}. Expected a list of tuples.")
    for header in headers:
        _check_header(header)


def _check_header(header: object) -> None:
    match header:
        case (str(name), str(value)) if type(header) is tuple:
            if not _NAME.fullmatch(name):
                raise ProtocolError(f"{name!r} cannot be the name of a header.")
            if not _VALUE.fullmatch(value):
                raise ProtocolError(
                    f"The header {name} is {value!r}. Expected Latin-1 without control characters."
                )
            if name.lower() in _HOP_BY_HOP:
                raise ProtocolError(f"The header {name} belongs to the server.")
        case _:
            raise ProtocolError(f"The header {header!r} is no tuple of two strings.")


def _declared_length(headers: list[tuple[str, str]]) -> int | None:
    declared = {value for name, value in headers if name.lower() == "content-length"}
    if not declared:
        return None
    length = declared.pop()
    if declared or not (length.isascii() and length.isdigit()):
        raise ProtocolError(f"Content-Length is {length!r}. Expected one number of bytes.")
    return int(length)


@dataclass(frozen=True)
class Answer:
    """What came of a call; ``errors`` is what was written to ``wsgi.errors``."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    chunks: list[bytes]
    errors: str

    @property
    def body(self) -> bytes:
        """All chunks as one."""
        return b"".join(self.chunks)

    @property
    def text(self) -> str:
        """The body, read as UTF-8."""
        return self.body.decode()

    def header(self, name: str) -> str | None:
        """The first header of this name, in any case, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Wsgi:
    """WSGI without a client in between: what checks get as the fixture ``wsgi``."""

    ProtocolError = ProtocolError

    def environ(
        self,
        target: str | bytes = "/",
        *,
        method: str = "GET",
        headers: Iterable[tuple[str, str]] = (),
        body: bytes | Iterable[bytes] = b"",
        **overrides: Any,
    ) -> Environ:
        """An environment for a request to ``target``, which is sent as it is.

        The length of a body is declared; one that is not ``bytes`` comes chunked. A target
        becomes UTF-8, headers become Latin-1. ``overrides`` have the last word.
        """
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        given = {name.lower() for name, _ in raw}
        raw += [header for header in _implied_headers(body) if header[0] not in given]
        raw_target = target if isinstance(target, bytes) else target.encode()
        return environ_for(method, raw_target, raw, body) | overrides

    def start(self, app: "WSGIApplication", environ: Environ) -> Call:
        """Call the application and stop there. Who asks for it closes it, best by ``with``."""
        call = Call(app, environ)
        call.begin()
        return call

    def call(self, app: "WSGIApplication", environ: Environ) -> Answer:
        """Run the application as a server would, to the end and the close."""
        with self.start(app, environ) as call:
            chunks = list(call)
        assert call.status is not None
        errors = call.log.getvalue() if isinstance(call.log, io.StringIO) else ""
        return Answer(call.status, call.reason, call.headers, chunks, errors)


def _implied_headers(body: bytes | Iterable[bytes]) -> RawHeaders:
    host = (b"host", b"localhost")
    if not isinstance(body, bytes):
        return [host, (b"transfer-encoding", b"chunked")]
    return [host, (b"content-length", b"%d" % len(body))] if body else [host]
