"""Generates applications and requests at random, and compares what two frameworks make of them.

    python tools/differential/generated_apps.py [flask hipflask] [--quick | --count N] [--seed N]

Status, headers, body, chunks, hooks, signals, warnings and log records must be equal, in order.
A program that differs is made as small as it goes and printed as a script.
"""

import argparse
import sys
from difflib import unified_diff
from importlib import import_module
from typing import Any

from differential.grammar import programs
from differential.programs import Program, shrunk

COUNT, QUICK = 500, 60
"""How many programs are drawn, and how many in a quick run."""


class Comparison:
    """Runs programs in two frameworks."""

    def __init__(self, first: Any, second: Any) -> None:
        self._modules = first, second
        self.requests = 0
        self.different: list[tuple[int, Program]] = []

    def diaries(self, program: Program) -> tuple[list[str], list[str]]:
        """What happens in both."""
        first, second = self._modules
        return program.diary(first), program.diary(second)

    def differs(self, program: Program) -> bool:
        """Whether both do not do the same."""
        first, second = self.diaries(program)
        return first != second

    def compare(self, number: int, program: Program) -> None:
        """Compare, and keep a program that differs."""
        self.requests += len(program.requests)
        if self.differs(program):
            self.different.append((number, program))


def show(comparison: Comparison, number: int, program: Program, names: list[str]) -> None:
    """Print the smallest program like this one, and what differs."""
    small = shrunk(program, comparison.differs)
    print(f"\nprogram {number}, which --seed {number} --count 1 repeats, made small:\n")
    print(small.script(names[1]))
    lines = unified_diff(*comparison.diaries(small), names[0], names[1], n=3, lineterm="")
    print(*(f"    {line}" for line in lines), sep="\n")


def main() -> int:
    """Compare; the exit code is 1 if anything differs."""
    arguments = _parser().parse_args()
    names = [arguments.first, arguments.second]
    comparison = Comparison(*map(import_module, names))
    count = arguments.count or (QUICK if arguments.quick else COUNT)
    for number, program in programs(arguments.seed, count):
        comparison.compare(number, program)
    for number, program in comparison.different[: arguments.show]:
        show(comparison, number, program, names)
    print(
        f"{count} programs with {comparison.requests} requests compared,"
        f" {len(comparison.different)} differ ({names[0]} against {names[1]})"
    )
    return 1 if comparison.different else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("first", nargs="?", default="flask", help="a module (default: flask)")
    parser.add_argument("second", nargs="?", default="hipflask", help="(default: hipflask)")
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK} programs")
    parser.add_argument("--count", type=int, metavar="N", help=f"N programs (default: {COUNT})")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first one's number")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="differences to print")
    return parser


if __name__ == "__main__":
    sys.exit(main())
