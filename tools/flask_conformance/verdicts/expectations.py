"""Failures that an implementer expects, held against what happened.

Expectation is separate from outcome: a failure stays a failure, and is reported as expected. An
entry that now passes, that matches nothing or that has expired is stale.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from packaging.version import Version

from flask_conformance.targets.settings import ExpectedFailure
from flask_conformance.verdicts.outcomes import Verdict


@dataclass(frozen=True)
class Expectations:
    """What came of a target's expected failures."""

    reasons: Mapping[str, str]
    stale: tuple[str, ...]

    def covers(self, verdict: Verdict) -> bool:
        """Whether this failure was expected."""
        return self.reason_for(verdict) is not None

    def reason_for(self, verdict: Verdict) -> str | None:
        """Why this failure was expected, if it was."""
        of_requirement = self.reasons.get(verdict.requirement.id)
        return self.reasons.get(verdict.check.id, of_requirement)


def compare(
    entries: Sequence[ExpectedFailure],
    verdicts: Iterable[Verdict],
    *,
    known: Iterable[str],
    version: str | None,
    today: datetime.date,
) -> Expectations:
    """Hold the entries against the verdicts of a run.

    `known` are the ids of all requirements and checks, so that a run of a part of the suite does
    not make the entries for the rest stale; `version` is the target's own.
    """
    found = list(verdicts)
    names = set(known)
    complaints = []
    for entry in entries:
        complaint = _complaint(entry, found, names, version, today)
        if complaint:
            complaints.append(f"expected failure {entry.id!r} {complaint}")
    return Expectations({entry.id: entry.reason for entry in entries}, tuple(complaints))


def _complaint(
    entry: ExpectedFailure,
    verdicts: list[Verdict],
    known: set[str],
    version: str | None,
    today: datetime.date,
) -> str | None:
    if entry.id not in known:
        return "matches no requirement and no check: correct or remove it"
    if _has_expired(entry, version, today):
        return f"has expired ({entry.until}): mend the target or renew the entry"
    concerned = [each for each in verdicts if entry.id in (each.requirement.id, each.check.id)]
    if concerned and all(each.outcome == "passed" for each in concerned):
        return "passes now: remove it"
    return None


def _has_expired(entry: ExpectedFailure, version: str | None, today: datetime.date) -> bool:
    if isinstance(entry.until, datetime.date):
        return today > entry.until
    if isinstance(entry.until, Version) and version:
        return Version(version) >= entry.until
    return False
