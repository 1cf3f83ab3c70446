"""What a check left behind: found, named and put right; what ends by itself is not blamed."""

import contextvars
import gc
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flask
import pytest

from flask_conformance.worker.leftovers import Surroundings


@pytest.fixture
def in_context():
    """Run a function so that contexts it leaves pushed do not reach other tests."""
    return lambda function: contextvars.copy_context().run(function)


@pytest.fixture
def release():
    """An event that lets threads end at the end of the test."""
    event = threading.Event()
    yield event
    event.set()


def test_nothing_is_left():
    """Without a change there is no complaint."""
    before = Surroundings()

    assert before.complaints() == []
    assert not before.is_beyond_repair()


def test_directory_is_restored(tmp_path, monkeypatch):
    """Another working directory is named, and changed back."""
    monkeypatch.chdir(tmp_path)
    before = Surroundings()
    (tmp_path / "other").mkdir()
    os.chdir("other")

    complaints = before.complaints()

    assert complaints == [f"the working directory was changed to {tmp_path / 'other'}"]
    assert Path.cwd() == tmp_path


def test_directory_that_is_gone_is_left(tmp_path, monkeypatch):
    """A working directory that was removed meanwhile is no obstacle."""
    monkeypatch.chdir(tmp_path)
    before = Surroundings()
    (tmp_path / "other").mkdir()
    os.chdir("other")
    (tmp_path / "other").rmdir()

    complaints = before.complaints()

    assert complaints == ["the working directory was changed to a folder that is gone"]
    assert Path.cwd() == tmp_path


def test_environment_is_restored(monkeypatch):
    """Variables that were added, changed or removed are named, and are as before."""
    monkeypatch.setenv("CHANGED", "before")
    monkeypatch.setenv("REMOVED", "before")
    monkeypatch.delenv("ADDED", raising=False)
    before = Surroundings()
    os.environ.update(CHANGED="after", ADDED="after")
    del os.environ["REMOVED"]

    complaints = before.complaints()

    assert complaints == ["environment variables were changed: ADDED, CHANGED, REMOVED"]
    assert [os.environ.get(name) for name in ("CHANGED", "REMOVED", "ADDED")] == [
        "before",
        "before",
        None,
    ]


def test_receiver_is_disconnected():
    """A receiver that somebody still holds is named by its signal, and hears nothing more."""
    heard = []
    before = Surroundings()
    flask.request_started.connect(heard.append, weak=False)

    complaints = before.complaints()
    flask.request_started.send("sender")

    assert complaints == ["receivers are still connected: request_started"]
    assert heard == []


def test_receiver_of_before_stays():
    """A receiver that was there before the check is none of its business."""
    heard = []

    def receiver(sender):
        heard.append(sender)

    with flask.request_finished.connected_to(receiver):
        complaints = Surroundings().complaints()
        flask.request_finished.send("sender")

    assert complaints == []
    assert heard == ["sender"]


def test_weak_receiver_is_not_blamed():
    """A weakly held receiver, in a cycle that nobody can reach any more, is no leftover."""

    class Listener:
        def __init__(self):
            self.itself = self
            flask.template_rendered.connect(self.hear)

        def hear(self, sender):
            raise AssertionError("it is gone")

    before = Surroundings()
    gc.disable()
    Listener()
    is_there = bool(flask.template_rendered.receivers)
    gc.enable()

    assert is_there
    assert before.complaints() == []


@pytest.mark.parametrize(
    ("push", "name"),
    [
        (lambda app: app.app_context().push(), "has_app_context"),
        (lambda app: app.test_request_context().push(), "has_request_context"),
    ],
    ids=["application", "request"],
)
def test_pushed_context_is_named(in_context, push, name):
    """A context that is still pushed is named; it goes with the context of the check."""
    before = Surroundings()

    def check():
        push(flask.Flask("pushed"))
        return before.complaints(), before.is_beyond_repair()

    complaints, is_beyond_repair = in_context(check)

    assert complaints == [f"a context is still pushed: flask.{name}() is true"]
    assert not is_beyond_repair


def test_context_of_the_thread_ends_the_process(monkeypatch):
    """A context that old releases bind to the thread cannot be taken away: the worker ends."""
    before = Surroundings()
    monkeypatch.setattr(flask, "has_app_context", lambda: True)

    assert before.complaints() == ["a context is still pushed: flask.has_app_context() is true"]
    assert before.is_beyond_repair()


def test_thread_of_a_forgotten_executor_ends():
    """A thread whose executor is held by nothing but a cycle is no complaint."""
    before = Surroundings()
    executor = ThreadPoolExecutor(1)
    executor.submit(int).result()
    cycle = [executor]
    cycle.append(cycle)
    del executor, cycle

    assert before.running_threads() != []
    assert before.complaints() == []


def test_running_thread_ends_the_process(release, monkeypatch):
    """A thread that goes on is named, and the worker ends with its check."""
    monkeypatch.setattr("flask_conformance.worker.leftovers.GRACE", 0.01)
    before = Surroundings()
    threading.Thread(target=release.wait, name="lingerer", daemon=True).start()

    assert before.complaints() == ["a thread is still running: lingerer"]
    assert before.is_beyond_repair()


def test_thread_that_ends_by_itself_is_not_blamed():
    """A thread may take a moment to end."""
    before = Surroundings()
    threading.Timer(0.05, lambda: None).start()

    assert before.complaints() == []
    assert not before.is_beyond_repair()


def test_target_without_signals_and_contexts_is_compared(monkeypatch):
    """What the target lacks cannot be left behind."""
    monkeypatch.setitem(sys.modules, "flask", object())
    before = Surroundings()

    assert before.complaints() == []
