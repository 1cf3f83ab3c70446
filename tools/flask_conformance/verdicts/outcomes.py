"""From the events of a run to verdicts, and from verdicts to an exit code.

Outcomes: ``passed``, ``failed``, ``timeout``, ``crashed``, ``blocked`` (it failed, and so did a
requirement that it needs), ``not-applicable`` (release or capability), ``untested``.
Only ``passed`` is a pass.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from flask_conformance.checks.stage import Check, Stage
from flask_conformance.worker.journal import Event
from flask_conformance.worker.requirements import Requirement

OUTCOMES = ("passed", "failed", "timeout", "crashed", "blocked", "not-applicable", "untested")
FAILURES = frozenset({"failed", "timeout", "crashed", "blocked"})


@dataclass(frozen=True)
class Verdict:
    """What a run found out about one check. ``seconds`` is None where it did not run to its end."""

    check: Check
    requirement: Requirement
    outcome: str
    message: str = ""
    seconds: float | None = None
    expected: str | None = None
    observed: str | None = None
    exchanges: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_failure(self) -> bool:
        """Whether the target does not do what the check expects."""
        return self.outcome in FAILURES

    @property
    def is_must(self) -> bool:
        """Whether it decides conformity."""
        return self.requirement.level != "SHOULD"


DETAILS = ("message", "seconds", "expected", "observed", "exchanges")


def verdicts(stage: Stage, checks: Iterable[Check], events: Iterable[Event]) -> list[Verdict]:
    """One verdict for each check, in their order; a check without an event is untested."""
    finished = {event["check"]: event for event in events if event["event"] == "check-finished"}
    found = [_verdict(stage, check, finished.get(check.id)) for check in checks]
    return list(_relabelled(found))


def _verdict(stage: Stage, check: Check, event: Event | None) -> Verdict:
    requirement = stage.requirements.by_id[check.requirement]
    if event is None:
        return Verdict(check, requirement, "untested", "the run ended before its turn came")
    details = {name: event[name] for name in DETAILS if name in event}
    return Verdict(check, requirement, event["outcome"], **details)


def _relabelled(found: list[Verdict]) -> Iterator[Verdict]:
    """A failure is ``blocked`` when a requirement that it needs failed too."""
    failing = {each.requirement.id for each in found if each.is_failure}
    for each in found:
        blockers = failing.intersection(each.requirement.requirements)
        if each.is_failure and blockers:
            reason = f"Blocked: {', '.join(sorted(blockers))} failed too.\n\n{each.message}"
            yield replace(each, outcome="blocked", message=reason)
        else:
            yield each


def totals(found: Iterable[Verdict]) -> dict[str, int]:
    """How many verdicts there are of each outcome."""
    counted = Counter(each.outcome for each in found)
    return {outcome: counted[outcome] for outcome in OUTCOMES}
