"""Judging by workers that may die: the rules, with workers that follow a script."""

from dataclasses import replace

import pytest

from flask_conformance.checks.stage import Check, prepare
from flask_conformance.judging import supervision
from flask_conformance.judging.supervision import Judge, Limits
from flask_conformance.judging.workers import Ending, Launch
from flask_conformance.targets.naming import Target
from flask_conformance.worker.journal import Journal
from flask_conformance.worker.plan import Plan


def checks(*chapters):
    """Checks, each in a file of its own, of these chapters."""
    return [
        Check(f"{chapter}/{number}.md::it", f"{chapter}.{number}.it", "example")
        for number, chapter in enumerate(chapters)
    ]


class Worker:
    """What a scripted worker can do; it writes the events that a real one would write."""

    def __init__(self, plan, notice):
        self.plan = plan
        self._notice = notice
        self._loaded = False
        self._finished = 0

    def event(self, name, **details):
        Journal(self.plan.journal).append(name, worker=self.plan.worker, **details)
        return self._notice({"event": name, "worker": self.plan.worker, **details})

    def load(self):
        self._loaded = True
        self.event("target-loaded")

    def finish(self, check, outcome="passed"):
        self.event("check-started", check=check)
        self._finished += 1
        return self.event("check-finished", check=check, outcome=outcome)

    def end(self, how="ended", check=None):
        status = 0 if how == "ended" else -9
        return Ending(how, check, self._finished, self._loaded, status, "last words")


class Run:
    """A judge whose workers do what a function says, and what comes of it."""

    def __init__(self, folder, act, **options):
        self.plans = []
        self._act = act
        self._journal = Journal(folder / "events.jsonl")
        plan = Plan(worker="", stage="", journal=str(self._journal.path), checks=(), smoke=True)
        plan = replace(plan, **options.pop("plan", {}))
        self.judge = Judge(Launch(python=folder, stage=folder), plan, **options)

    def worker(self, launch, plan, *, limit, notice):
        self.plans.append(plan.checks)
        return self._act(Worker(plan, notice), *plan.checks)

    @property
    def verdicts(self):
        """Every verdict that was written, in order; one too many shows."""
        events = self._journal.read()
        finished = [each for each in events if each["event"] == "check-finished"]
        return [(each["check"], each["outcome"]) for each in finished]

    @property
    def reasons(self):
        """What was told of the checks that are untested."""
        events = [each for each in self._journal.read() if each.get("outcome") == "untested"]
        return {each["message"] for each in events}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Judge checks by workers that do what a function says."""

    def run(act, chosen, workers=1, **options):
        found = Run(tmp_path, act, **options)
        monkeypatch.setattr(supervision, "run_worker", found.worker)
        found.judge.judge(chosen, workers)
        return found

    return run


def hanging(*names, how="timeout"):
    """Workers that hang at checks in whose id one of the names is, and pass all others."""

    def act(worker, *ids):
        worker.load()
        for id_ in ids:
            if any(name in id_ for name in names):
                return worker.end(how, check=id_)
            if worker.finish(id_):
                return worker.end("stopped")
        return worker.end()

    return act


def test_every_check_has_one_verdict(run):
    """A worker that gets to its end has judged all its checks."""
    found = run(hanging(), checks("a", "a", "b"))

    assert found.verdicts == [(each.id, "passed") for each in checks("a", "a", "b")]
    assert len(found.plans) == 1


def test_suspect_runs_alone_and_others_go_on(run):
    """A check that hangs is run once more by itself, and a new worker goes on behind it."""
    one, two, three = (each.id for each in checks("a", "b", "a"))

    found = run(hanging("b/"), checks("a", "b", "a"))

    assert found.plans == [(one, two, three), (two,), (three,)]
    assert found.verdicts == [(one, "passed"), (two, "timeout"), (three, "passed")]


def test_suspect_may_turn_out_innocent(run):
    """A check during which a worker died has the verdict that it gets alone."""

    def act(worker, *ids):
        worker.load()
        if len(ids) > 1:
            return worker.end("died", check=ids[0])
        worker.finish(ids[0])
        return worker.end()

    found = run(act, checks("a", "a"))

    assert found.verdicts == [(each.id, "passed") for each in checks("a", "a")]


def test_suspect_that_was_not_reached_has_another_try(run):
    """A worker that ends before it gets to the suspect proves nothing."""
    tries = iter(["died", None, "passed"])

    def act(worker, id_):
        worker.load()
        outcome = next(tries)
        if outcome == "passed":
            worker.finish(id_)
            return worker.end()
        return worker.end("died", check=id_ if outcome else None)

    found = run(act, checks("a"))

    assert [outcome for _, outcome in found.verdicts] == ["passed"]


@pytest.mark.parametrize(
    ("how", "outcome"), [("timeout", "timeout"), ("died", "crashed")], ids=["hangs", "dies"]
)
def test_ten_losses_in_a_row_end_a_chapter(run, how, outcome):
    """The rest of the chapter is untested; other chapters go on."""
    chosen = checks(*"a" * 10, "b", "a", "a", "b")

    found = run(hanging("a/", how=how), chosen)

    outcomes = dict(found.verdicts)
    assert len(found.verdicts) == len(outcomes) == len(chosen)
    assert [outcomes[each.id] for each in chosen] == [
        *[outcome] * 10,
        "passed",
        "untested",
        "untested",
        "passed",
    ]
    assert found.reasons == {"10 timeouts or deaths in a row in chapter a"}


def test_pass_ends_the_row(run):
    """Ten timeouts with a pass between them are not in a row."""
    chosen = checks(*"a" * 5, "ok", *"a" * 6)
    mixed = [Check(each.id, f"one.{each.requirement}", each.kind) for each in chosen]

    found = run(hanging("a/"), mixed)

    assert "untested" not in dict(found.verdicts).values()


def test_what_does_not_apply_is_in_no_row(run):
    """A check that does not apply says nothing about a chapter in which all others hang."""

    def act(worker, *ids):
        worker.load()
        for id_ in ids:
            if "/5." not in id_:
                return worker.end("timeout", check=id_)
            worker.finish(id_, "not-applicable")
        return worker.end()

    found = run(act, checks(*"a" * 12))

    assert [outcome for _, outcome in found.verdicts].count("timeout") == 10
    assert dict(found.verdicts)["a/11.md::it"] == "untested"


def test_verdict_given_while_a_chapter_ends_stays(run):
    """When another lane gives a chapter up, the verdict under way is the last one."""
    timeouts = []

    def act(worker, *ids):
        worker.load()
        timeouts[0]["a"] = supervision.LOSSES_IN_A_ROW
        for id_ in ids:
            if worker.finish(id_):
                return worker.end("stopped")
        return worker.end()

    found = run(act, [])
    timeouts.append(found.judge._losses)
    found.judge.judge(checks("a", "a"))

    assert found.verdicts == [("a/0.md::it", "passed"), ("a/1.md::it", "untested")]


@pytest.mark.parametrize("workers", [1, 2])
def test_two_barren_workers_end_the_run(run, workers):
    """When workers end twice in a row without a check, all is untested and the reason is told."""
    found = run(lambda worker, *ids: worker.end("died"), checks("a", "b", "c"), workers)

    assert sorted(found.verdicts) == [(each.id, "untested") for each in checks("a", "b", "c")]
    assert found.reasons == {
        "no worker gets to a check: the process was ended by signal SIGKILL\n\nlast words"
    }


def test_one_barren_worker_is_forgiven(run):
    """A worker that ends without a check may be an accident; the count starts anew."""
    turns = iter([False, True, False, True, False, True])

    def act(worker, *ids):
        if not next(turns):
            return worker.end("died")
        worker.load()
        worker.finish(ids[0])
        return worker.end("died")

    found = run(act, checks("a", "b", "c"))

    assert [outcome for _, outcome in found.verdicts] == ["passed"] * 3


@pytest.mark.parametrize("workers", [1, 2])
def test_failed_smoke_ends_the_run(run, workers):
    """What the first worker cannot do is the reason for all that is untested."""

    def act(worker, *ids):
        worker.event("smoke-failed", step="import the target", reason="gone")
        return worker.end("died")

    found = run(act, checks("a", "b"), workers)

    assert found.reasons == {"smoke: could not import the target: gone"}
    assert len(found.plans) == 1


def test_smoke_of_a_later_worker_is_no_verdict_on_the_target(run):
    """Once the target has been loaded, a worker that fails the smoke test is only barren."""
    turns = iter([True, False, True])

    def act(worker, *ids):
        if next(turns):
            worker.load()
            worker.finish(ids[0])
        else:
            worker.event("smoke-failed", step="answer a request", reason="busy")
        return worker.end("died")

    found = run(act, checks("a", "b"))

    assert [outcome for _, outcome in found.verdicts] == ["passed", "passed"]


@pytest.mark.parametrize("workers", [1, 2])
def test_broken_listener_ends_the_run(run, workers):
    """An error on our own side ends every lane, and is not swallowed."""

    def refuse(event):
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        run(hanging(), checks("a", "b"), workers, notice=refuse)


def test_stops_at_the_first_failure(run):
    """With -x nothing follows a failure, and what was under way has no verdict."""

    def act(worker, *ids):
        worker.load()
        worker.finish(ids[0], "failed")
        return worker.end("stopped", check=ids[1])

    found = run(act, checks("a", "a", "a"), plan={"stops_at_failure": True})

    assert found.verdicts == [("a/0.md::it", "failed")]
    assert len(found.plans) == 1


def test_expected_failure_stops_nothing(run):
    """With -x, what is expected to fail is passed by."""

    def act(worker, *ids):
        worker.load()
        stops = [worker.finish(each, "failed") for each in ids]
        assert stops == [False, True]
        return worker.end("stopped")

    plan = {"stops_at_failure": True, "harmless": ("a/0.md::it",)}
    found = run(act, checks("a", "a"), plan=plan)

    assert found.verdicts == [("a/0.md::it", "failed"), ("a/1.md::it", "failed")]


HANGING = """\
# Hanging

## One

It **MUST** hang.

```python
import threading

threading.Event().wait()
```

## Two

It **MUST** be old.

Applies to: Flask < 1.0

```python
assert app
```

## Three

It **MUST** hang.

```python
import threading

threading.Event().wait()
```

"""
PASSING = """\
## Four

It **MUST** be.

```python
assert app
```
"""


def test_timeouts_in_real_workers(judge, make_suite, outcomes, monkeypatch):
    """The same with processes: the rest of a chapter is untested and the next chapter is judged."""
    monkeypatch.setattr(supervision, "LOSSES_IN_A_ROW", 2)
    pages = {"spec/routing/a.md": HANGING + PASSING, "spec/views/b.md": f"# B\n\n{PASSING}"}
    stage = prepare(make_suite(pages))

    result = judge(Target("flask", "flask"), stage=stage, limits=Limits(check=0.3))

    assert outcomes(result) == {
        "spec/routing/a.md::one": "timeout",
        "spec/routing/a.md::two": "not-applicable",
        "spec/routing/a.md::three": "timeout",
        "spec/routing/a.md::four": "untested",
        "spec/views/b.md::four": "passed",
    }


LAZY = """
    import threading

    import flask

    class Flask(flask.Flask):
        def wsgi_app(self, environ, start_response):
            if "loop" not in globals():
                globals()["loop"] = threading.Thread(target=threading.Event().wait, daemon=True)
                loop.start()
            return super().wsgi_app(environ, start_response)
"""


def test_what_a_target_starts_at_its_first_request_is_no_leftover(judge, make_target):
    """A thread that serves all requests is there before the first check, in every worker."""
    result = judge(make_target(LAZY), workers=2)

    assert result.failures == []
