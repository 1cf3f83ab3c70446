"""One worker process: started in the environment of the target, followed, and ended by force."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from flask_conformance.caches import hypothesis_folder
from flask_conformance.worker.journal import Event, Follower, Journal
from flask_conformance.worker.plan import Plan

POLL = 0.03
"""Seconds between two looks at the journal."""
LAST_WORDS = 8_000
"""Characters of a worker's output that are kept."""


@dataclass(frozen=True)
class Launch:
    """How workers of a target are started: interpreter, variables, folders to import from."""

    python: Path
    stage: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    import_path: tuple[str, ...] = ()

    def environment(self) -> dict[str, str]:
        """The worker's environment: nothing that would steer Flask, pytest or Python is kept."""
        steering = ("FLASK_", "PYTEST_", "PYTHON", "WERKZEUG_", "HYPOTHESIS_", "COV_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
        site = self.stage / "flask_conformance" / "worker" / "site"
        return kept | {
            "PYTHONPATH": os.pathsep.join([str(self.stage), str(site), *self.import_path]),
            "MALLOC_ARENA_MAX": "1",  # an arena for each thread would count against its memory
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(hypothesis_folder()),
            **self.variables,
        }


@dataclass(frozen=True)
class Ending:
    """How a worker ended: by itself, killed over a limit, or died; and what it was doing."""

    how: Literal["ended", "timeout", "died", "stopped"]
    check: str | None
    finished: int
    loaded: bool
    status: int
    output: str

    @property
    def explanation(self) -> str:
        """What to tell of it."""
        if self.how == "timeout":
            return "it did not end within its time limit"
        if self.status < 0:
            return f"the process was ended by signal {_signal_name(-self.status)}"
        return f"the process ended with exit status {self.status}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


class WorkerProcess:
    """A worker at work, in a folder and a process group of its own."""

    def __init__(self, launch: Launch, plan: Plan) -> None:
        self._plan = plan
        self._folder = tempfile.TemporaryDirectory(
            prefix="flask-conformance-", ignore_cleanup_errors=True
        )
        journal = Path(plan.journal)
        position = journal.stat().st_size if journal.exists() else 0
        self._follower = Follower(journal, position=position)
        self._tail = b""
        self._process = self._start(launch)

    def _start(self, launch: Launch) -> subprocess.Popen[bytes]:
        plan = Path(self._folder.name, "plan.json")
        self._plan.write(plan)
        directory = Path(self._folder.name, "work")
        directory.mkdir()
        process = subprocess.Popen(
            [str(launch.python), "-m", "flask_conformance.worker", str(plan)],
            cwd=directory,
            env=launch.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert process.stdout is not None
        self._drain = threading.Thread(target=self._keep_tail, args=(process.stdout,), daemon=True)
        self._drain.start()
        return process

    def _keep_tail(self, stream: IO[bytes]) -> None:
        with stream:
            while block := os.read(stream.fileno(), 65536):
                self._tail = (self._tail + block)[-LAST_WORDS:]

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def new_events(self) -> list[Event]:
        """The events of this worker since the last look."""
        return [event for event in self._follower if event.get("worker") == self._plan.worker]

    def end(self) -> tuple[int, str]:
        """Kill what is left of the worker and all it started; its exit status and last words."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._drain.join(timeout=1)
        self._folder.cleanup()
        return status, self._tail.decode(errors="replace")


@dataclass
class Progress:
    """What the events of a worker say of it so far."""

    check: str | None = None
    finished: int = 0
    is_loaded: bool = False
    has_ended: bool = False
    since: float = field(default_factory=time.monotonic)

    def take(self, event: Event) -> None:
        """Learn from one more event."""
        self.since = time.monotonic()
        name = event["event"]
        if name in ("check-started", "check-finished"):
            self.check = event["check"] if name == "check-started" else None
        self.finished += name == "check-finished"
        self.is_loaded = self.is_loaded or name == "target-loaded"
        self.has_ended = self.has_ended or name == "worker-ended"

    @property
    def seconds(self) -> float:
        """How long ago the last event was."""
        return time.monotonic() - self.since


Limit = Callable[[Progress], float]
Notice = Callable[[Event], bool]


def run_worker(launch: Launch, plan: Plan, *, limit: Limit, notice: Notice) -> Ending:
    """Start a worker and follow it to its end.

    `limit` gives the seconds that may pass until the next event; `notice` sees each event of this
    worker, and stops it by answering True.
    """
    Journal(Path(plan.journal)).mend()
    worker = WorkerProcess(launch, plan)
    progress = Progress()
    how: Literal["ended", "timeout", "died", "stopped"] = "died"
    try:
        how = _follow(worker, progress, limit, notice)
    finally:
        status, output = worker.end()
    for event in worker.new_events():  # a verdict written while the worker was being killed counts
        progress.take(event)
        notice(event)
    if progress.has_ended:
        how = "ended"
    return Ending(how, progress.check, progress.finished, progress.is_loaded, status, output)


def _follow(
    worker: WorkerProcess, progress: Progress, limit: Limit, notice: Notice
) -> Literal["timeout", "died", "stopped"]:
    while True:
        is_running = worker.is_running  # asked first: what it wrote before its end is then read
        is_enough = False
        for event in worker.new_events():
            progress.take(event)
            is_enough = notice(event) or is_enough
        if is_enough:
            return "stopped"
        if not is_running:
            return "died"
        if progress.seconds > limit(progress):
            return "timeout"
        time.sleep(POLL)
