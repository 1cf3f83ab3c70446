"""Serves an application that tells what it understood of each request, on a free port.

    python tools/differential/echo_server.py MODULE

The port is the first line printed. The server ends with its standard input.
"""

import io
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from differential.watching import SECRET_KEY, described

ATTRIBUTES: dict[str, Callable[[Any], Any]] = {
    "method": lambda request: request.method,
    "path": lambda request: request.path,
    "full_path": lambda request: request.full_path,
    "url": lambda request: request.url,
    "root": lambda request: request.root_url,
    "host": lambda request: request.host,
    "scheme": lambda request: request.scheme,
    "rule": lambda request: str(request.url_rule),
    "values": lambda request: request.view_args,
    "args": lambda request: list(request.args.items(multi=True)),
    "cookies": lambda request: list(request.cookies.items(multi=True)),
    "headers": lambda request: sorted(request.headers.items()),
    "mimetype": lambda request: [request.mimetype, request.mimetype_params],
    "length": lambda request: request.content_length,
    "agent": lambda request: str(request.user_agent),
    "accept": lambda request: str(request.accept_mimetypes),
    "languages": lambda request: str(request.accept_languages),
    "authorization": lambda request: str(request.authorization),
    "range": lambda request: str(request.range),
    "if": lambda request: [str(request.if_none_match), str(request.if_modified_since)],
    "date": lambda request: str(request.date),
    "remote": lambda request: [request.remote_user, request.access_route[1:]],
    "json": lambda request: request.get_json(),
    "form": lambda request: list(request.form.items(multi=True)),
    "files": lambda request: [
        (name, file.filename, file.mimetype, file.read())
        for name, file in request.files.items(multi=True)
    ],
    "data": lambda request: request.get_data(),
}
"""What is asked of a request, in this order; the body is read by the first that needs it."""


def make_application(flask: Any) -> Any:
    """The application, in a framework."""
    app = flask.Flask("echo", static_folder=None)
    app.secret_key = SECRET_KEY
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    app.config["MAX_FORM_PARTS"] = 20
    app.url_map.strict_slashes = True

    def echo(**values: Any) -> Any:
        return {name: _outcome(ask, flask.request) for name, ask in ATTRIBUTES.items()}

    def form(**values: Any) -> Any:
        request = flask.request
        return {"first": request.form["a"], "files": _outcome(ATTRIBUTES["files"], request)}

    def session(**values: Any) -> Any:
        flask.session["count"] = flask.session.get("count", 0) + 1
        return {"session": described(dict(flask.session))}

    def file(**values: Any) -> Any:
        return flask.send_file(
            io.BytesIO(bytes(range(256))),
            "text/plain",
            conditional=True,
            etag="tag",
            last_modified=9,
        )

    def stream(**values: Any) -> Any:
        return flask.stream_with_context(f"{n} {flask.request.path}\n" for n in range(3))

    methods = ["GET", "POST", "PUT", "DELETE", "PATCH"]
    app.add_url_rule("/", "home", lambda: "home")
    app.add_url_rule("/echo", "echo", echo, methods=methods)
    app.add_url_rule("/echo/<int:n>/", "number", echo, methods=methods)
    app.add_url_rule("/echo/<path:path>", "path", echo, methods=methods)
    app.add_url_rule("/form", "form", form, methods=["POST"])
    app.add_url_rule("/json", "json", lambda: {"got": flask.request.json}, methods=["POST", "PUT"])
    app.add_url_rule("/session", "session", session)
    app.add_url_rule("/file", "file", file)
    app.add_url_rule("/stream", "stream", stream)
    app.add_url_rule("/data", "data", lambda: flask.request.data, methods=methods)
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app.add_url_rule("/to", "to", lambda: flask.redirect(flask.request.args["to"]))
    return app


def _outcome(ask: Callable[[Any], Any], request: Any) -> str:
    """The answer in words, or the error that there was in its place."""
    try:
        return described(ask(request))
    except Exception as error:
        return described(error)


class _SilentHandler(WSGIRequestHandler):
    """Serves as usual, and writes nothing."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


def main(module: str) -> None:
    """Serve until the standard input ends."""
    app = make_application(import_module(module))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_SilentHandler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
