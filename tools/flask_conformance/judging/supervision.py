"""Judges a target by workers that may die, so that every check gets exactly one verdict.

The rules:

1. A worker announces each check before it runs it, and writes the verdict itself.
2. A worker that passes the limit of a check is killed; one that ends during a check died of it.
3. Such a check is a suspect. It runs once more, alone, and what happens then is its verdict.
4. A new worker goes on behind it.
5. After ten timeouts or deaths in a row in a chapter the rest of that chapter is untested. What
   does not apply is in no row.
6. A target that fails the smoke test, or workers that end twice in a row without having begun a
   check, leave the rest untested.
7. Every worker takes the steps of the smoke test first: what a target starts or loads at its first
   request is no check's doing. Only the first worker's steps decide.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask_conformance.checks.stage import Check
from flask_conformance.judging.workers import Ending, Launch, Progress, run_worker
from flask_conformance.verdicts.outcomes import FAILURES
from flask_conformance.worker.journal import Event, Journal
from flask_conformance.worker.plan import Plan

LOSSES_IN_A_ROW = 10
BARREN_WORKERS = 2


@dataclass(frozen=True)
class Limits:
    """Seconds that things may take, and the bytes of address space that a worker may have."""

    check: float = 5.0
    of_property: float = 60.0
    load: float = 10.0
    between: float = 60.0
    end: float = 1.0
    memory: int | None = 2 * 1024**3

    def of(self, check: Check) -> float:
        """The limit of one check."""
        return self.of_property if check.kind == "property" else self.check


@dataclass
class Judge:
    """Judges one target; what happens goes into the journal and to `notice`.

    `slots` bounds how many workers there are at once, of all targets that share it: on a crowded
    machine checks would pass their limits for no fault of their own.
    """

    launch: Launch
    plan: Plan
    limits: Limits = field(default_factory=Limits)
    notice: Callable[[Event], None] = lambda event: None
    slots: AbstractContextManager[object] = field(default_factory=nullcontext)

    def __post_init__(self) -> None:
        self.journal = Journal(Path(self.plan.journal))
        self.is_stopped = threading.Event()
        self.reason_to_give_up: str | None = None
        self._may_follow = threading.Event()
        self._is_known = False
        self._problems: list[BaseException] = []
        self._numbers = itertools.count(1)
        self._losses: Counter[str] = Counter()

    def judge(self, checks: Iterable[Check], workers: int = 1) -> None:
        """Give every check a verdict, with this many workers side by side."""
        shares = [share for share in _shares(list(checks), workers) if share]
        lanes = [
            threading.Thread(target=self._follow_lane, args=(share, number == 0), daemon=True)
            for number, share in enumerate(shares)
        ]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            while lane.is_alive():
                lane.join(0.05)
        if self._problems:
            raise self._problems[0]

    def stop(self) -> None:
        """End the run soon; checks that have no verdict by then stay without one."""
        self.is_stopped.set()
        self._may_follow.set()

    def _follow_lane(self, share: dict[str, Check], is_first: bool) -> None:
        """Judge a share; the other lanes start when the first has loaded the target."""
        if not is_first:
            self._may_follow.wait()
        try:
            self._judge_lane(share)
        except BaseException as problem:
            self._problems.append(problem)
            self.stop()
        finally:
            self._may_follow.set()

    def _judge_lane(self, share: dict[str, Check]) -> None:
        """One worker after another, until every check of the share has its verdict."""
        barren = 0
        self._leave_untested(share)
        while share and not self.is_stopped.is_set():
            ending = self._run(share)
            barren = 0 if ending.finished or ending.check else barren + 1
            if barren == BARREN_WORKERS:
                self._give_up(f"no worker gets to a check: {_obituary(ending)}")
            if ending.check in share and not self.is_stopped.is_set():
                self._judge_alone(share.pop(ending.check))
            self._leave_untested(share)

    def _run(self, share: dict[str, Check]) -> Ending:
        """Run one worker as far as it gets; judged checks leave the share."""

        def limit(progress: Progress) -> float:
            return self._limit(progress, share)

        def notice(event: Event) -> bool:
            self._learn(event)
            if event["event"] == "check-finished":
                check = share.pop(event["check"])
                if self._is_hopeless(check):
                    return True
                if event["outcome"] != "not-applicable":
                    self._losses[check.chapter] = 0
            return self.is_stopped.is_set()

        plan = replace(
            self.plan,
            worker=f"w{next(self._numbers)}",
            checks=tuple(share),
            memory=self.limits.memory,
        )
        with self.slots:
            return run_worker(self.launch, plan, limit=limit, notice=notice)

    def _limit(self, progress: Progress, share: dict[str, Check]) -> float:
        if self.is_stopped.is_set():
            return 0.0
        if progress.check in share:
            return self.limits.of(share[progress.check])
        if progress.has_ended:
            return self.limits.end
        return self.limits.between if progress.is_loaded else self.limits.load

    def _learn(self, event: Event) -> None:
        name = event["event"]
        self.notice(event)
        if name == "target-loaded":
            self._is_known = True
            self._may_follow.set()
        elif name == "smoke-failed" and not self._is_known:
            self._give_up(f"smoke: could not {event['step']}: {event['reason']}")
        elif name == "target-unusable" and not self._is_known:
            self._give_up(f"the target cannot be imported: {event['reason']}")
        elif name == "run-broken" or self._is_enough(event):
            self.stop()

    def _is_enough(self, event: Event) -> bool:
        if not self.plan.stops_at_failure or event.get("outcome") not in FAILURES:
            return False
        return event["check"] not in self.plan.harmless

    def _judge_alone(self, check: Check) -> None:
        """Run a suspect in a worker of its own; what happens there is its verdict."""
        share = {check.id: check}
        for _ in range(BARREN_WORKERS):
            ending = self._run(share)
            if ending.check or not share:
                break
        if not share:
            return
        outcome = "timeout" if ending.how == "timeout" else "crashed"
        self._losses[check.chapter] += 1
        if not self.is_stopped.is_set():
            self._give_verdict(check, outcome, _obituary(ending))

    def _is_hopeless(self, check: Check) -> bool:
        return self._losses[check.chapter] >= LOSSES_IN_A_ROW

    def _leave_untested(self, share: dict[str, Check]) -> None:
        for check in list(share.values()):
            if self.reason_to_give_up:
                self._give_verdict(share.pop(check.id), "untested", self.reason_to_give_up)
            elif self._is_hopeless(check):
                reason = f"{LOSSES_IN_A_ROW} timeouts or deaths in a row in chapter {check.chapter}"
                self._give_verdict(share.pop(check.id), "untested", reason)

    def _give_up(self, reason: str) -> None:
        self.reason_to_give_up = self.reason_to_give_up or reason
        self._may_follow.set()

    def _give_verdict(self, check: Check, outcome: str, message: str) -> None:
        self.journal.append("check-finished", check=check.id, outcome=outcome, message=message)
        self._learn(
            {"event": "check-finished", "check": check.id, "outcome": outcome, "message": message}
        )


def _obituary(ending: Ending) -> str:
    return f"{ending.explanation}\n\n{ending.output}".strip()


def _shares(checks: list[Check], workers: int) -> list[dict[str, Check]]:
    """Deal the checks out file by file, so that each worker reads only some of the files."""
    shares: list[dict[str, Check]] = [{} for _ in range(workers)]
    files = {file: number for number, file in enumerate(dict.fromkeys(c.file for c in checks))}
    for check in checks:
        shares[files[check.file] % workers][check.id] = check
    return shares
