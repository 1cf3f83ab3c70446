"""One run: targets side by side, each with its environment, its workers and its journal."""

import os
import re
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from flask_conformance.checks.selection import Selection
from flask_conformance.checks.stage import Check, Stage
from flask_conformance.errors import UserError
from flask_conformance.judging.supervision import Judge, Limits
from flask_conformance.judging.workers import Launch
from flask_conformance.targets import environments
from flask_conformance.targets.environments import Environment
from flask_conformance.targets.naming import Target
from flask_conformance.verdicts.results import Result
from flask_conformance.version import VERSION
from flask_conformance.worker.journal import Event, Journal
from flask_conformance.worker.plan import Plan


class ResumeError(UserError):
    """The run that is there cannot be finished by this one."""


@dataclass(frozen=True)
class Options:
    """How a run is made; the same for all its targets.

    `workers` are those of one target, `at_once` those of all targets together.
    """

    selection: Selection = field(default_factory=Selection)
    limits: Limits = field(default_factory=Limits)
    output: Path = Path("results")
    workers: int = 1
    at_once: int = max(2, os.cpu_count() or 1)
    transport: str = "wsgi"
    profile: str = "ci"
    smoke: bool = True
    resume: bool = False
    stops_at_failure: bool = False


@dataclass
class TargetRun:
    """The run of one target."""

    target: Target
    stage: Stage
    checks: Sequence[Check]
    options: Options
    folder: Path
    slots: AbstractContextManager[object] = field(default_factory=nullcontext)
    judge: Judge | None = field(default=None, init=False)
    _judged: set[str] = field(default_factory=set, init=False)
    _is_stopped: bool = field(default=False, init=False)

    @property
    def journal(self) -> Journal:
        """Where its events are kept."""
        return Journal(self.folder / "events.jsonl")

    def begin(self) -> None:
        """Open the journal; from now on nothing of an earlier run can be taken for this one's."""
        self._judged = self._open_journal()

    def judge_in(self, environment: Environment, notice: Callable[[Event], None]) -> None:
        """Judge what has no verdict yet."""
        self.judge = Judge(
            launch=launch(self.target, environment, self.stage),
            plan=self._plan(),
            limits=self.options.limits,
            notice=notice,
            slots=self.slots,
        )
        if self._is_stopped:
            return
        left = [check for check in self.checks if check.id not in self._judged]
        self.judge.judge(left, self.options.workers)
        if not self.judge.is_stopped.is_set():
            self.journal.append("run-finished")

    def interrupt(self) -> None:
        """End soon; what has no verdict stays without one."""
        self._is_stopped = True
        if self.judge:
            self.judge.stop()
        self.break_off("it was interrupted; --resume finishes it")

    def break_off(self, reason: str) -> None:
        """Note that this run has no end of its own."""
        self.journal.append("run-broken", reason=reason)

    def result(self) -> Result:
        """What the journal says now."""
        return Result.read(self.target, self.stage, self.checks, self.folder)

    def _plan(self) -> Plan:
        return Plan(
            worker="",
            stage=str(self.stage.folder),
            journal=str(self.journal.path.resolve()),
            checks=(),
            transport=self.options.transport,
            profile=self.options.profile,
            capabilities=self.target.declaration,
            smoke=self.options.smoke,
            stops_at_failure=self.options.stops_at_failure,
            harmless=tuple(check.id for check in self.checks if self._is_harmless(check)),
        )

    def _is_harmless(self, check: Check) -> bool:
        """Whether a failure of this check is expected by the target's table, or is of a SHOULD."""
        entries = {entry.id for entry in self.target.expected_failures}
        is_expected = not entries.isdisjoint((check.id, check.requirement))
        requirement = self.stage.requirements.by_id[check.requirement]
        return is_expected or requirement.level == "SHOULD"

    def _open_journal(self) -> set[str]:
        """Start a journal, or go on with the one that is there; the ids that have a verdict."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.journal.mend()
        if self.options.resume and (events := self.journal.read()):
            self._check_continuity(events[0])
            self.journal.append("run-resumed")
            finished = [each for each in events if each["event"] == "check-finished"]
            return {each["check"] for each in finished if each["outcome"] != "untested"}
        for name in ("events.jsonl", "results.json", "junit.xml"):
            (self.folder / name).unlink(missing_ok=True)
        self.journal.append("run-started", **self._description())
        return set()

    def _description(self) -> dict[str, object]:
        return {
            "target": self.target.label,
            "suite": VERSION,
            "stage": self.stage.digest,
            "transport": self.options.transport,
            "profile": self.options.profile,
            "checks": len(self.checks),
        }

    def _check_continuity(self, first: Event) -> None:
        for name, value in self._description().items():
            if first.get(name) != value:
                what = "number of checks" if name == "checks" else name
                raise ResumeError(
                    f"The run in {self.folder} cannot be finished: its {what} was "
                    f"{first.get(name)!r} and is {value!r} now.",
                    "Run without --resume to start again, with the same options to go on.",
                )


def launch(target: Target, environment: Environment, stage: Stage) -> Launch:
    """How the workers of a target are started."""
    own_path = [str(path) for path in target.paths]
    if not target.needs_environment:
        own_path += filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
        own_path.append(os.getcwd())  # noqa: PTH109 - as `python -m` has it
    return Launch(
        python=environment.python,
        stage=stage.folder,
        variables=target.impersonation.to_environment(),
        import_path=tuple(own_path),
    )


@dataclass
class Reporter:
    """Who is told of a run; a console, or nobody."""

    def building(self, target: Target, line: str) -> None:
        """Something is installed for a target."""

    def began(self, run: TargetRun) -> None:
        """The checks of a target begin."""

    def happened(self, run: TargetRun, event: Event) -> None:
        """A worker wrote an event."""

    def ended(self, run: TargetRun) -> None:
        """All that will be known of a target is known."""


def run(
    targets: Sequence[Target], stage: Stage, options: Options, reporter: Reporter
) -> list[Result]:
    """Judge the targets side by side, as many as there are processors for.

    A target whose environment cannot be built leaves the others alone: it has no verdicts, and its
    run is broken. Raises what went wrong when nothing else is left to tell.
    """
    checks = options.selection.choose(stage.checks)
    slots = threading.BoundedSemaphore(max(options.at_once, options.workers))
    runs = [
        TargetRun(target, stage, checks, options, options.output / folder, slots)
        for target, folder in zip(targets, folder_names(targets), strict=True)
    ]
    problems: list[BaseException] = []
    threads = [
        threading.Thread(target=_run_one, args=(each, reporter, problems), daemon=True)
        for each in runs
    ]
    for each in runs:
        each.begin()
    for thread in threads:
        thread.start()
    _wait(threads, runs)
    ours = [each for each in problems if not isinstance(each, UserError)]
    if ours or len(problems) == len(runs):
        raise (ours or problems)[0]
    return [each.result() for each in runs]


def _run_one(run: TargetRun, reporter: Reporter, problems: list[BaseException]) -> None:
    try:
        environment = environments.build(
            run.target, progress=lambda line: reporter.building(run.target, line)
        )
        reporter.began(run)
        run.judge_in(environment, lambda event: reporter.happened(run, event))
        reporter.ended(run)
    except BaseException as problem:
        run.break_off(str(problem))
        problems.append(problem)


def _wait(threads: list[threading.Thread], runs: list[TargetRun]) -> None:
    try:
        for thread in threads:
            while thread.is_alive():
                thread.join(0.1)
    except KeyboardInterrupt:
        for each in runs:
            each.interrupt()
        for thread in threads:
            thread.join(5)


def folder_names(targets: Sequence[Target]) -> list[str]:
    """A folder for each target, named like it."""
    names: list[str] = []
    for target in targets:
        name = re.sub(r"[^\w.-]+", "-", target.label.replace("==", "-")).strip("-.") or "target"
        while name in names:
            name += "-again"
        names.append(name)
    return names
