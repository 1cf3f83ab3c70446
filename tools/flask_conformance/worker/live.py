"""A WSGI application behind a real socket, and the httpx transport that talks to it there.

The server speaks HTTP/1.1 through h11 on 127.0.0.1, with a thread for each connection. It has no
opinion of its own: no Date, no Server. When it is closed no thread and no socket is left, unless
the application hangs.
"""

import io
import socket
import ssl
import threading
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING

import h11
import httpx

from .environ import Environ, environ_for
from .transport import target_of
from .wsgi import Call

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

KEPT_SERVERS = 8

_PATIENCE = 1.0
_LONGEST_HEAD = 2**20
# httpx would read the certificates of the machine, which takes longer than a hundred requests.
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

_Address = tuple[str, int]


class LiveServer:
    """Serves ``app`` at ``address`` from start to close; ``log`` is ``wsgi.errors``."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app
        self.log = io.StringIO()
        self._stopping = False
        self._connections: set[_Connection] = set()
        self._answering: set[_Address] = set()
        self._change = threading.Condition()

    def __enter__(self) -> "LiveServer":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Listen at a free port of 127.0.0.1."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: _Address = self._listener.getsockname()
        self._acceptor = threading.Thread(target=self._accept, name="live server", daemon=True)
        self._acceptor.start()

    def close(self) -> None:
        """Cut all connections and wait for the threads."""
        if self._stopping:
            return
        self._stopping = True
        # Closing a listener does not wake who waits at it: a last visitor does, everywhere.
        socket.create_connection(self.address).close()
        self._acceptor.join()
        self._listener.close()
        for connection in self._connections.copy():
            connection.cut()

    def settle(self, client: _Address) -> None:
        """Wait until what ``client`` asked for has been answered and closed."""
        with self._change:
            self._change.wait_for(lambda: client not in self._answering, _PATIENCE)

    @contextmanager
    def answering(self, client: _Address) -> Iterator[None]:
        """Let `settle` wait while this lasts."""
        self._answering.add(client)
        try:
            yield
        finally:
            with self._change:
                self._answering.discard(client)
                self._change.notify_all()

    def forget(self, connection: "_Connection") -> None:
        """The connection has ended by itself."""
        self._connections.discard(connection)

    def _accept(self) -> None:
        while True:
            visitor, client = self._listener.accept()
            if self._stopping:
                visitor.close()
                return
            connection = _Connection(self, visitor, client)
            self._connections.add(connection)
            connection.start()


class _ClientGoneError(Exception):
    """The client does not listen any more."""


class _Connection:
    """Answers the requests of one connection, one after the other, in a thread of its own."""

    def __init__(self, server: LiveServer, visitor: socket.socket, client: _Address) -> None:
        self._server = server
        self._socket = visitor
        self._client = client
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_LONGEST_HEAD)
        self._thread = threading.Thread(target=self._run, name="live connection", daemon=True)

    def start(self) -> None:
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread.start()

    def cut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        try:
            with self._socket, suppress(OSError, _ClientGoneError):
                self._serve()
        finally:
            self._server.forget(self)

    def _serve(self) -> None:
        try:
            while isinstance(request := self._next_event(), h11.Request):
                with self._server.answering(self._client):
                    self._answer(request)
                if not self._start_over():
                    return
        except h11.RemoteProtocolError as error:
            self._refuse(error.error_status_hint, str(error))

    def _next_event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            if self._http.they_are_waiting_for_100_continue:
                self._send(h11.InformationalResponse(status_code=100, headers=[]))
            self._http.receive_data(self._socket.recv(65536))
        return event

    def _request_body(self) -> Iterator[bytes]:
        while isinstance(event := self._next_event(), h11.Data):
            yield bytes(event.data)

    def _answer(self, request: h11.Request) -> None:
        call = Call(self._server.app, self._environ(request), lambda data: self._pass(call, data))
        try:
            with call:
                self._run_call(call)
        except _ClientGoneError:
            raise
        except BaseException:
            traceback.print_exc(file=call.log)
            self._refuse(500, "Internal Server Error")

    def _environ(self, request: h11.Request) -> Environ:
        environ = environ_for(
            request.method.decode("latin-1"),
            request.target,
            request.headers.raw_items(),
            self._request_body(),
            server=self._server.address,
            client=self._client[0],
            errors=self._server.log,
        )
        environ["SERVER_PROTOCOL"] = "HTTP/" + request.http_version.decode("latin-1")
        return environ

    def _run_call(self, call: Call) -> None:
        call.begin()
        for chunk in call:
            if chunk:
                self._pass(call, chunk)
        self._send_head(call)
        self._send(h11.EndOfMessage())

    def _pass(self, call: Call, data: bytes) -> None:
        self._send_head(call)
        if data and not call.bodiless:
            self._send(h11.Data(data=data))

    def _send_head(self, call: Call) -> None:
        if self._http.our_state is h11.SEND_RESPONSE:
            reason = call.reason.encode("latin-1")
            self._send(
                h11.Response(status_code=call.status or 0, headers=call.raw_headers, reason=reason)
            )

    def _refuse(self, status: int, text: str) -> None:
        """Answer with an error of the server's; too late for that, what is unfinished is cut."""
        if self._http.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return
        body = text.encode()
        headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
        self._send(h11.Response(status_code=status, headers=headers))
        self._send(h11.Data(data=body))
        self._send(h11.EndOfMessage())

    def _send(self, event: h11.Event) -> None:
        data = self._http.send(event)
        try:
            self._socket.sendall(data or b"")
        except OSError as error:
            raise _ClientGoneError from error

    def _start_over(self) -> bool:
        while self._http.their_state is h11.SEND_BODY:
            self._next_event()
        if {self._http.our_state, self._http.their_state} != {h11.DONE}:
            return False
        self._http.start_next_cycle()
        return True


class LiveTransport(httpx.BaseTransport):
    """Sends requests for any host to a server of ``app``, which starts with the first of them.

    The application sees scheme, host and target as the request has them. Once a response is
    closed the application has closed it too. After `close` the next request starts a new server;
    of transports that share ``running``, the one that started first is closed for one too many.
    """

    def __init__(
        self, app: "WSGIApplication", running: "deque[LiveTransport] | None" = None
    ) -> None:
        self._app = app
        self._running = deque() if running is None else running
        self._lock = threading.Lock()
        self._line: tuple[LiveServer, httpx.HTTPTransport] | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request over the wire, with as much of the request as is there already."""
        server, http = self._connected()
        server.log = request.extensions.get("wsgi.errors", server.log)
        response = http.handle_request(_redirected(request, server.address))
        client = response.extensions["network_stream"].get_extra_info("client_addr")
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.headers.encoding = "iso-8859-1"
        response.stream = _ResponseBody(response.stream, server, client)
        return response

    def close(self) -> None:
        """Hang up, and close the server."""
        if self._line:
            server, http = self._line
            self._line = None
            self._running.remove(self)
            http.close()
            server.close()

    def _connected(self) -> tuple[LiveServer, httpx.HTTPTransport]:
        with self._lock:
            if self._line is None:
                if len(self._running) == KEPT_SERVERS:
                    self._running[0].close()
                self._running.append(self)
                server = LiveServer(self._app)
                server.start()
                self._line = server, httpx.HTTPTransport(verify=_NO_CERTIFICATES, trust_env=False)
            return self._line


def _redirected(request: httpx.Request, address: _Address) -> httpx.Request:
    """The same request, but sent to ``address``; its headers stay, and with them the host."""
    target = target_of(request)
    if request.url.scheme == "https" and target.startswith(b"/"):
        # The absolute form tells the server about a scheme that this connection does not have.
        target = b"https://" + request.headers["host"].encode("latin-1") + target
    return httpx.Request(
        request.method,
        f"http://{address[0]}:{address[1]}/",
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "target": target},
    )


class _ResponseBody(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, server: LiveServer, client: _Address) -> None:
        self._stream = stream
        self._server = server
        self._client = client

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
        self._server.settle(self._client)
