"""How fast the suite is, beside the floor: as many trivial tests run by plain pytest.

    python tools/benchmarks/suite_speed.py [--repeat 5]

What is compared runs in turns, and what is printed are medians: other programs slow all down
alike. CPU time stands beside wall-clock, for the same reason.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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
GOALS = {"ratio": 1.5, "first verdict": 1.0, "cached environment": 0.5}


@dataclass(frozen=True)
class Cost:
    """Seconds of wall-clock and of CPU time, child processes included."""

    wall: float
    cpu: float


def cost_of(command: Sequence[str | Path], *, folder: Path, steady: bool = True) -> Cost:
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
        command = [sys.executable, script, output, TARGET, *kinds]
        return cost_of(command, folder=self.folder, steady=False)

    def floor(self, count: int) -> Cost:
        """Run this many trivial tests in the target's environment."""
        module = self.folder / "test_floor.py"
        module.write_text(
            "import flask\nimport httpx\n\n"
            + "\n".join(TRIVIAL.format(number=number) for number in range(count))
        )
        command = [self.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", module]
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


def in_turns(repeat: int, *measures: Callable[[], Cost | float]) -> list[tuple]:
    """Measure all in turns; the first round warms up and does not count."""
    rounds = [tuple(measure() for measure in measures) for _ in range(repeat + 1)]
    return rounds[1:]


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="rounds (default: 5)")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as folder:
        report(Bench(Path(folder), environments.build(resolve(TARGET)).python), repeat)


if __name__ == "__main__":
    main()
