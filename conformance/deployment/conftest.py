"""What the checks of the development server share: its visitor, and ports that are taken."""

import json
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

PROGRAM = """
import http.client
import json
import os
import signal
import socket
import sys
import threading
import time

import flask

app = flask.Flask("library", static_folder=None)
signal.signal(signal.SIGINT, signal.default_int_handler)


@app.route("/told")
def told():
    return {"debug": app.debug, "threads": flask.request.environ["wsgi.multithread"]}


@app.route("/broken")
def broken():
    raise LookupError("no such shelf")


def connect(port):
    for _ in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            time.sleep(0.005)


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse().read().decode()
    connection.close()
    return answer


def visit(port, seen):
    connect(port).close()
    told = json.loads(get(port, "/told"))
    seen.append({**told, "broken": get(port, "/broken"), "late": get(port, "/late")})
    os.kill(os.getpid(), signal.SIGINT)


def serve(seen, **arguments):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    visitor = threading.Thread(target=visit, args=[port, seen])
    visitor.start()
    try:
        app.run(port=port, **arguments)
        visitor.join()
    except KeyboardInterrupt:
        pass


seen = []
for arguments in json.loads(sys.argv[1]):
    serve(seen, **arguments)
    if len(seen) == 1:
        app.add_url_rule("/late", "late", lambda: "a late book")
print(json.dumps(seen))
"""
RUNS = {
    "plain": {},
    "debug": {"debug": True, "use_reloader": False},
    "still": {"debug": None, "use_reloader": False},
    "off": {"debug": False},
    "single": {"threaded": False},
}


@pytest.fixture(scope="session")
def visits(tmp_path_factory):
    """What a visitor saw in each run of one application, which was interrupted after each."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps([*RUNS.values()])],
        cwd=tmp_path_factory.mktemp("served"),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(RUNS, json.loads(ran.stdout.splitlines()[-1]), strict=True))


@contextmanager
def listener(host, port=0):
    """Listen at a port, unless somebody does already."""
    try:
        server = socket.create_server((host, port))
    except OSError:
        yield port
    else:
        with server:
            yield server.getsockname()[1]


@pytest.fixture
def taken():
    """Take a port, so that a server that wants it fails at once."""
    return listener


@pytest.fixture
def fails_to_run(app):
    """Whether the application fails, because it would listen at a port that is taken."""

    def run(**arguments):
        with pytest.raises((SystemExit, OSError)):
            app.run(**{"load_dotenv": False, "use_reloader": False, **arguments})
        return True

    return run
