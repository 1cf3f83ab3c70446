"""What a check left behind: found, blamed on that check, and put right.

A context still pushed, a thread still running, a receiver still connected, another working
directory or environment would make a later check fail in place of the one at fault.
"""

import contextvars
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

SIGNALS = (
    "appcontext_popped",
    "appcontext_pushed",
    "appcontext_tearing_down",
    "before_render_template",
    "got_request_exception",
    "message_flashed",
    "request_finished",
    "request_started",
    "request_tearing_down",
    "template_rendered",
)
GRACE = 0.5
"""Seconds that a thread gets to end by itself."""


def receivers(flask: Any) -> dict[str, frozenset[Any]]:
    """The keys of the living receivers of each signal that the target has."""
    return {name: frozenset(table) for name, table in _receiver_tables(flask)}


def _receiver_tables(flask: Any) -> Iterator[tuple[str, dict[Any, Any]]]:
    for name in SIGNALS:
        table = getattr(getattr(flask, name, None), "receivers", None)
        if isinstance(table, dict):
            yield name, table


class Surroundings:
    """The state of the process before a check, to be compared with the state after it."""

    def __init__(self) -> None:
        self.directory = os.getcwd()  # noqa: PTH109 - a string is what chdir will be given
        self.environment = _variables()
        self.threads = set(threading.enumerate())
        self.receivers = receivers(sys.modules.get("flask"))

    def complaints(self) -> list[str]:
        """What is different now, in words; directory, environment and signals are restored."""
        found = (self._directory(), self._environment(), self._receivers(), _contexts())
        return [*filter(None, found), *self._threads()]

    def _directory(self) -> str | None:
        try:
            now = os.getcwd()  # noqa: PTH109 - see above
        except OSError:
            now = "a folder that is gone"
        if now == self.directory:
            return None
        os.chdir(self.directory)
        return f"the working directory was changed to {now}"

    def _environment(self) -> str | None:
        before, now = self.environment, _variables()
        changed = {os.fsdecode(name): name for name, _ in before.items() ^ now.items()}
        changed.pop("PYTEST_CURRENT_TEST", None)
        if not changed:
            return None
        for name, key in changed.items():
            os.environ.pop(name, None)
            if key in before:
                os.environ[name] = os.fsdecode(before[key])
        return f"environment variables were changed: {', '.join(sorted(changed))}"

    def _receivers(self) -> str | None:
        flask = sys.modules.get("flask")
        if not self._new_receivers(flask):
            return None
        gc.collect()  # weakly held receivers of objects in cycles are gone after this
        left = self._new_receivers(flask)
        for name, table in _receiver_tables(flask):
            for key in left.get(name, ()):
                table.pop(key, None)
        return f"receivers are still connected: {', '.join(sorted(left))}" if left else None

    def _new_receivers(self, flask: Any) -> dict[str, frozenset[Any]]:
        now = receivers(flask)
        new = {name: keys - self.receivers.get(name, frozenset()) for name, keys in now.items()}
        return {name: keys for name, keys in new.items() if keys}

    def is_beyond_repair(self) -> bool:
        """Whether the process has to end, because something of the check lives on in it."""
        # Old releases bind contexts to the thread: an empty context shows those, and only those.
        return bool(self.running_threads() or contextvars.Context().run(_contexts))

    def _threads(self) -> list[str]:
        self._await_threads(GRACE / 20)
        if self.running_threads():
            gc.collect()  # an executor in a cycle, such as a traceback, keeps its thread waiting
            self._await_threads(GRACE)
        return [f"a thread is still running: {each.name}" for each in self.running_threads()]

    def _await_threads(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in self.running_threads():
            thread.join(max(0.0, deadline - time.monotonic()))

    def running_threads(self) -> list[threading.Thread]:
        """Threads that were not there before; they cannot be ended from outside."""
        return [each for each in threading.enumerate() if each not in self.threads]


def _variables() -> dict[Any, Any]:
    """A copy of the environment; undecoded where it can be had, for there is one at each check."""
    return dict(getattr(os.environ, "_data", os.environ))


def _contexts() -> str | None:
    flask = sys.modules.get("flask")
    for name in ("has_request_context", "has_app_context"):
        is_active: Callable[[], object] | None = getattr(flask, name, None)
        if callable(is_active) and is_active() is True:
            return f"a context is still pushed: flask.{name}() is true"
    return None
