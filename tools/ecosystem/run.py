"""Run real extensions on Flask and on hipflask, and compare what their apps do::

    .venv/bin/python tools/ecosystem/run.py
    .venv/bin/python tools/ecosystem/run.py flask-login flask-wtf

The first run builds an environment for each extension, with the releases that pins.toml names, and
keeps them. Each app runs twice in its environment, the second time with the target in Flask's
place. Another target than hipflask is named as for flask-conformance: a folder, a wheel, a
requirement.

Exit codes: 0 if all outcomes are the same, 1 if one is not or could not be had, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from ecosystem.extensions import HIPFLASK, Extension, chosen, target_named, write_pins
from ecosystem.outcomes import Outcome, differences, run
from flask_conformance.errors import BuildError, UserError
from flask_conformance.targets.environments import Environment
from flask_conformance.targets.naming import Target
from flask_conformance.worker.impersonation import Impersonation

SHOWN = 5


@dataclass(frozen=True)
class Comparison:
    """What came of one extension."""

    extension: Extension
    environment: Environment | None
    verdict: str
    entries: int = 0
    lines: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both did the same."""
        return self.verdict == "same"

    def version_of(self, name: str) -> str:
        """The release of a distribution beside it."""
        return self.environment.packages.get(name, "?") if self.environment else "?"


def compare(extension: Extension, target: Target) -> Comparison:
    """Run an app on Flask and on the target."""
    try:
        environment = extension.environment(target, _say)
    except BuildError as error:
        return Comparison(extension, None, "cannot be installed", lines=(error.message,))
    python = environment.python
    expected = run(extension.app, Impersonation("flask"), python)
    if expected.complaint:
        lines = (f"on Flask: {expected.complaint}",)
        return Comparison(extension, environment, "fails on Flask", lines=lines)
    found = run(extension.app, target.impersonation, python)
    return _compared(extension, environment, expected, found)


def _compared(
    extension: Extension, environment: Environment, expected: Outcome, found: Outcome
) -> Comparison:
    lines = tuple(differences(expected, found))
    verdict = "differs" if lines else "same"
    return Comparison(extension, environment, verdict, len(expected.entries), lines)


def pin(extensions: Sequence[Extension], target: Target) -> None:
    """Write down the newest releases that there are for these extensions."""
    found = {each.name: each.newest(target, _say) for each in extensions}
    write_pins(found, target)


def show(console: Console, found: Sequence[Comparison]) -> None:
    """Print a row for each extension, and below what is wrong."""
    table = Table("extension", "version", "Flask", "Werkzeug", "entries", "outcome")
    for each in found:
        versions = (each.version_of(name) for name in (each.extension.name, "flask", "werkzeug"))
        table.add_row(each.extension.name, *versions, str(each.entries), each.verdict)
    console.print(table)
    for each in found:
        for line in _shown(each.lines):
            console.print(f"{each.extension.name}: {line}", soft_wrap=True)


def _shown(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"and {len(lines) - SHOWN} more"


def main() -> int:
    """Compare the extensions that are named, or all."""
    arguments = _parser().parse_args()
    try:
        target, extensions = target_named(arguments.target), chosen(arguments.name)
        if arguments.pin:
            pin(extensions, target)
            extensions = chosen(arguments.name)
        with ThreadPoolExecutor(arguments.jobs) as pool:
            found = list(pool.map(lambda each: compare(each, target), extensions))
    except UserError as error:
        print(f"{error.message} {error.hint}", file=sys.stderr)
        return error.exit_code
    show(Console(highlight=False, markup=False), found)
    return 0 if all(each.is_same for each in found) else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__.replace("::", ":"), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("name", nargs="*", metavar="NAME", help="an extension; default: all of extensions.toml")
    add("--target", default=str(HIPFLASK), help="what takes Flask's place; default: hipflask")
    add("-j", "--jobs", type=int, default=2, metavar="N", help="extensions at a time; default: 2")
    add("--pin", action="store_true", help="write the newest releases into pins.toml before")
    return parser


if __name__ == "__main__":
    sys.exit(main())
