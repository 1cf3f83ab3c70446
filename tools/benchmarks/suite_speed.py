"""How fast the suite is, beside the floor: as many trivial tests run by plain pytest.

    python tools/benchmarks/suite_speed.py [--repeat 5]

What is compared runs in turns, and what is printed are medians, those of the ratio and of the
difference over the turns: a busy machine slows neighbours down alike. CPU time, that of child
processes included, stands beside wall-clock.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask_conformance.checks.stage import prepare
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets import environments
from flask_conformance.targets.naming import resolve

TARGET = "flask==3.1.3"
TRIVIAL = """
def test_{number}():
    app = flask.Flask("app", static_folder=None)
    app.add_url_rule("/trivial", "trivial", lambda: "trivial {number}")
    with httpx.Client(transport=httpx.WSGITransport(app), base_url="http://localhost") as client:
        assert client.get("/trivial").text == "trivial {number}"
"""
RATIO, FIRST, ADDED = 1.5, 1.0, 0.5
"""The goals: times the floor, and seconds."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall-clock and of CPU time, child processes included."""

    wall: float
    cpu: float


def cost_of(command: list[str | Path], *, folder: Path, steady: bool = True) -> Cost:
    """What a command costs from its start to its end."""
    variables = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    begin, spent = time.perf_counter(), _cpu_of_children()
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    cost = Cost(time.perf_counter() - begin, _cpu_of_children() - spent)
    if done.returncode not in (0, 1) or (steady and done.returncode):
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return cost


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


@dataclass(frozen=True)
class Bench:
    """A folder to work in, and what is run there."""

    folder: Path
    python: Path

    def judge(self, *kinds: str) -> Cost:
        """Judge Flask with one worker."""
        script = Path(__file__).with_name("one_run.py")
        output = self.folder / "results"
        command: list[str | Path] = [sys.executable, script, output, TARGET, *kinds]
        return cost_of(command, folder=self.folder, steady=False)

    def floor(self, count: int) -> Cost:
        """Run this many trivial tests in the target's environment."""
        module = self.folder / "test_floor.py"
        module.write_text(
            "import flask\nimport httpx\n\n"
            + "\n".join(TRIVIAL.format(number=number) for number in range(count))
        )
        command: list[str | Path] = [
            self.python,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            module,
        ]
        return cost_of(command, folder=self.folder)

    def first_verdict(self, target: str) -> float:
        """Seconds from the start of the command to its first verdict; then it is ended."""
        output = self.folder / f"first-{time.time_ns()}"
        program = Path(sys.executable).with_name("flask-conformance")
        begin = time.time()
        process = subprocess.Popen(
            [program, "run", target, "--output", output],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not (verdicts := list(_verdict_times(output))):
                if process.poll() is not None:
                    raise SystemExit(f"The run of {target} ended without a verdict.")
                time.sleep(0.02)
        finally:
            process.kill()
            process.wait()
        return verdicts[0] - begin


def _verdict_times(output: Path) -> Iterator[float]:
    for journal in output.glob("*/events.jsonl"):
        for line in journal.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n") and (event := json.loads(line))["event"] == "check-finished":
                yield event["time"]


def in_turns(repeat: int, *measures: Callable[[], Any]) -> list[tuple[Any, ...]]:
    """Measure all in turns; the first round warms up and does not count."""
    rounds = [tuple(measure() for measure in measures) for _ in range(repeat + 1)]
    return rounds[1:]


def report(bench: Bench, repeat: int) -> None:
    """Measure, and print each figure beside its goal."""
    kinds = [check.kind for check in prepare(find_suite()).checks]
    properties = kinds.count("property")
    count = len(kinds) - properties
    pairs = in_turns(repeat, lambda: bench.judge("example", "test"), lambda: bench.floor(count))
    wall = median(suite.wall for suite, _ in pairs)
    rate = f"{count / wall:.0f} checks per second"
    _line(f"{count} examples and tables", *(suite for suite, _ in pairs), note=rate)
    _line(f"{count} trivial tests, plain pytest", *(floor for _, floor in pairs))
    ratios = Cost(
        median(suite.wall / floor.wall for suite, floor in pairs),
        median(suite.cpu / floor.cpu for suite, floor in pairs),
    )
    _line("ratio", ratios, note=f"goal: at most {RATIO}")
    _line(f"{properties} properties", bench.judge("property"))
    starts = in_turns(
        repeat, lambda: bench.first_verdict("flask"), lambda: bench.first_verdict(TARGET)
    )
    first = median(current for current, _ in starts)
    added = median(cached - current for current, cached in starts)
    print(f"{'start to first verdict':<36}{first:8.2f} s            goal: under {FIRST} s")
    print(f"{'a cached environment adds':<36}{added:8.2f} s            goal: under {ADDED} s")


def _line(name: str, *costs: Cost, note: str = "") -> None:
    wall, cpu = median(each.wall for each in costs), median(each.cpu for each in costs)
    print(f"{name:<36}{wall:8.2f} wall{cpu:8.2f} CPU   {note}".rstrip(), flush=True)


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="rounds (default: 5)")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as folder:
        report(Bench(Path(folder), environments.build(resolve(TARGET)).python), repeat)


if __name__ == "__main__":
    main()
