"""Judge releases of Flask on several Pythons, with the oldest and the newest libraries they allow::

    .venv/bin/python tools/matrix.py --python 3.11 --python 3.12 --python 3.13

Each combination is a cell: a table in a ``conformance.toml``, judged by ``flask-conformance run``.
The newest libraries are those of ``known_targets.toml``; the oldest are the lower bounds in the
release's own metadata. At the end stand the cells, and then every check on which the cells of one
release disagree. That is right only where the check does not apply to some of them.

The program that judges runs once for each cell, so leave ``spec`` and ``conformance`` alone
meanwhile, or give it a copy: options that are not known here, such as ``--suite``, are handed on.

Exit codes: 0 if every cell conforms and every disagreement is explained, otherwise 1.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby, product
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table

from flask_conformance.targets import environments, interpreters
from flask_conformance.targets.naming import resolve

RELEASES = ("2.2.5", "2.3.3", "3.0.3", "3.1.0", "3.1.1", "3.1.2", "3.1.3")
COLUMNS = ("flask", "python", "libraries", "werkzeug", "transport")
COUNTS = ("passed", "failed", "not applicable", "verdict")
FINE = {"passed", "not-applicable"}
PROGRAM = str(Path(sys.executable).with_name("flask-conformance"))


@dataclass(frozen=True)
class Cell:
    """One combination to be judged."""

    release: str
    python: str
    libraries: str
    transport: str

    @property
    def name(self) -> str:
        """The name of its table and of the folder with its results."""
        python = Path(self.python)
        version = interpreters.ask(python)[0] if python.is_file() else self.python
        return f"flask-{self.release}-python-{version}-{self.libraries}"

    @property
    def requirements(self) -> list[str]:
        """What is installed."""
        bounds = lower_bounds(self.release) if self.libraries == "oldest" else []
        return [f"flask=={self.release}", *bounds]


@dataclass(frozen=True)
class Verdicts:
    """What came of a cell: the report, or why there is none."""

    cell: Cell
    exit_code: int
    report: Mapping[str, Any] = field(default_factory=dict)
    complaint: str = ""

    @property
    def conforms(self) -> bool:
        """Whether the program said so."""
        return self.exit_code == 0

    @property
    def tests(self) -> list[dict[str, Any]]:
        """One entry of the report for each check."""
        return self.report["tests"] if self.report else []

    @property
    def place(self) -> str:
        """Python, Werkzeug and transport, in few words."""
        return f"Python {self.version_of('python')}, {self.cell.libraries}, {self.cell.transport}"

    def version_of(self, project: str) -> str:
        """As the worker found it."""
        found = self.report["environment"]["extra"].get(project) if self.report else None
        return str(found or "?")


@dataclass(frozen=True)
class Disagreement:
    """A check on which the cells of one release differ."""

    release: str
    check: str
    places: Mapping[str, list[str]]
    reason: str

    @property
    def is_explained(self) -> bool:
        """Whether the check passes wherever it applies."""
        return self.places.keys() == FINE


def lower_bounds(release: str) -> list[str]:
    """The oldest libraries that a release says it works with."""
    python = environments.build(resolve(f"flask=={release}")).python
    places = interpreters.site_packages(python.parents[1])
    (flask,) = importlib.metadata.distributions(name="flask", path=places)
    wanted = [Requirement(text) for text in flask.requires or []]
    return [
        f"{each.name.lower()}=={bound.version}"
        for each in wanted
        if each.marker is None
        for bound in each.specifier
        if bound.operator == ">="
    ]


def configuration(cells: Iterable[Cell]) -> str:
    """A ``conformance.toml`` with a table for each cell."""
    return "\n".join(dict.fromkeys(_table_of(cell) for cell in cells))


def _table_of(cell: Cell) -> str:
    """A table in TOML, whose strings and lists may be written as JSON writes them."""
    keys = {"module": "flask", "python": cell.python, "requirements": cell.requirements}
    lines = [f"{key} = {json.dumps(content)}" for key, content in keys.items()]
    return "\n".join([f'[targets."{cell.name}"]', *lines, ""])


def judge(cell: Cell, folder: Path, options: Sequence[str]) -> Verdicts:
    """Run one cell whose table is in the folder; what the program prints is kept beside it."""
    command = [PROGRAM, "run", cell.name, "--output", cell.transport]
    command += ["--transport", cell.transport, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    printed = done.stdout + done.stderr
    (folder / f"{cell.name}-{cell.transport}.txt").write_text(printed, encoding="utf-8")
    if done.returncode not in (0, 1):
        return Verdicts(cell, done.returncode, complaint=printed.strip())
    report = folder / cell.transport / cell.name / "results.json"
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    return Verdicts(cell, done.returncode, results)


def disagreements(found: Iterable[Verdicts]) -> Iterator[Disagreement]:
    """Every check on which cells of the same release differ; the cells come sorted by release."""
    for release, cells in groupby(found, key=lambda each: each.cell.release):
        for check, tests in _by_check(cells).items():
            if len({test["rawStatus"] for _, test in tests}) > 1:
                yield _disagreement(release, check, tests)


def _by_check(cells: Iterable[Verdicts]) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """For each check, where it was made and what the report says of it."""
    tests: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for cell in cells:
        for test in cell.tests:
            tests.setdefault(test["name"], []).append((cell.place, test))
    return tests


def _disagreement(
    release: str, check: str, tests: Iterable[tuple[str, Mapping[str, Any]]]
) -> Disagreement:
    places: dict[str, list[str]] = {}
    reasons = []
    for place, test in tests:
        places.setdefault(test["rawStatus"], []).append(place)
        reasons += [test["message"]] if "message" in test else []
    return Disagreement(release, check, places, reasons[0])


def show(console: Console, found: Sequence[Verdicts], differing: Sequence[Disagreement]) -> None:
    """Print the cells, what went wrong in them, and the disagreements."""
    table = Table(*COLUMNS, *COUNTS)
    for each in found:
        table.add_row(*_row(each))
    console.print(table)
    for each in found:
        for line in _problems(each):
            console.print(f"{each.cell.name} ({each.cell.transport}): {line}", soft_wrap=True)
    for difference in differing:
        _show_difference(console, difference)


def _problems(each: Verdicts) -> list[str]:
    """Why there is no report, or what did not pass although it applies."""
    if each.complaint:
        return [each.complaint]
    unmet = (test for test in each.tests if test["rawStatus"] not in FINE)
    return [f"{test['rawStatus']} {test['name']}" for test in unmet]


def _row(each: Verdicts) -> list[str]:
    cell, counts = each.cell, Counter(test["rawStatus"] for test in each.tests)
    failed = sum(counts.values()) - counts["passed"] - counts["not-applicable"]
    verdict = "conforms" if each.conforms else f"exit code {each.exit_code}"
    return [
        *(cell.release, each.version_of("python"), cell.libraries, each.version_of("werkzeug")),
        *(cell.transport, str(counts["passed"]), str(failed), str(counts["not-applicable"])),
        verdict,
    ]


def _show_difference(console: Console, difference: Disagreement) -> None:
    mark = "explained" if difference.is_explained else "UNEXPLAINED"
    head = f"\nflask {difference.release}  {difference.check}  {mark}: {difference.reason}"
    console.print(head, soft_wrap=True)
    for outcome, places in difference.places.items():
        console.print(f"  {outcome}: {'; '.join(places)}", soft_wrap=True)


def main() -> int:
    """Judge all cells, a few at a time, and print what came of it."""
    arguments, options = _parser().parse_known_args()
    folder = arguments.output.resolve()
    cells = _cells(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conformance.toml").write_text(configuration(cells), encoding="utf-8")
    with ThreadPoolExecutor(arguments.jobs) as pool:
        found = list(pool.map(lambda cell: judge(cell, folder, options), cells))
    differing = list(disagreements(found))
    show(_console(), found, differing)
    is_fine = all(each.conforms for each in found) and all(each.is_explained for each in differing)
    return 0 if is_fine else 1


def _console() -> Console:
    """One that does not squeeze the table into 80 columns where nobody looks."""
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 100)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__.partition("::")[0],
        epilog="Other options go to flask-conformance run.",
    )
    add = parser.add_argument
    add("--flask", action="append", metavar="RELEASE", help=f"default: {', '.join(RELEASES)}")
    add("--python", action="append", help="a path or a version; default: the running one")
    add("--libraries", action="append", choices=["oldest", "newest"], help="default: both")
    add("--transport", action="append", choices=["wsgi", "live"], help="default: wsgi")
    add("--jobs", type=int, default=2, metavar="N", help="cells at a time; default: 2")
    add("--output", type=Path, default=Path("results", "matrix"), help="default: results/matrix")
    return parser


def _cells(arguments: argparse.Namespace) -> list[Cell]:
    combinations = product(
        arguments.flask or RELEASES,
        arguments.python or [sys.executable],
        arguments.libraries or ["oldest", "newest"],
        arguments.transport or ["wsgi"],
    )
    return [Cell(*combination) for combination in combinations]


if __name__ == "__main__":
    sys.exit(main())
