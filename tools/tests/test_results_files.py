"""CTRF and JUnit files: valid, and with the same totals as the verdicts."""

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from flask_conformance.reporting import ctrf, junit
from flask_conformance.targets.settings import ExpectedFailure
from flask_conformance.verdicts.outcomes import OUTCOMES, totals

SCHEMA = json.loads((Path(__file__).parent / "data/ctrf-schema-0.0.json").read_text())
ALL_OUTCOMES = """
    import os
    import sys
    import time

    import flask

    class Flask(flask.Flask):
        def make_response(self, value):
            text = value if isinstance(value, str) else ""
            if "hello, " in text and "/greeting" in flask.request.path:
                value = "wh\\x00at?"
            if "hello, 1" == text:
                os._exit(7)
            if "good morning" in text:
                time.sleep(60)
            return super().make_response(value)
"""


@pytest.fixture(scope="module")
def result(laboratory, tmp_path_factory):
    """A result with most kinds of outcomes."""
    room = laboratory(tmp_path_factory.mktemp("outcomes"))
    return room.judge(room.make_target(ALL_OUTCOMES))


def test_outcomes_are_as_meant(result):
    """The target of this module leads to all outcomes but one."""
    assert totals(result.verdicts) == {
        "passed": 1,
        "failed": 1,
        "timeout": 1,
        "crashed": 2,
        "blocked": 1,
        "not-applicable": 1,
        "untested": 0,
    }


def test_ctrf_is_valid(result):
    """The report satisfies the schema of the format."""
    jsonschema.validate(ctrf.document(result), SCHEMA)


def test_schema_notices_a_fault(result):
    """The schema would refuse a report without its summary."""
    report = ctrf.document(result)
    del report["results"]["summary"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA)


@pytest.mark.parametrize(
    ("path", "gist"),
    [
        ("greets-the-world", "AssertionError: assert"),
        ("greets-politely", "it did not end within its time limit"),
    ],
    ids=["failed", "timeout"],
)
def test_message_is_the_error(result, path, gist):
    """The short message of a test says what went wrong, not how the long one ends."""
    tests = ctrf.document(result)["results"]["tests"]
    message = next(each["message"] for each in tests if path in each["testId"])

    assert message.startswith(gist)


def test_totals_are_equal_everywhere(result, tmp_path):
    """Verdicts, CTRF summary, CTRF tests and JUnit add up to the same."""
    ctrf.write(result, tmp_path / "results.json")
    report = json.loads((tmp_path / "results.json").read_text())
    junit.write(report, tmp_path / "junit.xml")
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()

    expected = totals(result.verdicts)
    summary = report["results"]["summary"]
    raw = Counter(test["rawStatus"] for test in report["results"]["tests"])
    types = Counter(note.get("type") for case in suites.iter("testcase") for note in case)

    assert summary["extra"]["outcomes"] == expected
    assert {name: raw[name] for name in OUTCOMES} == expected
    assert {name: types[name] for name in OUTCOMES if name != "passed"} == {
        name: number for name, number in expected.items() if name != "passed"
    }
    assert summary["tests"] == sum(expected.values()) == int(suites.get("tests"))
    bad = int(suites.get("failures")) + int(suites.get("errors"))
    assert summary["failed"] + summary["pending"] == bad
    assert summary["skipped"] == int(suites.get("skipped"))
    assert summary["passed"] == expected["passed"]


def test_reason_of_an_expected_failure_is_told(result):
    """Both files say why a failure was expected."""
    entry = ExpectedFailure("spec/routing/greetings.md::greets-the-world", "We greet later.")
    target = replace(result.target, expected_failures=(entry,))

    report = ctrf.document(replace(result, target=target))
    notes = [note for case in junit.document(report).getroot().iter("testcase") for note in case]

    extras = [test["extra"] for test in report["results"]["tests"]]
    assert "We greet later." in [extra.get("expectedBecause") for extra in extras]
    assert any(note.get("message").startswith("expected (We greet later.)") for note in notes)


def test_suites_add_up(result):
    """The chapters of the JUnit document add up to its total."""
    root = junit.document(ctrf.document(result)).getroot()

    for name in ("tests", "failures", "errors", "skipped"):
        assert sum(int(suite.get(name)) for suite in root) == int(root.get(name))
