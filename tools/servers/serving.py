"""Starts an example application under a server, on Flask or on hipflask, and ends it again.

Nothing but the start of the command differs between the two. All servers are in one environment,
which is built once and kept like those of targets.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from flask_conformance.targets import environments
from flask_conformance.targets.naming import Target

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXAMPLES = ROOT / "reference" / "examples"

FRAMEWORKS: dict[str, list[str]] = {"flask": [], "hipflask": ["-m", "hipflask.as_flask"]}
APPLICATIONS = ("blog", "todo", "files")
REQUIREMENTS = (
    "flask>=3.1,<3.2",
    "flask-jwt-extended",
    "flask-sqlalchemy",
    "marshmallow",
    "gunicorn",
    "waitress",
    "uvicorn",
    "a2wsgi",
)

GUNICORN = [
    "-m",
    "gunicorn",
    "--bind={place}",
    "--workers=2",
    "--keep-alive=75",
    "--log-level=error",
]
SERVERS = {
    "gunicorn-sync": [*GUNICORN, "--worker-class=sync", "{application}:create_app()"],
    "gunicorn-gthread": [
        *GUNICORN,
        "--worker-class=gthread",
        "--threads=8",
        "{application}:create_app()",
    ],
    "waitress": [
        "-m",
        "waitress",
        "--listen={place}",
        "--threads=8",
        "--call",
        "{application}:create_app",
    ],
    "uvicorn-a2wsgi": [
        "-m",
        "uvicorn",
        "--port={port}",
        "--timeout-keep-alive=75",
        "--log-level=error",
        "bridge:application",
    ],
    "werkzeug": ["-m", "flask", "--app={application}", "run", "--port={port}"],
}
"""What follows ``python`` for each server; the last one is for a quick look only."""

STARTED = 60.0
ENDED = 15.0
"""Seconds until the process must answer, and until it must have ended."""


@dataclass(frozen=True)
class Service:
    """An application that runs: where, and the file with what its process prints."""

    url: str
    log: Path


class Broken(Exception):
    """A service did not start, or not as it should."""


def build_environment() -> Path:
    """The interpreter of an environment with all servers and both frameworks, kept for next time.

    Raises `BuildError`.
    """
    target = Target(
        label="servers",
        module="flask",
        requirements=REQUIREMENTS,
        editable=(ROOT / "reference",),
    )
    return environments.build(target, progress=lambda line: print(line, flush=True)).python


@dataclass(frozen=True)
class Host:
    """Runs services with one interpreter."""

    python: Path

    @contextlib.contextmanager
    def serve(
        self, application: str, server: str, framework: str, folder: Path
    ) -> Iterator[Service]:
        """Run an application with its data in a folder, which is empty at first."""
        variables = variables_of(application, folder)
        start = [str(self.python), *FRAMEWORKS[framework]]
        if application != "files":
            run([*start, "-m", "flask", f"--app={application}", "init"], variables)
        port = free_port()
        words = {"place": f"127.0.0.1:{port}", "port": port, "application": application}
        command = [word.format(**words) for word in SERVERS[server]]
        service = Service(f"http://127.0.0.1:{port}", folder / "server.log")
        with started([*start, *command], variables, service.log) as process:
            wait_until(lambda: answers(process, service))
            yield service


@contextlib.contextmanager
def started(
    command: list[str], variables: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, which is ended afterwards."""
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            cwd=EXAMPLES / variables["APPLICATION"],
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            end(process)


def variables_of(application: str, folder: Path) -> dict[str, str]:
    """The environment of a service: settings of the application, and where modules are found."""
    settings = {
        "BLOG_DATABASE": str(folder / "blog.sqlite"),
        "BLOG_SECRET_KEY": "a secret that is known to everybody",
        "TODO_SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/todo.sqlite",
        "TODO_SECRET_KEY": "a secret that is known to everybody",
        "FILES_FOLDER": str(folder / "files"),
    }
    path = os.pathsep.join([str(EXAMPLES / application), str(HERE)])
    return os.environ | settings | {"PYTHONPATH": path, "APPLICATION": application}


def run(command: list[str], variables: dict[str, str]) -> None:
    """Run a command to its end; raises `Broken`."""
    folder = EXAMPLES / variables["APPLICATION"]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode:
        raise Broken(done.stdout + done.stderr)


def answers(process: subprocess.Popen[bytes], service: Service) -> bool:
    """Whether the service is there; raises `Broken` if it never will be."""
    if process.poll() is not None:
        raise Broken(service.log.read_text(errors="replace"))
    try:
        httpx.get(service.url)
    except httpx.TransportError:
        return False
    return True


def wait_until(condition: Callable[[], bool]) -> None:
    """Ask again and again; raises `Broken` when it takes too long."""
    last = time.monotonic() + STARTED
    while not condition():
        if time.monotonic() > last:
            raise Broken(f"It does not answer within {STARTED:.0f} seconds.")
        time.sleep(0.05)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a service and all its workers, gently at first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(ENDED)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
