"""How many instructions a request takes, counted by callgrind.

A process under valgrind imports the framework. For each scenario a fork of it builds the
application, and two forks of that send some requests and twice as many: the difference is what the
requests took. Nothing else runs there, so the figure repeats to about a thousandth::

    python -m benchmarks.instructions hipflask hello json_dict     (under callgrind)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.scenarios import SCENARIOS
from benchmarks.wsgi_calls import serve

REQUESTS = 100
# By then the interpreter has adapted its code, and what is kept between requests is there.
WARM_UP = 30


def count(module: str, names: Sequence[str], requests: int = REQUESTS) -> dict[str, float]:
    """Thousands of instructions per request, by scenario."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        raise SystemExit("Instructions are counted by valgrind, which is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        command = [valgrind, "--tool=callgrind", f"--callgrind-out-file={folder}/%p", "-q"]
        command += [sys.executable, "-m", "benchmarks.instructions", str(requests), module, *names]
        done = subprocess.run(command, capture_output=True, text=True, env=_variables())
        if done.returncode:
            raise SystemExit(f"Counting for {module} failed:\n{done.stdout}{done.stderr}")
        return {
            name: (_total(folder, twice) - _total(folder, once)) / requests / 1000
            for name, once, twice in map(str.split, done.stdout.splitlines())
        }


def _variables() -> dict[str, str]:
    # Equal hashes, equal dictionaries, equal counts.
    paths = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(paths)}


def _total(folder: str, process: str) -> int:
    lines = Path(folder, process).read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("totals:"))


def _send_forked(framework: Any, name: str, requests: int) -> None:
    """Print the scenario with two processes: one sends some requests, one twice as many."""
    app, request = SCENARIOS[name](framework)
    # Made by both, used by one: the price of making them is not counted.
    environs = [request.environ() for _ in range(WARM_UP + 2 * requests)]
    once, twice = (
        _forked(partial(serve, app, environs[: WARM_UP + times * requests])) for times in (1, 2)
    )
    print(name, once, twice, flush=True)


def _forked(work: Callable[[], object]) -> int:
    pid = os.fork()
    if not pid:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if status:
        raise SystemExit(1)
    return pid


def main(requests: str, module: str, *names: str) -> None:
    """Print scenario and the two processes."""
    framework = import_module(module)
    for name in names:
        _forked(partial(_send_forked, framework, name, int(requests)))


if __name__ == "__main__":
    main(*sys.argv[1:])
