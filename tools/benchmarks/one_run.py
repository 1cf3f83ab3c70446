"""Judge a target by the checks of some kinds; `suite_speed` times it as a process of its own.

python tools/benchmarks/one_run.py FOLDER TARGET KIND...
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_conformance.checks.selection import Selection
from flask_conformance.checks.stage import Check, prepare
from flask_conformance.judging.running import Options, Reporter, run
from flask_conformance.reporting import ctrf
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets.naming import resolve
from flask_conformance.verdicts.results import combined


@dataclass(frozen=True)
class OfKinds(Selection):
    """The checks of some kinds: example, test, property."""

    kinds: tuple[str, ...] = ()

    def choose(self, checks: Sequence[Check]) -> list[Check]:
        """All checks of these kinds."""
        return [check for check in checks if check.kind in self.kinds]


def main(folder: str, target: str, *kinds: str) -> int:
    """Do what the command does, with one worker; the exit code is that of the command."""
    options = Options(selection=OfKinds(kinds=kinds), output=Path(folder))
    results = run([resolve(target)], prepare(find_suite()), options, Reporter())
    for result in results:
        ctrf.write(result, result.folder / "results.json")
    return combined(results)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
