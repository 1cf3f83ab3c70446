"""Runs a check in pytest's three phases, and has pytest report on those that fail.

It stands for ``_pytest.runner.pytest_runtest_protocol``, which makes a report of each phase, and
looks for the line of each check: nobody reads that of a check that passes. Pytest's ``tmp_path``
needs those reports, so there is one here that does not.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Literal

import pytest
from _pytest.runner import CallInfo

NOWHERE = ("", None, "")
"""In place of the line of a check, which takes time to find."""

_numbers = count()


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder for one check. It goes with the worker's."""
    folder = tmp_path_factory.getbasetemp() / str(next(_numbers))
    folder.mkdir()
    return folder


def run_phases(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Set up, call and tear down a check, between the two hooks that say when."""
    hook = item.ihook
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=NOWHERE)
    try:
        if _passes(item, "setup", lambda: hook.pytest_runtest_setup(item=item)):
            _passes(item, "call", lambda: hook.pytest_runtest_call(item=item))
        tear_down = hook.pytest_runtest_teardown
        _passes(item, "teardown", lambda: tear_down(item=item, nextitem=nextitem))
    finally:
        _let_go(item)
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=NOWHERE)
    return True


def _passes(
    item: pytest.Item, when: Literal["setup", "call", "teardown"], phase: Callable[[], None]
) -> bool:
    call = CallInfo.from_call(phase, when, reraise=(pytest.exit.Exception, KeyboardInterrupt))
    if call.excinfo is None:
        return True
    report = item.ihook.pytest_runtest_makereport(item=item, call=call)
    item.ihook.pytest_runtest_logreport(report=report)
    return False


def _let_go(item: Any) -> None:
    """Items live to the end; what was made for one need not."""
    if hasattr(item, "_request"):
        item._request = False
        item.funcargs = None
