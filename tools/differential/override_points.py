"""Overrides and edits everything that two frameworks let people change, and compares.

    python tools/differential/override_points.py [flask hipflask] [--quick | --count N] [--seed N]
    python tools/differential/override_points.py --part 1/2     (and 2/2: all of them on two cores)

A case is a scenario, what is changed in it, and how. A replacement of a method has an act, too:
``hello:Flask.make_response:subclass:call``; an edit of a setting or a registry comes early or
late: ``hello:edit.config.DEBUG=True:late``. ``--only`` chooses cases by parts of their names.
Each runs in both frameworks; the diaries of calls, events, log records and answers must be equal.
A replacement that does anything but call the original is tried where it is asked at all.
All cases take half an hour of one core; an interrupted run tells what it has found, and how many
cases to ``--skip`` to go on.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextvars import Context
from difflib import unified_diff
from importlib import import_module
from typing import Any

from rich.console import Console
from rich.progress import track

from differential import edits, overrides
from differential.applications import SCENARIOS
from differential.edits import EDITS, EditCase
from differential.overrides import OverrideCase
from differential.points import points
from differential.watching import Diary

BREAKAGE = re.compile(r"\b(AssertionError|AttributeError|TypeError)\b")
LOOK_UPS = {
    *("Config.__getitem__", "Config.get", "Config.__contains__"),
    *("Session.__getitem__", "Session.get", "Session.__contains__"),
}
QUICK = 600
"""How many cases a quick run tries."""
INTERRUPTED = 130
"""The exit code of an interrupted run, as shells give it."""


Case = OverrideCase | EditCase


def cases(module: Any) -> list[Case]:
    """All cases; of the replacements, those that call the original."""
    return [*_override_cases(module), *_edit_cases()]


def _override_cases(module: Any) -> list[Case]:
    found = (
        OverrideCase(scenario, point, way)
        for scenario in SCENARIOS.values()
        for point in points(module)
        for way in overrides.WAYS
    )
    return [case for case in found if case.is_possible(module)]


def _edit_cases() -> list[Case]:
    return [
        EditCase(scenario, edit, way)
        for scenario in SCENARIOS.values()
        for edit in EDITS
        for way in edits.WAYS
    ]


class Comparison:
    """Counts what was compared and keeps what differs."""

    def __init__(self, first: Any, second: Any, only: str) -> None:
        self._modules = first, second
        self._only = only
        self.cases = 0
        self.compared = 0
        self.different: list[tuple[Case, list[str]]] = []

    def compare(self, case: Case) -> None:
        """Compare a case, and its variants, if the replacement is asked at all: a trace each."""
        self.cases += 1
        if self._compare(case).asked:
            for variant in case.variants():
                self._compare(variant)

    def _compare(self, case: Case) -> Diary:
        diary = _diary(case, self._modules[0])
        if self._only in case.name:
            self.compared += 1
            first = comparable(case, diary)
            second = comparable(case, _diary(case, self._modules[1]))
            if first != second:
                self.different.append((case, difference(first, second)))
        return diary


def _diary(case: Case, module: Any) -> Diary:
    # Contexts that a case left pushed because a replacement broke it are not those of the next.
    return Context().run(case.diary, module)


def comparable(case: Case, diary: Diary) -> list[str]:
    """The diary without what is free: how a framework breaks, and how often it looks."""
    lines = diary.lines
    if case.breaks:
        lines = [BREAKAGE.sub("breakage", line) for line in lines]
    if case.address in LOOK_UPS:
        lines = list(looked_up(case, lines))
    if any("RecursionError" in line for line in lines):
        lines = [line for line, before in zip(lines, ["", *lines], strict=False) if line != before]
    return lines


def looked_up(case: Case, lines: list[str]) -> Iterator[str]:
    """The lines, with one for all look-ups of a key between two events."""
    seen: set[str] = set()
    for line in lines:
        if not line.startswith(case.address + "("):
            yield from sorted(seen)
            seen = set()
            yield line
        else:
            seen.add(line)


def difference(first: list[str], second: list[str]) -> list[str]:
    """The lines that differ, with some around them."""
    return list(unified_diff(first, second, "first", "second", n=4, lineterm=""))[2:]


def chosen(module: Any, arguments: argparse.Namespace) -> list[Case]:
    """The cases to be tried, in random order when not all are."""
    prefix = arguments.only.rpartition(":")[0] if arguments.only.count(":") == 3 else arguments.only
    found = [case for case in cases(module) if prefix in case.name]
    count = arguments.count or (QUICK if arguments.quick else None)
    if count is not None and count < len(found):
        found = random.Random(arguments.seed).sample(found, count)
    first, step = arguments.part
    return found[first - 1 :: step][arguments.skip :]


def report(comparison: Comparison, arguments: argparse.Namespace) -> None:
    """Print the differences, and a last line of counts."""
    examples = {case.address: (case, lines) for case, lines in reversed(comparison.different)}
    for case, lines in list(examples.values())[: arguments.show]:
        print(f"\n{case.name}\n  python {sys.argv[0]} {arguments.first} {arguments.second}", end="")
        print(f" --only {case.name}")
        print(*(f"    {line}" for line in lines[: arguments.lines]), sep="\n")
    by_place = Counter(case.address for case, _ in comparison.different)
    for address, number in by_place.most_common():
        print(f"{number:6}  {address}")
    print(
        f"{comparison.compared} traces of {comparison.cases} cases compared,"
        f" {len(comparison.different)} differ"
        f" ({arguments.first} against {arguments.second})"
    )


def main() -> int:
    """Compare; the exit code is 1 if anything differs."""
    parser = _parser()
    arguments = parser.parse_args()
    try:
        first, second = import_module(arguments.first), import_module(arguments.second)
    except ImportError as error:
        parser.error(f"{error}; name modules that can be imported here")
    comparison = Comparison(first, second, arguments.only)
    todo = chosen(first, arguments)
    if not todo:
        parser.error(_nothing_chosen(arguments))
    done = 0
    try:
        for case in track(todo, "Comparing", console=Console(stderr=True), transient=True):
            comparison.compare(case)
            done += 1
    except KeyboardInterrupt:
        print(
            f"Interrupted after {done} of {len(todo)} cases: to go on, run the same"
            f" with --skip {arguments.skip + done}",
            file=sys.stderr,
        )
        report(comparison, arguments)
        return INTERRUPTED
    report(comparison, arguments)
    return 1 if comparison.different or not comparison.compared else 0


def _nothing_chosen(arguments: argparse.Namespace) -> str:
    if arguments.skip:
        return f"--skip {arguments.skip} leaves no case"
    return f"no case has {arguments.only!r} in its name, as in hello:Flask.make_response"


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of cases; write 1 or more")
    return int(text)


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of cases; write 0 or more")
    return int(text)


def _part(text: str) -> tuple[int, int]:
    """Which of how many parts, both from 1 on."""
    try:
        part, parts = map(int, text.split("/"))
    except ValueError:
        part, parts = 0, 0
    if not 1 <= part <= parts:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no part; write 1/2 for the first of two, 2/2 for the second"
        )
    return part, parts


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("first", nargs="?", default="flask", help="a module (default: flask)")
    parser.add_argument("second", nargs="?", default="hipflask", help="(default: hipflask)")
    parser.add_argument(
        "--quick", action="store_true", help=f"only {QUICK} cases, chosen at random"
    )
    parser.add_argument(
        "--count", type=_positive, metavar="N", help="only N cases, chosen at random"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="for the random choice")
    parser.add_argument(
        "--part",
        type=_part,
        default="1/1",
        metavar="K/N",
        help="of those that are chosen every Nth, from the Kth on",
    )
    parser.add_argument(
        "--skip", type=_natural, default=0, metavar="N", help="not the first N of those"
    )
    parser.add_argument("--only", default="", metavar="TEXT", help="cases with this in their name")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="places to print")
    parser.add_argument("--lines", type=int, default=40, metavar="N", help="lines of each")
    return parser


if __name__ == "__main__":
    sys.exit(main())
