"""Sends malformed requests over sockets to two frameworks, and compares how they fare.

    python tools/differential/malformed_requests.py [flask hipflask] [--quick | --count N]

Both serve the application of ``echo_server`` on Werkzeug's threaded server, each in a process of
its own. Status line, headers and body must be equal, and so must be how the connection ends.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from differential.malformations import requests
from differential.watching import without_times

COUNT, QUICK = 10_000, 500
"""How many requests are sent, and how many in a quick run."""

PATIENCE = 5.0
"""Seconds after which an answer is not waited for any longer."""

TRIES = 4
"""How often a request is sent before it is said to differ."""

PROGRAM = Path(__file__).with_name("echo_server.py")
Send = Callable[[bytes], str]


@contextmanager
def serving(module: str) -> Iterator[Send]:
    """Serve with a framework; what sends it a request and gives the outcome."""
    with subprocess.Popen(
        [sys.executable, PROGRAM, module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # The order of sets, which is that of the methods in Allow.
        env=os.environ | {"PYTHONHASHSEED": "0"},
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        if not port:
            raise SystemExit(f"{module} could not be served. Can it be imported here?")
        try:
            yield lambda data: exchange(int(port), data)
        finally:
            process.kill()


def exchange(port: int, data: bytes) -> str:
    """Send bytes, and nothing more; everything that comes back, or what happened instead."""
    received = bytearray()
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                received += part
    except OSError as error:
        # A server may close before it has read everything, and the rest of the answer is lost.
        return f"{type(error).__name__} after {comparable(bytes(received))!r}"
    return comparable(bytes(received))


def comparable(answer: bytes) -> str:
    """The answer without what depends on the moment."""
    text = re.sub(r"(?m)^Date: .*\r\n", "", answer.decode("latin-1"), count=1)
    return re.sub(r"127\.0\.0\.1:\d{4,5}", "127.0.0.1:PORT", without_times(text))


class Comparison:
    """Counts outcomes and keeps those that differ."""

    def __init__(self, first: Send, second: Send) -> None:
        self._first, self._second = first, second
        self.outcomes: Counter[str] = Counter()
        self.different: list[bytes] = []

    def compare(self, data: bytes) -> None:
        """Send a request to both; one that differs is sent again."""
        first, second = self._first(data), self._second(data)
        self.outcomes[first.split("\r\n")[0][:40]] += 1
        if first != second and self.differs(data):
            self.different.append(data)

    def differs(self, data: bytes) -> bool:
        """Whether both fare differently every time, and the first always in the same way.

        Where a connection breaks off is chance, and so is what Werkzeug hands on after a chunk
        that ends too early.
        """
        firsts, seconds = zip(*(self.both(data) for _ in range(TRIES)), strict=True)
        return len(set(firsts)) == 1 and firsts[0] not in seconds

    def both(self, data: bytes) -> tuple[str, str]:
        """Both outcomes."""
        return self._first(data), self._second(data)

    def smaller(self, data: bytes) -> bytes:
        """The request with as many lines left out as may be, so that it still differs."""
        lines = data.split(b"\r\n")
        for index in reversed(range(1, len(lines))):
            shorter = b"\r\n".join(lines[:index] + lines[index + 1 :])
            if self.differs(shorter):
                return self.smaller(shorter)
        return data


def show(comparison: Comparison, data: bytes, names: list[str]) -> None:
    """Print a request and both outcomes."""
    small = comparison.smaller(data) if len(data) < 2000 else data
    print(f"\n    request = {small!r:.800}")
    for name, outcome in zip(names, comparison.both(small), strict=True):
        print(f"    {name + ':':12} {outcome!r:.800}")


def main() -> int:
    """Compare; the exit code is 1 if anything differs."""
    arguments = _parser().parse_args()
    names = [arguments.first, arguments.second]
    count = arguments.count or (QUICK if arguments.quick else COUNT)
    with ExitStack() as stack:
        comparison = Comparison(*(stack.enter_context(serving(name)) for name in names))
        with ThreadPoolExecutor(arguments.clients) as clients:
            list(clients.map(comparison.compare, requests(arguments.seed, count)))
        for data in comparison.different[: arguments.show]:
            show(comparison, data, names)
    for outcome, number in comparison.outcomes.most_common(arguments.outcomes):
        print(f"{number:6}  {outcome}")
    print(
        f"{count} requests compared, {len(comparison.different)} differ"
        f" ({names[0]} against {names[1]})"
    )
    return 1 if comparison.different else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("first", nargs="?", default="flask", help="a module (default: flask)")
    parser.add_argument("second", nargs="?", default="hipflask", help="(default: hipflask)")
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK} requests")
    parser.add_argument("--count", type=int, metavar="N", help=f"N requests (default: {COUNT})")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first one's number")
    parser.add_argument("--clients", type=int, default=4, metavar="N", help="at a time")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="differences to print")
    parser.add_argument("--outcomes", type=int, default=15, metavar="N", help="kinds to count")
    return parser


if __name__ == "__main__":
    sys.exit(main())
