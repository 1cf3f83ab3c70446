"""Results as JSON in the Common Test Report Format (CTRF), specification version 0.0.0.

CTRF knows fewer outcomes than we do, so each test carries ours as ``rawStatus``.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from flask_conformance.verdicts.outcomes import Verdict, totals
from flask_conformance.verdicts.results import Result
from flask_conformance.version import VERSION

STATUS = {
    "passed": "passed",
    "failed": "failed",
    "timeout": "failed",
    "crashed": "failed",
    "blocked": "failed",
    "not-applicable": "skipped",
    "untested": "pending",
}


def document(result: Result) -> dict[str, Any]:
    """The report on one target."""
    return {
        "reportFormat": "CTRF",
        "specVersion": "0.0.0",
        "generatedBy": "flask-conformance",
        "results": {
            "tool": {"name": "flask-conformance", "version": VERSION},
            "summary": _summary(result),
            "tests": [_test(result, verdict) for verdict in result.verdicts],
            "environment": _environment(result),
        },
    }


def write(result: Result, path: Path) -> None:
    """Write the report on one target."""
    path.write_text(json.dumps(document(result), indent=1) + "\n", encoding="utf-8")


def _summary(result: Result) -> dict[str, Any]:
    counts = Counter(STATUS[verdict.outcome] for verdict in result.verdicts)
    start, stop = (int(1000 * seconds) for seconds in result.span)
    names = ("passed", "failed", "skipped", "pending", "other")
    return {
        "tests": len(result.verdicts),
        **{name: counts[name] for name in names},
        "start": start,
        "stop": stop,
        "extra": {"outcomes": totals(result.verdicts), "exitCode": int(result.exit_code)},
    }


def _environment(result: Result) -> dict[str, Any]:
    return {
        "appName": result.target.label,
        "appVersion": result.identity.get("version") or "unknown",
        "extra": {
            **result.identity,
            "stage": result.stage.digest,
            "undeclaredCapabilities": result.undeclared,
        },
    }


def _test(result: Result, verdict: Verdict) -> dict[str, Any]:
    requirement = verdict.requirement
    test: dict[str, Any] = {
        "testId": verdict.check.id,
        "name": verdict.check.id,
        "status": STATUS[verdict.outcome],
        "rawStatus": verdict.outcome,
        "duration": round(1000 * (verdict.seconds or 0)),
        "suite": [requirement.chapter],
        "type": verdict.check.kind,
        "tags": [requirement.level],
        "filePath": f"spec/{requirement.page}",
        "line": requirement.line,
        "extra": _extra(result, verdict),
    }
    if verdict.message:
        test |= {"message": _gist(verdict.message), "trace": verdict.message}
    return test


def _gist(message: str) -> str:
    """The line that pytest marks as the error; of what is no traceback, the first."""
    lines = message.strip().splitlines() or [""]
    marked = (line.removeprefix("E").strip() for line in lines if line.startswith("E  "))
    return next(marked, lines[0])


def _extra(result: Result, verdict: Verdict) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "requirement": verdict.requirement.id,
        "sentence": verdict.requirement.sentence,
    }
    if verdict.is_failure:
        reason = result.expectations.reason_for(verdict)
        extra |= {
            "isExpected": reason is not None,
            "expectedBecause": reason,
            "expected": verdict.expected,
            "observed": verdict.observed,
            "exchanges": verdict.exchanges,
        }
    return extra
