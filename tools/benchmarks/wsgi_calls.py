"""One raw WSGI call: the request as a server hands it over, and the answer as it reads it."""

import io
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Request:
    """A request, and what is to be found in its answer."""

    path: str
    expected: str
    status: int = 200
    method: str = "GET"
    body: bytes = b""
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def environ(self) -> Environ:
        """A new environment, with what servers and browsers usually send."""
        environ: Environ = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "RAW_URI": self.path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_SOFTWARE": "benchmark",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "example.com",
            "HTTP_ACCEPT": "*/*",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate",
            "HTTP_CONNECTION": "keep-alive",
            "HTTP_USER_AGENT": "benchmark",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if self.body:
            environ["CONTENT_LENGTH"] = str(len(self.body))
            environ["CONTENT_TYPE"] = self.content_type
        for name, value in self.headers.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        return environ


@dataclass(frozen=True)
class Answer:
    """What a server would send."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def essence(self) -> tuple[Any, ...]:
        """What two frameworks must have in common: all but values that tell the time."""
        timely = {"Date", "ETag", "Last-Modified", "Set-Cookie", "Expires"}
        headers = sorted((name, "" if name in timely else value) for name, value in self.headers)
        return self.status, headers, self.body


def ask(app: Application, request: Request) -> Answer:
    """Send a request and read its whole answer."""
    started: list[Any] = []
    body = send(app, request.environ(), lambda *arguments: started.extend(arguments))
    return Answer(int(started[0].split()[0]), list(started[1]), body)


def send(app: Application, environ: Environ, start_response: Callable[..., Any]) -> bytes:
    """Do what a server does: call the application, read its answer, close it."""
    pieces = app(environ, start_response)
    body = b"".join(pieces)
    close = getattr(pieces, "close", None)
    if close is not None:
        close()
    return body


def serve(app: Application, environs: list[Environ]) -> None:
    """Send these requests one after the other; what is answered is lost."""
    for environ in environs:
        send(app, environ, _start_response)


def _start_response(*arguments: Any) -> None:
    pass
