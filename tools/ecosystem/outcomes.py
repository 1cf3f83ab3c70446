"""Runs an app with a target in Flask's place, and compares what two runs have written down."""

from __future__ import annotations

import itertools
import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_conformance.judging.impersonate import environment_of, write_flask_command
from flask_conformance.worker.impersonation import Impersonation

SECONDS = 120.0

# The order of a set is no difference.
STEADY = {"PYTHONHASHSEED": "0"}

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """The diary of an app, or why there is none."""

    entries: list[Entry] = field(default_factory=list)
    complaint: str = ""


def run(app: Path, impersonation: Impersonation, python: Path) -> Outcome:
    """Run an app to its end, and read its diary: the last line that it prints."""
    with tempfile.TemporaryDirectory(prefix="ecosystem-") as folder:
        write_flask_command(Path(folder), str(python))
        try:
            done = subprocess.run(
                [str(python), str(app)],
                env=_variables(impersonation, folder, python),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(complaint=f"it did not end within {SECONDS:g} seconds")
    if done.returncode:
        return Outcome(complaint=_reason(done.stderr, app) or f"exit code {done.returncode}")
    return Outcome(json.loads(done.stdout.splitlines()[-1]))


def _variables(impersonation: Impersonation, folder: str, python: Path) -> dict[str, str]:
    """Those of this process, without what Flask would read."""
    found = environment_of(impersonation, folder, str(python), ())
    return {key: text for key, text in found.items() if not key.startswith("FLASK_")} | STEADY


def _reason(printed: str, app: Path) -> str:
    """The last line of a traceback, and the last line of the app that it names."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    places = [line for line in lines if line.startswith("File ") and app.name in line]
    errors = [line for line in lines if "Error" in line.partition(":")[0]] or lines
    where = places[-1].partition(", ")[2] if places else ""
    return ", ".join(part for part in (where, errors[-1] if errors else "") if part)


def differences(expected: Outcome, found: Outcome) -> Iterator[str]:
    """Where two diaries differ, a line for each entry."""
    if found.complaint:
        yield f"it fails: {found.complaint}"
        return
    nothing: Entry = {}
    pairs = itertools.zip_longest(expected.entries, found.entries, fillvalue=nothing)
    for number, (one, other) in enumerate(pairs, start=1):
        for key in sorted({*one, *other}):
            if one.get(key) != other.get(key):
                title = one.get("request") or one.get("note") or "nothing"
                yield f"{number}. {title}: {key}: {_apart(one.get(key), other.get(key))}"


def _apart(one: Any, other: Any) -> str:
    """Two values from shortly before they differ."""
    texts = [json.dumps(each) for each in (one, other)]
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))
    start = max(len(list(alike)) - 20, 0)
    return " is not ".join(text[start : start + 100] for text in texts)
