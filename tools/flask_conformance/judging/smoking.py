"""The smoke test by itself: can a target be judged at all, and if not, what is to be mended?"""

import tempfile
from pathlib import Path

from flask_conformance.checks.stage import Stage
from flask_conformance.judging.running import launch
from flask_conformance.judging.workers import run_worker
from flask_conformance.targets.environments import Environment
from flask_conformance.targets.naming import Target
from flask_conformance.worker.journal import Event
from flask_conformance.worker.plan import Plan

LIMIT = 10.0
"""Seconds that each step of the worker may take."""


def smoke(target: Target, environment: Environment, stage: Stage) -> tuple[Event | None, str]:
    """What the target was found to be, or None, and then why it cannot be judged."""
    found: list[Event] = []

    def notice(event: Event) -> bool:
        found.append(event)
        return False

    with tempfile.TemporaryDirectory(prefix="flask-conformance-") as folder:
        journal = str(Path(folder, "events.jsonl"))
        plan = Plan(
            worker="smoke",
            stage=str(stage.folder),
            journal=journal,
            checks=(),
            capabilities=target.declaration,
            smoke=True,
        )
        ending = run_worker(
            launch(target, environment, stage), plan, limit=lambda progress: LIMIT, notice=notice
        )
    by_name = {event["event"]: event for event in found}
    if "target-loaded" in by_name:
        return by_name["target-loaded"], ""
    if fault := by_name.get("smoke-failed"):
        return None, f"it could not {fault['step']}: {fault['reason']}"
    return None, ending.explanation
