"""How one failure is told: the promise, the values, and what passed on the wire."""

import pytest

from flask_conformance.checks.stage import Check
from flask_conformance.reporting.failures import LONGEST_BODY, lines_of
from flask_conformance.verdicts.outcomes import Verdict
from flask_conformance.worker.requirements import Requirement

ID = "routing.rules.one"
REQUIREMENT = Requirement(ID, "One", "MUST", "It MUST be.", "routing/rules.md", 3, (), (), (), None)
EXCHANGE = {
    "method": "POST",
    "url": "http://localhost/books",
    "request_headers": [["Host", "localhost"], ["Content-Type", "text/plain"]],
    "request_body": "one\ntwo",
    "status": 201,
    "response_headers": [["X-Shelf", "3"]],
    "response_body": "made",
    "log": "",
    "error": None,
}


def told(**details):
    check = Check("spec/routing/rules.md::one", ID, "example")
    verdict = Verdict(check, REQUIREMENT, "failed", **details)
    return [line.plain for line in lines_of(verdict)]


def exchanged(**details):
    return told(exchanges=[EXCHANGE | details])[3:]


def test_promise_and_place_come_first():
    """The sentence, the line of the page and the check begin every failure."""
    assert told() == [
        "It MUST be.",
        "spec      spec/routing/rules.md:3",
        "check     spec/routing/rules.md::one",
    ]


def test_values_stand_below_each_other():
    """Expected and observed values are told where there are any, and empty ones too."""
    assert told(expected="'a'", observed="'b'")[3:] == ["expected  'a'", "observed  'b'"]
    assert told(expected="''", observed=None)[3:] == ["expected  ''", "observed  "]


def test_exchange_is_told_without_what_is_usual():
    """Request and answer are shown, without the headers that every client sends."""
    assert exchanged() == [
        "request   POST http://localhost/books",
        "  Content-Type: text/plain",
        "  | one",
        "  | two",
        "answer    201",
        "  X-Shelf: 3",
        "  | made",
    ]


def test_exchange_without_an_answer_says_why():
    """When no answer came, the error stands in its place; what was logged follows."""
    found = exchanged(status=None, error="KeyError: 'x'", log="Traceback\n  in view")

    assert found[-3:] == ["answer    none: KeyError: 'x'", "  log: Traceback", "  log:   in view"]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(LONGEST_BODY, "a" * LONGEST_BODY), (LONGEST_BODY + 1, "a" * LONGEST_BODY + "...")],
    ids=["longest", "longer"],
)
def test_long_body_is_cut(size, shown):
    """The beginning of a long body is enough."""
    assert exchanged(response_body="a" * size)[-1] == f"  | {shown}"


def test_message_keeps_its_indentation():
    """The message follows, as pytest wrote it."""
    assert told(message="\n    def view():\n>       fail()\n")[3:] == [
        "      def view():",
        "  >       fail()",
    ]


def test_nothing_that_a_target_writes_reaches_the_terminal_raw():
    """Control characters are written as escapes wherever they come from."""
    odd = "\x1b[2J"
    headers = [["X-Odd", odd]]
    fields = {"request_body": odd, "response_body": odd, "log": odd, "url": odd}

    lines = told(
        expected=odd,
        observed=odd,
        message=odd,
        exchanges=[EXCHANGE | fields | {"response_headers": headers, "request_headers": headers}],
    )

    assert "\x1b" not in "".join(lines)
    assert "".join(lines).count("\\x1b[2J") == 9
