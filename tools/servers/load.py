"""Fifty clients at once, for a minute, on each example application under each server::

    .venv/bin/python tools/servers/load.py
    .venv/bin/python tools/servers/load.py --seconds 5 --server waitress --application blog

Each client has its own account, session and data, and compares all that it sees with what it has
sent: an error, or something of another client, fails. So does a traceback in the server's log.

Exit codes: 0 if nothing failed, otherwise 1; 130 if it was interrupted.
"""

from __future__ import annotations

import argparse
import itertools
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from flask_conformance.errors import UserError
from servers.serving import (
    APPLICATIONS,
    FRAMEWORKS,
    SERVERS,
    Broken,
    Host,
    Service,
    build_environment,
)
from servers.visitors import BEHAVIOURS, Mixup, Visitor

COLUMNS = "{:<17} {:<12} {:<9} {:>9} {:>7} {:>10} {:>10} {:>9}"
HEADING = (
    "server",
    "application",
    "framework",
    "requests",
    "per s",
    "median ms",
    "99 % ms",
    "failures",
)
SHOWN = 5
"""How many failures of a run are shown."""

PATIENCE = 60.0
"""Seconds until an answer must be there: hashes of passwords are slow on purpose."""

NOT_CHUNKED = {"uvicorn-a2wsgi"}
"""Servers that do not tell the application where a body without a length ends."""


@dataclass
class Outcome:
    """What the clients of one run have seen since all of them were there."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    begun: float = 0.0
    lasted: float = 1.0
    is_over: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Forget how long it took until now; failures count from the start."""
        self.begun = time.monotonic()
        self.seconds.clear()

    def end(self) -> None:
        """Whoever is still at work may stop."""
        self.lasted = time.monotonic() - self.begun
        self.is_over.set()

    def row(self) -> tuple[object, ...]:
        """The figures of its line in the table."""
        times = sorted(self.seconds) or [0.0]
        middle, high = statistics.median(times), times[int(len(times) * 0.99)]
        rate = len(self.seconds) / self.lasted
        figures = (f"{rate:.0f}", f"{middle * 1000:.0f}", f"{high * 1000:.0f}")
        return (len(self.seconds), *figures, len(self.failures))


@dataclass(frozen=True)
class Load:
    """How many clients, and for how long."""

    clients: int
    seconds: float

    def put_on(self, application: str, service: Service, chunked: bool) -> Outcome:
        """Let all clients loose, and wait for the last one.

        The time begins when each has made its account and been through its first round.
        """
        outcome = Outcome()
        barrier = threading.Barrier(self.clients, action=outcome.begin)

        def live(number: int) -> None:
            with self._client(service, outcome) as http:
                visitor = Visitor(f"visitor-{number:02}", http, chunked)
                rounds = BEHAVIOURS[application](visitor)
                visit(visitor, rounds, outcome, seconds=0)
                barrier.wait()
                visit(visitor, rounds, outcome, self.seconds)

        with ThreadPoolExecutor(self.clients) as pool:
            try:
                list(pool.map(live, range(self.clients)))
            finally:
                outcome.end()
        return outcome

    def _client(self, service: Service, outcome: Outcome) -> httpx.Client:
        def count(answer: httpx.Response) -> None:
            answer.read()
            outcome.seconds.append(answer.elapsed.total_seconds())

        return httpx.Client(
            base_url=service.url, timeout=PATIENCE, event_hooks={"response": [count]}
        )


def visit(visitor: Visitor, rounds: Iterator[None], outcome: Outcome, seconds: float) -> None:
    """Go on for some seconds, but at least for a round; a failure is noted, and is the end."""
    last = time.monotonic() + seconds
    try:
        for _ in rounds:
            if time.monotonic() > last or outcome.is_over.is_set():
                return
    except (Mixup, httpx.HTTPError, ValueError, KeyError) as error:
        outcome.failures.append(f"{visitor.name}: {type(error).__name__}: {error}")


def try_all(load: Load, host: Host, combinations: Iterable[tuple[str, str, str]]) -> int:
    """Run every combination of server, application and framework; returns how much failed."""
    failed = 0
    print(COLUMNS.format(*HEADING), flush=True)
    for server, application, framework in combinations:
        outcome = try_one(load, host, server, application, framework)
        print(COLUMNS.format(server, application, framework, *outcome.row()), flush=True)
        for failure in outcome.failures[:SHOWN]:
            print(f"    {failure}", flush=True)
        failed += len(outcome.failures)
    return failed


def try_one(load: Load, host: Host, server: str, application: str, framework: str) -> Outcome:
    """Serve one application and put the load on it."""
    with tempfile.TemporaryDirectory(prefix="servers-") as folder:
        try:
            with host.serve(application, server, framework, Path(folder)) as service:
                outcome = load.put_on(application, service, server not in NOT_CHUNKED)
        except Broken as broken:
            return Outcome(failures=[str(broken)])
        log = service.log.read_text(errors="replace")
    if "Traceback" in log:
        last = log[log.rindex("Traceback") :]
        outcome.failures.append(f"the server's log has a traceback:\n{last[:3000]}")
    return outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and below each line what failed there."""
    given = parse(arguments)
    try:
        host = Host(Path(sys.executable) if given.here else build_environment())
    except UserError as error:
        print(error.message, error.hint, sep="\n", file=sys.stderr)
        return 1
    combinations = itertools.product(
        given.server or [name for name in SERVERS if name != "werkzeug"],
        given.application or APPLICATIONS,
        given.framework or FRAMEWORKS,
    )
    try:
        failed = try_all(Load(given.clients, given.seconds), host, combinations)
    except KeyboardInterrupt:
        return 130
    return 1 if failed else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("::")[0])
    parser.add_argument("--seconds", type=float, default=60, metavar="N", help="default: 60")
    parser.add_argument("--clients", type=int, default=50, metavar="N", help="default: 50")
    for option, names in (
        ("--server", SERVERS),
        ("--application", APPLICATIONS),
        ("--framework", FRAMEWORKS),
    ):
        several = f"one of {', '.join(names)}; can be given again (default: all)"
        parser.add_argument(option, action="append", choices=names, metavar="NAME", help=several)
    here = "run servers with this interpreter, in whose environment they must be"
    parser.add_argument("--here", action="store_true", help=here)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    # Whoever ends this program ends its servers, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
