"""What is known of one target at the end of a run, whatever its course was."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

from flask_conformance.checks.stage import Check, Stage
from flask_conformance.targets.naming import Target
from flask_conformance.verdicts import expectations
from flask_conformance.verdicts.expectations import Expectations
from flask_conformance.verdicts.outcomes import Verdict, verdicts
from flask_conformance.worker.journal import Event, Journal


class Exit(IntEnum):
    """The exit codes of a run."""

    CONFORMS = 0
    DOES_NOT_CONFORM = 1
    USAGE = 2
    NO_VERDICT = 3
    STALE_EXPECTATIONS = 4


@dataclass(frozen=True)
class Result:
    """The verdicts on one target, and where they came from."""

    target: Target
    stage: Stage
    checks: Sequence[Check]
    events: Sequence[Event]
    folder: Path

    @classmethod
    def read(cls, target: Target, stage: Stage, checks: Sequence[Check], folder: Path) -> "Result":
        """What the journal in a folder says."""
        return cls(target, stage, checks, Journal(folder / "events.jsonl").read(), folder)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """One for each check."""
        return verdicts(self.stage, self.checks, self.events)

    @cached_property
    def _loaded(self) -> Event | None:
        return next((each for each in self.events if each["event"] == "target-loaded"), None)

    @property
    def identity(self) -> dict[str, str | None]:
        """Which file ``flask`` was and the versions; empty when the target was never loaded."""
        found = next((each for each in self.events if "file" in each), None)
        return {name: found.get(name) for name in IDENTITY} if found else {}

    @property
    def undeclared(self) -> list[str]:
        """Capabilities that the target shows and does not declare: nothing judged them."""
        return self._loaded.get("undeclared", []) if self._loaded else []

    @cached_property
    def expectations(self) -> Expectations:
        """What came of the expected failures."""
        ids = {check.id for check in self.stage.checks} | set(self.stage.requirements.by_id)
        return expectations.compare(
            self.target.expected_failures,
            self.verdicts,
            known=ids,
            version=self.identity.get("version"),
            today=datetime.date.today(),
        )

    @property
    def failures(self) -> list[Verdict]:
        """The checks that the target fails, expected or not."""
        return [each for each in self.verdicts if each.is_failure]

    @property
    def unmet(self) -> list[Verdict]:
        """What stands between the target and conformity: SHOULD and expected failures do not."""
        return [each for each in self.verdicts if self._counts_against(each)]

    def _counts_against(self, verdict: Verdict) -> bool:
        if verdict.outcome in ("passed", "not-applicable") or not verdict.is_must:
            return False
        return not (verdict.is_failure and self.expectations.covers(verdict))

    @property
    def obstacle(self) -> str | None:
        """Why the target could not be judged at all, if so."""
        for event in self.events:
            if event["event"] == "target-loaded":
                return None
            if event["event"] == "smoke-failed":
                return f"it could not {event['step']}: {event['reason']}"
            if event["event"] == "target-unusable":
                return f"it cannot be imported: {event['reason']}"
            if event.get("outcome") == "untested":
                return str(event["message"]).partition("\n")[0]
        return None

    @property
    def breakage(self) -> str | None:
        """What broke in the run itself; a verdict would be about the wrong thing."""
        reason = None
        for event in self.events:
            if event["event"] == "run-resumed":
                reason = None
            elif event["event"] == "run-broken":
                reason = event["reason"]
        return reason

    @property
    def span(self) -> tuple[float, float]:
        """The times of the first and of the last event, in seconds since the epoch."""
        times = [event["time"] for event in self.events] or [0.0]
        return times[0], times[-1]

    @property
    def exit_code(self) -> Exit:
        """0 conforms, 1 does not, 3 no verdict, 4 stale expectations."""
        if self.breakage or self.obstacle:
            return Exit.NO_VERDICT
        if self.unmet:
            return Exit.DOES_NOT_CONFORM
        return Exit.STALE_EXPECTATIONS if self.expectations.stale else Exit.CONFORMS


IDENTITY = ("module", "file", "version", "implements", "werkzeug", "python")


def combined(results: Sequence[Result]) -> Exit:
    """The exit code of several targets: what is worst for whoever relies on it."""
    gravity = (
        Exit.NO_VERDICT,
        Exit.DOES_NOT_CONFORM,
        Exit.STALE_EXPECTATIONS,
        Exit.CONFORMS,
    )
    codes = {result.exit_code for result in results}
    return next((code for code in gravity if code in codes), Exit.CONFORMS)
