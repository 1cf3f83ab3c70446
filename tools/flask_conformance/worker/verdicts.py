"""Writes a verdict for each check of a worker into the journal."""

import os
import time
from collections.abc import Generator
from typing import Any

import pytest

from . import memory
from .course import Course
from .examples import CLIENTS
from .journal import Journal
from .phases import run_phases
from .plan import Plan
from .plugin import BROKEN, OBJECTION, PROTOCOL, RETIRE

LONGEST_MESSAGE = 20_000


class Verdicts:
    """A plugin for one session of pytest: an event before and an event after each check."""

    def __init__(self, journal: Journal, plan: Plan, course: Course) -> None:
        self._journal = journal
        self._worker = plan.worker
        self._is_careful = plan.stops_at_failure
        self._harmless = frozenset(plan.harmless)
        self._course = course
        self._uncollected: list[pytest.CollectReport] = []
        self._reports: list[pytest.TestReport] = []
        self._comparison: tuple[str, str, str] | None = None
        self._started = 0.0
        self._item: pytest.Item | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have no reports of what passes, and short messages about what fails."""
        config.stash[PROTOCOL] = run_phases
        # An option of the terminal, which a worker has not.
        config.option.tbstyle = "short"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why something cannot be collected."""
        if report.failed:
            self._uncollected.append(report)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """A check that cannot be collected beside this target has failed; the others run."""
        there = {item.nodeid for item in session.items}
        for check in self._course.part:
            if check not in there:
                self._write(check, "failed", message=self._why_missing(check))

    def _why_missing(self, check: str) -> str:
        guilty = (each for each in self._uncollected if check.startswith(each.nodeid))
        reasons = (each.longreprtext for each in guilty)
        return "\n\n".join(["The check could not be collected.", *reasons])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Say which check runs now: if nothing follows, it is the suspect."""
        self._item = None
        self._reports = []
        self._comparison = None
        self._started = time.perf_counter()
        self._journal.append("check-started", worker=self._worker, check=nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Nobody sits at this keyboard: an interrupt is the target's doing, and a failure."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit) as interrupt:
            pytest.fail(f"{type(interrupt).__name__} left the target: {interrupt!r}")

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Keep what was observed and what was expected."""
        self._comparison = (op, _short(left), _short(right))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Any:
        """Keep the report of a phase that did not pass."""
        report: pytest.TestReport = yield
        self._item = item
        self._reports.append(report)
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Write the verdict; a process that cannot be put right ends with it."""
        is_spent = memory.is_used_up() or self._has_to_retire()
        seconds = round(time.perf_counter() - self._started, 6)
        outcome, details = self._outcome()
        self._write(nodeid, outcome, seconds=seconds, **details)
        if self._item and outcome == "failed" and self._is_careful:
            self._stop(self._item, nodeid)
        if is_spent:
            pytest.exit("a new worker goes on", returncode=0)

    def _stop(self, item: pytest.Item, check: str) -> None:
        if check not in self._harmless:
            item.session.shouldfail = f"{check} failed"

    def _write(self, check: str, outcome: str, **details: Any) -> None:
        self._journal.append(
            "check-finished", worker=self._worker, check=check, outcome=outcome, **details
        )

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Say why the run cannot go on, if it cannot."""
        reason = session.config.stash.get(BROKEN, None)
        if reason:
            self._journal.append("run-broken", worker=self._worker, reason=reason)

    def _has_to_retire(self) -> bool:
        return self._item is not None and self._item.config.stash.get(RETIRE, False)

    def _outcome(self) -> tuple[str, dict[str, Any]]:
        objection = self._item.stash.get(OBJECTION, None) if self._item else None
        if objection:
            return "not-applicable", {"message": objection}
        # No check skips itself: an exception that says so came out of the target.
        failed = [report for report in self._reports if not report.passed]
        if failed:
            return "failed", {"message": self._message(failed), **self._observed()}
        return "passed", {}

    def _message(self, reports: list[pytest.TestReport]) -> str:
        text = "\n\n".join(_text(report) for report in reports)
        if self._item:
            text = text.replace(f"{self._item.config.rootpath}{os.sep}", "")
        return text[-LONGEST_MESSAGE:]

    def _observed(self) -> dict[str, Any]:
        details: dict[str, Any] = {}
        if self._comparison:
            operator, left, right = self._comparison
            details["expected"] = right if operator == "==" else f"{operator} {right}"
            details["observed"] = left
        if self._item:
            details["exchanges"] = _exchanges(self._item)
        return details


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 500 else f"{text[:500]}..."


def _text(report: pytest.TestReport) -> str:
    match report.longrepr:
        case tuple() as parts:
            return ": ".join(map(str, parts))
        case str() as text:
            # As it is: pytest's own text would lose the indentation of the first line.
            return text
    return report.longreprtext


def _exchanges(item: pytest.Item) -> list[dict[str, Any]]:
    clients = item.stash.get(CLIENTS, None)
    return clients.exchanges[-3:] if clients else []
