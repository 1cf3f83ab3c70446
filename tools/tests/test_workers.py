"""One worker process: what it is given, how it is followed, and how it ends."""

import os
import sys
from pathlib import Path

import pytest

from flask_conformance.judging import workers
from flask_conformance.judging.workers import Ending, Launch, Progress, run_worker
from flask_conformance.worker.plan import Plan

LONG, SHORT = 30.0, 0.2


@pytest.fixture
def run(tmp_path):
    """Run a program in a worker's place; returns its ending and the events that were noticed."""

    def run(source, *, limit=LONG, wants=lambda event: False):
        python = tmp_path / "python"
        python.write_text(f"#!{sys.executable}\n{PREAMBLE}{source}")
        python.chmod(0o755)
        noticed = []

        def notice(event):
            noticed.append((event["event"], event.get("check")))
            return wants(event)

        ending = run_worker(
            Launch(python=python, stage=tmp_path),
            Plan(worker="w1", stage="", journal=str(tmp_path / "events.jsonl"), checks=()),
            limit=lambda progress: limit,
            notice=notice,
        )
        return ending, noticed

    return run


# It has to work without the stage: what a worker writes is written by hand.
PREAMBLE = """
import json, os, signal, sys, threading

JOURNAL = json.load(open(sys.argv[-1]))["journal"]

def event(name, worker="w1", **details):
    line = json.dumps({"event": name, "worker": worker, **details}) + chr(10)
    with open(JOURNAL, "a") as file:
        file.write(line)

def wait():
    threading.Event().wait()

"""
PASS = 'event("check-started", check="a")\nevent("check-finished", check="a")\n'
BEGIN = 'event("check-started", check="b")\n'


def test_worker_that_ends(run):
    """A worker that says that it ends has ended, whatever its exit status."""
    ending, noticed = run('event("target-loaded")\n' + PASS + 'event("worker-ended")\nsys.exit(1)')

    assert (ending.how, ending.check, ending.finished, ending.loaded) == ("ended", None, 1, True)
    assert noticed == [
        ("target-loaded", None),
        ("check-started", "a"),
        ("check-finished", "a"),
        ("worker-ended", None),
    ]


@pytest.mark.parametrize(
    ("fault", "explanation"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "the process was ended by signal SIGSEGV"),
        ("os._exit(7)", "the process ended with exit status 7"),
    ],
    ids=["signal", "exit"],
)
def test_worker_that_dies_in_a_check(run, fault, explanation):
    """The check under way is told, and how the process ended."""
    ending, _ = run(PASS + BEGIN + fault)

    assert (ending.how, ending.check, ending.finished) == ("died", "b", 1)
    assert ending.explanation == explanation


def test_worker_that_hangs_in_a_check(run):
    """A worker that passes the limit is killed."""
    ending, _ = run(BEGIN + "wait()", limit=SHORT)

    assert (ending.how, ending.check) == ("timeout", "b")
    assert ending.status < 0
    assert ending.explanation == "it did not end within its time limit"


def test_children_are_killed_with_their_worker(run, tmp_path):
    """What a worker started does not outlive it."""
    child = f"os.fork() or (open({str(tmp_path / 'child')!r}, 'w').write(str(os.getpid())), wait())"

    run(f"{child}\nevent('worker-ended')\nwait()", limit=SHORT)

    assert not is_running(int((tmp_path / "child").read_text()))


def is_running(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_worker_is_stopped_when_enough_is_known(run):
    """A worker is killed as soon as somebody has heard enough."""
    ending, noticed = run(PASS + "wait()", wants=lambda event: event["event"] == "check-finished")

    assert ending.how == "stopped"
    assert noticed[-1] == ("check-finished", "a")


def test_no_event_is_lost_when_a_worker_is_stopped(run):
    """What was read together with the event that was enough is noticed, too."""
    both = f"os.write(os.open(JOURNAL, os.O_WRONLY | os.O_CREAT), {BOTH!r})\nwait()"

    ending, noticed = run(both, wants=lambda event: True)

    assert ending.how == "stopped"
    assert noticed == [("check-finished", "a"), ("check-finished", "b")]


BOTH = b"".join(
    b'{"event": "check-finished", "worker": "w1", "check": "%c"}\n' % check for check in b"ab"
)


def test_events_of_others_are_not_noticed(run):
    """Several workers write into one journal; each follower hears its own."""
    _, noticed = run('event("check-finished", worker="w2", check="a")\nevent("worker-ended")')

    assert noticed == [("worker-ended", None)]


def test_last_words_are_kept(run, monkeypatch):
    """The end of what a worker prints is kept, however much it is."""
    monkeypatch.setattr(workers, "LAST_WORDS", 12)

    ending, _ = run(
        "print('x' * 300_000, flush=True)\nprint('last words', end='', file=sys.stderr)"
    )

    assert ending.output.endswith("\nlast words")
    assert len(ending.output) == 12


def test_unknown_signal_has_its_number():
    """A signal without a name is told by its number."""
    ending = Ending("died", None, 0, False, -77, "")

    assert ending.explanation == "the process was ended by signal 77"


def test_environment_has_nothing_that_steers(monkeypatch, tmp_path):
    """Variables that steer Flask, pytest or Python stay out; the stage is found first."""
    for name in ("FLASK_DEBUG", "PYTEST_ADDOPTS", "PYTHONSTARTUP", "HYPOTHESIS_PROFILE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HARMLESS", "1")

    launch = Launch(Path("python"), tmp_path, {"OWN": "2"}, import_path=("/target",))
    found = launch.environment()

    steering = ("FLASK_", "PYTEST_ADD", "PYTHONSTART", "HYPOTHESIS_PROFILE")
    assert not [name for name in found if name.startswith(steering)]
    assert (found["HARMLESS"], found["OWN"]) == ("1", "2")
    folders = found["PYTHONPATH"].split(os.pathsep)
    assert (folders[0], folders[-1]) == (str(tmp_path), "/target")


def test_progress_knows_the_check_under_way():
    """A check is under way from its start to its end."""
    progress = Progress()
    seen = []

    for name, check in [("check-started", "a"), ("check-finished", "a"), ("check-started", "b")]:
        progress.take({"event": name, "check": check})
        seen.append((progress.check, progress.finished))

    assert seen == [("a", 0), (None, 1), ("b", 1)]
