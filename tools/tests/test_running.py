"""Whole runs of a small suite: every check gets its verdict, whatever the options."""

import itertools
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from flask_conformance.checks.selection import Selection
from flask_conformance.errors import UserError
from flask_conformance.judging.running import Options, ResumeError, TargetRun, folder_names
from flask_conformance.targets.naming import Target
from flask_conformance.targets.settings import ExpectedFailure
from flask_conformance.verdicts.results import Exit, combined

SPEC = "spec/routing/greetings.md::"
TEST = "conformance/routing/test_greetings.py::test_greets_every_number"
ALL_PASS = {
    f"{SPEC}greets-the-world": "passed",
    f"{SPEC}greets-by-name": "passed",
    f"{SPEC}greets-politely": "passed",
    f"{SPEC}greets-in-old-releases": "not-applicable",
    f"{TEST}[one]": "passed",
    f"{TEST}[two]": "passed",
    f"{TEST}__any": "passed",
}
FLASK = Target("flask", "flask")


def source_that_answers(wrong, *, to):
    """The source of a Flask that gives another answer where the right one has a certain text."""
    return f"""
        import flask

        class Flask(flask.Flask):
            def make_response(self, value):
                is_meant = isinstance(value, str) and {to!r} in value
                return super().make_response({wrong!r} if is_meant else value)
    """


DEAF = source_that_answers("what?", to="world")


def test_flask_passes_all(judge, outcomes):
    """Real Flask passes what applies to it."""
    result = judge()

    assert outcomes(result) == ALL_PASS
    assert result.exit_code is Exit.CONFORMS


@pytest.mark.parametrize(
    "options",
    [
        {"workers": 2},
        {"selection": Selection(seed=7)},
        {"transport": "live"},
    ],
    ids=["two-workers", "random-order", "live"],
)
def test_verdicts_do_not_depend_on_how(judge, outcomes, options):
    """Two workers, another order or a real socket lead to the same verdicts."""
    result = judge(**options)

    assert outcomes(result) == ALL_PASS


def test_shards_add_up(judge, outcomes):
    """The shards of a run have each check once."""
    parts = [outcomes(judge(selection=Selection(shard=(number, 3)))) for number in (1, 2, 3)]

    assert sum(map(len, parts)) == len(ALL_PASS)
    assert parts[0] | parts[1] | parts[2] == ALL_PASS


def test_failure_tells_what_was_seen(judge, make_target):
    """A failure carries expected and observed values, the exchange and the line of the page."""
    result = judge(make_target(DEAF))

    failure = result.failures[0]
    assert (failure.expected, failure.observed) == ("'hello, world'", "'what?'")
    assert failure.exchanges[0]["url"] == "http://localhost/greeting"
    assert failure.exchanges[0]["response_body"] == "what?"
    assert ">   assert client.get(" in failure.message
    assert "spec/routing/greetings.md:14" in failure.message


def test_failure_blocks_what_needs_it(judge, make_target, outcomes):
    """A check that fails together with what it needs is blocked."""
    mute = source_that_answers("what?", to="hello, ada")
    deaf_and_mute = source_that_answers("what?", to="hello, ")

    alone = outcomes(judge(make_target(mute)))
    both = outcomes(judge(make_target(deaf_and_mute)))

    assert alone[f"{SPEC}greets-by-name"] == "failed"
    assert both[f"{SPEC}greets-the-world"] == "failed"
    assert both[f"{SPEC}greets-by-name"] == "blocked"


def test_should_does_not_count(judge, make_target):
    """A failed SHOULD is reported and leaves the target conforming."""
    rude = source_that_answers("well?", to="good morning")

    result = judge(make_target(rude))

    assert [each.requirement.level for each in result.failures] == ["SHOULD"]
    assert result.exit_code is Exit.CONFORMS


def test_stops_at_the_first_failure(judge, make_target, outcomes):
    """With -x, what comes after the first failure is untested."""
    result = judge(make_target(DEAF), stops_at_failure=True)

    assert outcomes(result)[f"{SPEC}greets-the-world"] == "failed"
    assert outcomes(result)[f"{TEST}__any"] == "untested"
    assert result.exit_code is Exit.DOES_NOT_CONFORM


def test_expected_failure_stops_nothing(judge, make_target, outcomes):
    """With -x, a failure that the target's table expects is passed by."""
    expected = (ExpectedFailure("routing.greetings.greets-the-world", "later"),)
    target = replace(make_target(DEAF), expected_failures=expected)

    result = judge(target, stops_at_failure=True)

    assert outcomes(result) == ALL_PASS | {f"{SPEC}greets-the-world": "failed"}


def test_failed_should_stops_nothing(judge, make_target, outcomes):
    """With -x, a failure that does not count is passed by."""
    rude = source_that_answers("well?", to="good morning")

    result = judge(make_target(rude), stops_at_failure=True)

    assert [each.requirement.level for each in result.failures] == ["SHOULD"]
    assert "untested" not in outcomes(result).values()


def test_targets_run_side_by_side(judge, make_target):
    """Several targets in one call have a result and a folder each."""
    good, bad = judge(FLASK, make_target(DEAF))

    assert (good.exit_code, bad.exit_code) == (Exit.CONFORMS, Exit.DOES_NOT_CONFORM)
    assert combined([good, bad]) is Exit.DOES_NOT_CONFORM
    assert good.folder != bad.folder


def test_no_more_workers_at_once_than_allowed(judge):
    """Targets that have no processor wait for those that have one."""
    results = judge(FLASK, FLASK, FLASK, at_once=1)

    spans = sorted((min(times), max(times)) for times in _worker_times(results))
    assert len(spans) == 3
    assert all(ended <= began for (_, ended), (began, _) in itertools.pairwise(spans))


def _worker_times(results):
    names = ("worker-started", "worker-ended")
    return [[each["time"] for each in one.events if each["event"] in names] for one in results]


def test_folders_of_namesakes_differ():
    """Two targets with the same label do not write into one folder."""
    assert len(set(folder_names([FLASK, FLASK, Target("flask==3.1.3", "flask")]))) == 3


def test_same_twice_in_a_row(judge, outcomes):
    """A second run starts anew and says the same."""
    first, second = outcomes(judge()), outcomes(judge())

    assert first == second == ALL_PASS


def test_resume_runs_only_what_is_left(judge, make_target, outcomes):
    """A run that was stopped goes on where it stopped; verdicts that are there stay."""
    target = make_target(DEAF)
    judge(target, stops_at_failure=True)
    make_target("from flask import Flask")

    result = judge(target, resume=True)

    left_out = {f"{SPEC}greets-the-world": "failed", f"{SPEC}greets-by-name": "passed"}
    assert outcomes(result) == ALL_PASS | left_out


def test_resume_refuses_another_run(judge):
    """A run with other options is not finished by this one."""
    judge(selection=Selection(keyword="number"))

    with pytest.raises(ResumeError, match="its number of checks was 3 and is 7 now"):
        judge(resume=True)


def test_environment_problem_is_one_line(judge):
    """What cannot be built is a problem of the user's, with a hint."""
    with pytest.raises(UserError) as caught:
        judge(Target("nothing", "nothing", python="/no/such/python"))

    assert caught.value.hint


def test_environment_problem_leaves_other_targets_alone(judge, outcomes):
    """A target that cannot be built is a broken run of its own; the others have their verdicts."""
    good, absent = judge(FLASK, Target("nothing", "nothing", python="/no/such/python"))

    assert outcomes(good) == ALL_PASS
    assert absent.exit_code is Exit.NO_VERDICT
    assert "/no/such/python" in absent.breakage


def test_interrupted_beginning_has_no_verdicts(judge, stage, tmp_path):
    """A run that was interrupted before its first check does not show those of an earlier run."""
    judge()
    run = TargetRun(FLASK, stage, stage.checks, Options(), tmp_path / "results/flask")

    run.begin()
    run.interrupt()

    result = run.result()
    assert {each.outcome for each in result.verdicts} == {"untested"}
    assert result.exit_code is Exit.NO_VERDICT


def test_target_that_cannot_be_judged_gets_no_verdict(judge, make_target):
    """Without a single verdict nothing is said of conformity, even if nothing chosen is a MUST."""
    chosen = Selection(requirements=("routing.greetings.greets-politely",))

    result = judge(make_target("x = 1", name="empty", extends=None), selection=chosen)

    assert result.obstacle.startswith("it could not import the target")
    assert "empty" in result.identity["file"]
    assert result.exit_code is Exit.NO_VERDICT


def test_error_of_the_import_is_told_with_its_place(judge, make_target):
    """A target that raises while it is imported was never loaded, and is told where it raised."""
    result = judge(make_target("x = 1\nint('y')", name="wrong", extends=None))

    assert "ValueError: invalid literal" in result.obstacle
    assert result.obstacle.endswith(":2)")
    assert result.identity == {}


CONTROLLER = """
import signal
import sys
from pathlib import Path
from flask_conformance.judging.running import Options, Reporter, run
from flask_conformance.checks.stage import Stage
from flask_conformance.targets.naming import Target

# What is started in the background ignores the interrupt, and so would this.
signal.signal(signal.SIGINT, signal.default_int_handler)
target = Target("slow", "slow", extends="flask", paths=(Path(sys.argv[1]),))
run([target], Stage(Path(sys.argv[2])), Options(output=Path(sys.argv[3])), Reporter())
"""
SLOW = """
    import os
    import time

    import flask

    class Flask(flask.Flask):
        def make_response(self, value):
            while os.path.exists(__file__ + ".wait") and "good morning" in str(value):
                time.sleep(0.01)
            return super().make_response(value)
"""


def _wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _start_controller(target, stage, output):
    arguments = [str(target.paths[0]), str(stage.folder), str(output)]
    process = subprocess.Popen([sys.executable, "-c", CONTROLLER, *arguments])
    run = TargetRun(target, stage, stage.checks, None, output / "slow")
    _wait_for(lambda: any("greets-politely" in str(each) for each in run.journal.read()))
    worker = next(each["pid"] for each in run.journal.read() if each["event"] == "worker-started")
    return process, worker


def test_killed_controller_leaves_results(judge, make_target, outcomes, stage, tmp_path):
    """After kill -9 of the controller results are readable, and --resume finishes them."""
    target = make_target(SLOW, name="slow")
    (waiting := target.paths[0] / "slow.py.wait").touch()
    controller, worker = _start_controller(target, stage, tmp_path / "results")

    controller.kill()
    controller.wait()
    _wait_for(lambda: not _is_running(worker))
    run = TargetRun(target, stage, stage.checks, None, tmp_path / "results/slow")
    left = outcomes(run.result())
    waiting.unlink()
    result = judge(target, resume=True)

    assert left[f"{SPEC}greets-by-name"] == "passed"
    assert left[f"{SPEC}greets-politely"] == "untested"
    assert outcomes(result) == ALL_PASS


def test_killed_worker_costs_nothing(make_target, outcomes, stage, tmp_path):
    """After kill -9 of a worker the check under way runs once more, and all get their verdict."""
    target = make_target(SLOW, name="slow")
    (waiting := target.paths[0] / "slow.py.wait").touch()
    controller, worker = _start_controller(target, stage, tmp_path / "results")

    waiting.unlink()
    os.kill(worker, signal.SIGKILL)
    controller.wait()

    run = TargetRun(target, stage, stage.checks, None, tmp_path / "results/slow")
    assert outcomes(run.result()) == ALL_PASS


def test_wrong_flask_breaks_the_run(judge, make_target, outcomes):
    """When another module sits in Flask's place the run stops: no verdict on the wrong Flask."""
    usurped = """
        import sys

        import flask

        class Flask(flask.Flask):
            def make_response(self, value):
                if "hello, ada" in str(value):
                    sys.modules["flask"] = sys
                return super().make_response(value)
    """

    result = judge(make_target(usurped))

    assert result.exit_code is Exit.NO_VERDICT
    assert "expected the module 'mine'" in result.breakage
    assert outcomes(result)[f"{SPEC}greets-politely"] == "untested"


def test_interrupted_run_can_be_finished(judge, make_target, outcomes, stage, tmp_path):
    """Ctrl-C ends the controller with the code for a broken run; --resume finishes it."""
    target = make_target(SLOW, name="slow")
    (waiting := target.paths[0] / "slow.py.wait").touch()
    controller, _ = _start_controller(target, stage, tmp_path / "results")

    controller.send_signal(signal.SIGINT)
    controller.wait()
    run = TargetRun(target, stage, stage.checks, None, tmp_path / "results/slow")
    interrupted = run.result().exit_code
    waiting.unlink()
    result = judge(target, resume=True)

    assert interrupted is Exit.NO_VERDICT
    assert outcomes(result) == ALL_PASS
    assert result.exit_code is Exit.CONFORMS


def test_resume_judges_what_was_given_up(judge, make_target, outcomes):
    """Checks that were left untested get another chance when a run is resumed."""
    broken = make_target("raise RuntimeError('not today')")
    first = judge(broken)
    make_target("from flask import Flask")

    second = judge(broken, resume=True)

    assert set(outcomes(first).values()) == {"untested"}
    assert outcomes(second) == ALL_PASS


def test_new_run_removes_the_files_of_the_last(judge, tmp_path):
    """Results of an earlier run never lie beside the events of a later one."""
    folder = tmp_path / "results/flask"
    folder.mkdir(parents=True)
    (folder / "results.json").write_text("{}")
    (folder / "junit.xml").write_text("<old/>")

    judge()

    assert [path.name for path in folder.iterdir()] == ["events.jsonl"]
