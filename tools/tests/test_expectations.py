"""Expected failures: what they excuse and when they are stale."""

import datetime

import pytest
from packaging.version import Version

from flask_conformance.checks.stage import Check
from flask_conformance.targets.settings import ExpectedFailure
from flask_conformance.verdicts.expectations import compare
from flask_conformance.verdicts.outcomes import Verdict
from flask_conformance.verdicts.results import Exit
from flask_conformance.worker.requirements import Requirement

ID = "routing.rules.one"
TODAY = datetime.date(2030, 1, 31)


def verdict(outcome):
    requirement = Requirement(
        ID, "One", "MUST", "It MUST.", "routing/rules.md", 3, (), (), (), None
    )
    return Verdict(Check("spec/routing/rules.md::one", ID, "example"), requirement, outcome)


def complaints(entry, *outcomes):
    found = compare(
        [entry],
        [verdict(outcome) for outcome in outcomes],
        known={ID, "spec/routing/rules.md::one"},
        version="2.0",
        today=TODAY,
    )
    return [each.split("'")[2].strip() for each in found.stale]


@pytest.mark.parametrize(
    ("entry", "outcomes", "expected"),
    [
        (ExpectedFailure(ID, "later"), ["failed"], []),
        (ExpectedFailure(ID, "later"), ["failed", "passed"], []),
        (ExpectedFailure(ID, "later"), [], []),
        (ExpectedFailure(ID, "later"), ["passed"], ["passes now: remove it"]),
        (
            ExpectedFailure("routing.rules.none", "later"),
            ["failed"],
            ["matches no requirement and no check: correct or remove it"],
        ),
        (ExpectedFailure(ID, "later", until=TODAY), ["failed"], []),
        (
            ExpectedFailure(ID, "later", until=datetime.date(2030, 1, 30)),
            ["failed"],
            ["has expired (2030-01-30): mend the target or renew the entry"],
        ),
        (ExpectedFailure(ID, "later", until=Version("2.1")), ["failed"], []),
        (
            ExpectedFailure(ID, "later", until=Version("2.0")),
            ["failed"],
            ["has expired (2.0): mend the target or renew the entry"],
        ),
    ],
    ids=[
        "fails",
        "one-of-two-fails",
        "not-selected",
        "passes",
        "matches-nothing",
        "on-its-last-day",
        "expired",
        "older-version",
        "version-reached",
    ],
)
def test_stale_entries(entry, outcomes, expected):
    """An entry that passes, matches nothing or has expired is stale."""
    assert complaints(entry, *outcomes) == expected


def test_entry_covers_requirement_or_check():
    """An entry names a requirement, or one of its checks."""
    entries = [ExpectedFailure(ID, "a"), ExpectedFailure("spec/routing/rules.md::one", "b")]

    covered = [
        compare([entry], [], known=(), version=None, today=TODAY).covers(verdict("failed"))
        for entry in entries
    ]

    assert covered == [True, True]


EXPECTED = ExpectedFailure("routing.greetings.greets-the-world", "not yet")
DEAF = """
    import flask

    class Flask(flask.Flask):
        def make_response(self, value):
            is_meant = isinstance(value, str) and "world" in value
            return super().make_response("what?" if is_meant else value)
"""


def test_expected_failure_leaves_a_target_conforming(judge, make_target):
    """A failure that is expected is reported as a failure and does not decide the exit code."""
    result = judge(make_target(DEAF, expected_failures=(EXPECTED,)))

    assert [each.outcome for each in result.failures] == ["failed"]
    assert result.exit_code is Exit.CONFORMS


def test_stale_expectation_has_its_exit_code(judge, make_target):
    """A target that passes what it expected to fail ends with exit code 4."""
    result = judge(make_target("from flask import Flask", expected_failures=(EXPECTED,)))

    assert result.exit_code is Exit.STALE_EXPECTATIONS
