"""How much of a target's source the checks reach, and what they do not reach, by function::

    .venv/bin/python tools/covered.py flask --lines 98 --branches 95
    .venv/bin/python tools/covered.py hipflask --lines 95

The target must be importable here. Only the specification's examples and checks run, by plain
pytest, and only they count; child processes are measured, too. What is left is told as line
numbers below the names of functions, so that nobody has to read a source to see it.

Exit codes: 0 if the goals in per cent are met and all checks pass, otherwise 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

SETTINGS = """\
[run]
branch = true
source_pkgs = {module}
data_file = {folder}/data
patch = subprocess
"""
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Share:
    """How many of all lines, or of all branches, were reached."""

    reached: int
    all: int

    @property
    def percent(self) -> float:
        """Of nothing, all is reached."""
        return 100 * self.reached / self.all if self.all else 100.0

    def __str__(self) -> str:
        return f"{self.percent:.1f} % of {self.all}"


def measure(module: str, folder: Path, options: Sequence[str]) -> tuple[int, Json]:
    """Run the checks, and give pytest's exit code with coverage's report on the module."""
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(module=module, folder=folder), encoding="utf-8")
    judge = ["-m", "pytest", "-p", "flask_conformance.plugin", "--target", module, "-q", *options]
    code = _coverage("run", f"--rcfile={settings}", *judge, folder=folder)
    for step in (["combine", "--quiet"], ["json", "--quiet", "-o", f"{folder}/report.json"]):
        _coverage(step[0], f"--rcfile={settings}", *step[1:], folder=folder)
    report: Json = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return code, report


def _coverage(*arguments: str, folder: Path) -> int:
    """From an empty folder: the settings of a checkout there are no habits of the suite."""
    place = folder / "work"
    place.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, cwd=place, env=os.environ, check=False).returncode


def lines_of(summary: Json) -> Share:
    """The lines of a module or of all."""
    return Share(summary["covered_lines"], summary["num_statements"])


def branches_of(summary: Json) -> Share:
    """The branches of a module or of all."""
    return Share(summary["covered_branches"], summary["num_branches"])


def modules(report: Json) -> Iterator[tuple[str, Json]]:
    """Each module with its part of the report, by its path below the package."""
    common = os.path.commonpath(list(report["files"]))
    for path, found in sorted(report["files"].items()):
        yield os.path.relpath(path, common), found


def left(found: Json) -> Iterator[str]:
    """What was not reached of a module: for each function its lines and branches, by number."""
    for name, function in found["functions"].items():
        missing = [*ranges(function["missing_lines"])]
        unreached = set(function["missing_lines"])
        for source, destination in function["missing_branches"]:
            if source not in unreached and abs(destination) not in unreached:
                where = destination if destination > 0 else "the end"
                missing.append(f"{source} to {where}")
        if missing:
            yield f"{name or 'module'}: {', '.join(missing)}"


def ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers that follow each other, as one: ``3-5``."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        first, *others = (number for _, number in run)
        yield f"{first}-{others[-1]}" if others else str(first)


def show(console: Console, report: Json) -> None:
    """Print the modules that are not reached wholly, and what is left of each."""
    table = Table("module", "lines", "branches")
    for path, found in modules(report):
        summary = found["summary"]
        if summary["missing_lines"] or summary["missing_branches"]:
            table.add_row(path, str(lines_of(summary)), str(branches_of(summary)))
    totals = report["totals"]
    table.add_section()
    table.add_row("all", str(lines_of(totals)), str(branches_of(totals)))
    for path, found in modules(report):
        for line in left(found):
            console.print(f"{path}  {line}", soft_wrap=True)
    console.print(table)


def main() -> int:
    """Measure, print, and hold against the goals."""
    arguments, options = _parser().parse_known_args()
    with tempfile.TemporaryDirectory(prefix="covered-") as folder:
        code, report = measure(arguments.target, Path(folder), options)
    show(Console(highlight=False, markup=False), report)
    totals = report["totals"]
    reached = lines_of(totals).percent >= arguments.lines
    return 0 if reached and branches_of(totals).percent >= arguments.branches and not code else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__.partition("::")[0], epilog="Other options go to pytest."
    )
    parser.add_argument("target", help="a module that can be imported here")
    parser.add_argument("--lines", type=float, default=0.0, metavar="PERCENT", help="the goal")
    parser.add_argument("--branches", type=float, default=0.0, metavar="PERCENT", help="the goal")
    return parser


if __name__ == "__main__":
    sys.exit(main())
