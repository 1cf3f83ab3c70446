"""The clients of one check: httpx clients that remember what was said."""

import io
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import format_exception_only
from types import TracebackType
from typing import TYPE_CHECKING, Any

import httpx

from .transport import WSGITransport

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from .live import LiveTransport

KEPT_EXCHANGES = 20
KEPT_BYTES = 2000
SECONDS = 5.0


class Clients:
    """Makes the clients of a check, keeps their last exchanges, and closes them."""

    def __init__(self, transport: str = "wsgi") -> None:
        if transport not in ("wsgi", "live"):
            raise ValueError(f"There is no transport {transport!r}. There are 'wsgi' and 'live'.")
        self._transport = transport
        # A property makes an application for each of its examples: not all can have a server.
        self._live: deque[LiveTransport] = deque()
        self._clients: list[httpx.Client] = []
        self._exchanges: deque[_Exchange] = deque(maxlen=KEPT_EXCHANGES)

    def __enter__(self) -> "Clients":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def of(self, app: "WSGIApplication") -> httpx.Client:
        """A client at http://localhost that keeps cookies and follows no redirect."""
        client = _Client(
            transport=_Recorder(self._transport_to(app), self._exchanges),
            base_url="http://localhost",
            timeout=SECONDS,
            trust_env=False,
        )
        self._clients.append(client)
        return client

    @property
    def exchanges(self) -> list[dict[str, Any]]:
        """The last exchanges of all clients, oldest first, ready for JSON."""
        return [exchange.as_dict() for exchange in self._exchanges]

    def close(self) -> None:
        """Close every client, and with it what responses were left open."""
        while self._clients:
            self._clients.pop().close()

    def _transport_to(self, app: "WSGIApplication") -> httpx.BaseTransport:
        if self._transport == "wsgi":
            return WSGITransport(app)
        # What a server needs takes longer to import than httpx itself.
        from .live import LiveTransport

        return LiveTransport(app, self._live)


class _Cookies(httpx.Cookies):
    """A jar that is opened only for a response that brings cookies."""

    def extract_cookies(self, response: httpx.Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)


class _Client(httpx.Client):
    """An httpx client that can ask for a path with two slashes in front."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._jar = _Cookies()

    @property
    def cookies(self) -> httpx.Cookies:
        """What applications have set, and what a check adds."""
        return self._jar

    @cookies.setter
    def cookies(self, cookies: Any) -> None:
        self._jar = _Cookies(cookies)

    def build_request(self, method: str, url: httpx.URL | str, **options: Any) -> httpx.Request:
        # httpx takes "//a/b" for the host a, and merges it into the path "/b".
        if isinstance(url, str) and url.startswith("/"):
            url = "http://localhost" + url
        return super().build_request(method, url, **options)


class _Recorder(httpx.BaseTransport):
    """Notes each exchange in passing; nothing is read that its owner does not read."""

    def __init__(self, inner: httpx.BaseTransport, exchanges: "deque[_Exchange]") -> None:
        self._inner = inner
        self._exchanges = exchanges

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        exchange = _Exchange(request)
        self._exchanges.append(exchange)
        with exchange.noting_errors():
            response = self._inner.handle_request(request)
        exchange.answered(response)
        return response

    def close(self) -> None:
        self._inner.close()


class _Exchange:
    """A request, what came back, what was logged meanwhile, and what went wrong."""

    def __init__(self, request: httpx.Request) -> None:
        self._request = request
        self._response: httpx.Response | None = None
        self._sent, self._received = _Excerpt(), _Excerpt()
        self._log = request.extensions["wsgi.errors"] = io.StringIO()
        self._error: str | None = None
        if isinstance(request.stream, httpx.ByteStream):
            self._sent.add(request.read())
        else:
            request.stream = _Watched(request.stream, self._sent, self)

    def answered(self, response: httpx.Response) -> None:
        self._response = response
        response.stream = _Watched(response.stream, self._received, self)

    @contextmanager
    def noting_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            # As text at once: the exception would keep the frames of the application alive.
            self._error = "".join(format_exception_only(error)).strip()
            raise

    def as_dict(self) -> dict[str, Any]:
        request, response = self._request, self._response
        return {
            "method": request.method,
            "url": str(request.url),
            "target": _text(request.extensions.get("target", request.url.raw_path)),
            "request_headers": _pairs(request.headers),
            "request_body": str(self._sent),
            "status": response.status_code if response else None,
            "response_headers": _pairs(response.headers) if response else [],
            "response_body": str(self._received),
            "log": self._log.getvalue(),
            "error": self._error,
        }


def _text(target: object) -> str:
    return target.decode("latin-1") if isinstance(target, bytes) else repr(target)


class _Excerpt:
    """The beginning of a body, and how long all of it was."""

    def __init__(self) -> None:
        self._beginning = b""
        self._size = 0

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if len(self._beginning) < KEPT_BYTES:
            self._beginning = (self._beginning + chunk)[:KEPT_BYTES]

    def __str__(self) -> str:
        text = self._beginning.decode("utf-8", "backslashreplace")
        return text if self._size <= KEPT_BYTES else f"{text}... ({self._size} bytes in all)"


class _Watched(httpx.SyncByteStream):
    """A body that is noted while its reader reads it."""

    def __init__(self, stream: Any, excerpt: _Excerpt, exchange: _Exchange) -> None:
        self._stream = stream
        self._excerpt = excerpt
        self._exchange = exchange

    def __iter__(self) -> Iterator[bytes]:
        with self._exchange.noting_errors():
            for chunk in self._stream:
                self._excerpt.add(chunk)
                yield chunk

    def close(self) -> None:
        with self._exchange.noting_errors():
            self._stream.close()


def _pairs(headers: httpx.Headers) -> list[list[str]]:
    return [[name.decode("latin-1"), value.decode("latin-1")] for name, value in headers.raw]
