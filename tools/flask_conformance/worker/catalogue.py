"""``python -m flask_conformance.worker.catalogue STAGE``: list the checks, without any target.

The list is the same for all targets, so it is made with an empty module in Flask's place: a check
that uses a name of the target while it is collected is broken, and is reported as such.
"""

import json
import os
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from .__main__ import OPTIONS
from .examples import ExampleCheck
from .impersonation import VARIABLE
from .plan import LIST


class Listing:
    """Writes down every check that pytest collects, and every file that it cannot."""

    def __init__(self) -> None:
        self.checks: list[dict[str, Any]] = []
        self.problems: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what cannot be collected."""
        if report.failed:
            self.problems.append(f"{report.nodeid}: {report.longreprtext}")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep id, requirement and kind of each check."""
        self.checks = [self._entry(item) for item in items]

    def _entry(self, item: pytest.Item) -> dict[str, Any]:
        from .plugin import requirement_of

        requirement = requirement_of(item)
        if requirement is None:
            self.problems.append(f"{item.nodeid}: names no requirement")
        return {
            "id": item.nodeid,
            "requirement": requirement.id if requirement else None,
            "kind": _kind(item),
        }


def _kind(item: pytest.Item) -> str:
    if isinstance(item, ExampleCheck):
        return "example"
    function = getattr(item, "obj", None)
    return "property" if hasattr(function, "hypothesis") else "test"


def main(stage: Path) -> int:
    """Write ``checks.json`` into the stage; the exit status says whether all could be listed."""
    from . import plugin

    sys.modules["flask"] = types.ModuleType("flask")
    os.environ["CONFORMANCE_MANIFEST"] = str(stage / "manifest.json")
    os.environ.pop(VARIABLE, None)
    listing = Listing()
    arguments = [
        "--collect-only",
        f"--rootdir={stage}",
        f"--config-file={stage / 'pytest.ini'}",
        str(stage / "spec"),
        str(stage / "conformance"),
    ]
    status = pytest.main([*OPTIONS, *arguments], plugins=[plugin, listing])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        listing.problems.append(f"pytest ended with {status!r}")
    found = {"checks": listing.checks, "problems": listing.problems}
    (stage / LIST).write_text(json.dumps(found), encoding="utf-8")
    return 1 if listing.problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
