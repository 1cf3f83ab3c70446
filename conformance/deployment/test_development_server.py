"""The server of ``app.run``: where it listens, and what its visitors see."""

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


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """What a visitor saw of each run of one application, in their order."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps([*RUNS.values()])],
        cwd=tmp_path_factory.mktemp("served"),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(RUNS, json.loads(ran.stdout.splitlines()[-1]), strict=True))


def test_run_serves_the_application(visits):
    """A visitor gets its answers, and an interruption ends it."""
    assert [*visits] == [*RUNS]
    assert ["debug" in visit for visit in visits.values()] == [True] * len(RUNS)


def test_debug_mode_can_be_switched(visits):
    """The last word stays until there is another."""
    assert {name: visit["debug"] for name, visit in visits.items()} == {
        "plain": False,
        "debug": True,
        "still": True,
        "off": False,
        "single": False,
    }


def test_errors_are_shown_in_debug_mode(visits):
    """Without it, nobody is told what went wrong."""
    shown = {name for name, visit in visits.items() if "no such shelf" in visit["broken"]}

    assert shown == {"debug", "still"}


def test_requests_are_served_in_threads(visits):
    """The server says it to the application."""
    single = {name for name, visit in visits.items() if not visit["threads"]}

    assert single == {"single"}


def test_setup_may_go_on_after_the_server(visits):
    """What was added after the first run is served in the second."""
    served = {name for name, visit in visits.items() if visit["late"] == "a late book"}

    assert served == {"debug", "still", "off", "single"}


@contextmanager
def taken(host, port=0):
    """A port at which somebody listens, so that a server that wants it fails at once."""
    try:
        listener = socket.create_server((host, port))
    except OSError:
        yield port
    else:
        with listener:
            yield listener.getsockname()[1]


def wants_what_is_taken(app, **arguments):
    """Whether the application fails because it would listen where somebody else does."""
    with pytest.raises((SystemExit, OSError)):
        app.run(load_dotenv=False, **arguments)
    return True


HOSTS = pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2"])


@HOSTS
@pytest.mark.parametrize("given", [int, str])
def test_host_and_port_can_be_given(app, host, given):
    """The port may be given as text, as it comes from the environment."""
    with taken(host) as port:
        wanted = wants_what_is_taken(app, host=host, port=given(port))

    assert wanted is True


def test_address_has_defaults(app):
    """Each part has its default by itself."""
    with taken("127.0.0.1", 5000):
        wanted = [wants_what_is_taken(app), wants_what_is_taken(app, host="127.0.0.1")]
    with taken("127.0.0.1") as port:
        wanted.append(wants_what_is_taken(app, port=port))

    assert wanted == [True, True, True]


@HOSTS
@pytest.mark.parametrize("port", [0, 5000], ids=["with-port", "without-port"])
def test_server_name_tells_the_address(app, host, port):
    """A name without a port has the default port."""
    with taken(host, port) as used:
        app.config["SERVER_NAME"] = host if port else f"{host}:{used}"
        wanted = wants_what_is_taken(app)

    assert wanted is True


def test_arguments_win_over_the_server_name(app):
    """The other part is still that of the server's name."""
    with taken("127.0.0.1") as port:
        app.config["SERVER_NAME"] = "127.0.0.1:0"
        wanted = [wants_what_is_taken(app, port=port)]
        app.config["SERVER_NAME"] = f"127.0.0.2:{port}"
        wanted.append(wants_what_is_taken(app, host="127.0.0.1"))

    assert wanted == [True, True]
