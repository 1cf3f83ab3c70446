"""Results as JUnit XML, derived from the CTRF report so that no total can differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from flask_conformance.reporting.printable import printable

ELEMENT = {
    "failed": "failure",
    "blocked": "failure",
    "timeout": "error",
    "crashed": "error",
    "not-applicable": "skipped",
    "untested": "error",
}


def document(report: dict[str, Any]) -> ElementTree.ElementTree[ElementTree.Element]:
    """The JUnit document for a CTRF report: one suite for each chapter."""
    results = report["results"]
    root = ElementTree.Element("testsuites", name=results["environment"]["appName"])
    _count(root, results["tests"])
    for chapter in dict.fromkeys(test["suite"][0] for test in results["tests"]):
        tests = [test for test in results["tests"] if test["suite"][0] == chapter]
        suite = ElementTree.SubElement(root, "testsuite", name=chapter)
        _count(suite, tests)
        for test in tests:
            _add_case(suite, test)
    return ElementTree.ElementTree(root)


def write(report: dict[str, Any], path: Path) -> None:
    """Write the JUnit document for a CTRF report."""
    tree = document(report)
    ElementTree.indent(tree)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def _count(element: ElementTree.Element, tests: Iterable[dict[str, Any]]) -> None:
    listed = list(tests)
    counts = Counter(ELEMENT.get(test["rawStatus"], "passed") for test in listed)
    element.set("tests", str(len(listed)))
    element.set("failures", str(counts["failure"]))
    element.set("errors", str(counts["error"]))
    element.set("skipped", str(counts["skipped"]))
    element.set("time", f"{sum(test['duration'] for test in listed) / 1000:.3f}")


def _add_case(suite: ElementTree.Element, test: dict[str, Any]) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=test["extra"]["requirement"],
        name=test["name"],
        time=f"{test['duration'] / 1000:.3f}",
    )
    kind = ELEMENT.get(test["rawStatus"])
    if kind:
        note = ElementTree.SubElement(case, kind, type=test["rawStatus"])
        note.set("message", printable(_message(test)))
        note.text = printable(test.get("trace", ""))


def _message(test: dict[str, Any]) -> str:
    """The error, behind the reason why it was expected, if it was."""
    reason = test["extra"].get("expectedBecause")
    message = str(test.get("message", ""))
    return f"expected ({reason}) {message}" if reason else message
