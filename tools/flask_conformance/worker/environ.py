"""The environment of a request, as RFC 3875 asks for it, from the bytes that came."""

import io
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]

_ABSOLUTE = re.compile(rb"(https?)://([^/?]*)(.*)", re.DOTALL | re.IGNORECASE)


def environ_for(
    method: str,
    target: bytes,
    headers: Iterable[tuple[bytes, bytes]],
    body: bytes | Iterable[bytes] = b"",
    *,
    scheme: str = "http",
    server: tuple[str, int] = ("localhost", 80),
    client: str = "127.0.0.1",
    errors: io.StringIO | None = None,
) -> Environ:
    """The environment of a request whose line has ``target``, exactly as the bytes came.

    A target in absolute form decides about scheme and host (RFC 9112, 3.2.2). A body that is
    not ``bytes`` is pulled chunk by chunk, while the application reads it.
    """
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute:
        scheme, target = absolute[1].decode().lower(), _origin_form(absolute[3])
    path, _, query = target.partition(b"?")
    raw_target = target.decode("latin-1")
    environ = {
        "GATEWAY_INTERFACE": "CGI/1.1",
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "REQUEST_URI": raw_target,
        "RAW_URI": raw_target,
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "flask-conformance",
        "REMOTE_ADDR": client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": _input(body),
        "wsgi.errors": io.StringIO() if errors is None else errors,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    _add_headers(environ, headers)
    if absolute:
        environ["HTTP_HOST"] = absolute[2].decode("latin-1")
    return environ


def _origin_form(path_and_query: bytes) -> bytes:
    return path_and_query if path_and_query.startswith(b"/") else b"/" + path_and_query


def _add_headers(environ: Environ, headers: Iterable[tuple[bytes, bytes]]) -> None:
    for raw_name, raw_value in headers:
        # Both Some-Name and Some_Name would become HTTP_SOME_NAME: servers drop the second.
        if b"_" not in raw_name:
            name = raw_name.upper().replace(b"-", b"_").decode("latin-1")
            _add_header(environ, name, raw_value.strip(b" \t").decode("latin-1"))
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        # RFC 9112, 6.3: the coding overrides a length.
        environ.pop("CONTENT_LENGTH", None)
        environ["wsgi.input_terminated"] = True


def _add_header(environ: Environ, name: str, value: str) -> None:
    if name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        environ.setdefault(name, value)
        return
    key = "HTTP_" + name
    if key in environ:
        value = environ[key] + ("; " if name == "COOKIE" else ",") + value
    environ[key] = value


def _input(body: bytes | Iterable[bytes]) -> io.BufferedIOBase:
    if isinstance(body, bytes):
        return io.BytesIO(body)
    return io.BufferedReader(_Arriving(body))


class _Arriving(io.RawIOBase):
    """The chunks of a body as a raw stream: asks for the next when the last has been read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = filter(None, chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
