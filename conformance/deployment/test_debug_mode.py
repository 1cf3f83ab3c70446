"""How ``app.run`` decides on debug mode, and what that changes."""

import os
from unittest import mock

import pytest


def test_debug_mode_can_be_switched(visits):
    """The last word stays until there is another."""
    assert {name: visit["debug"] for name, visit in visits.items()} == {
        "plain": False,
        "debug": True,
        "still": True,
        "off": False,
        "single": False,
    }


def test_errors_are_shown_in_debug_mode(visits):
    """Without it, nobody is told what went wrong."""
    shown = {name for name, visit in visits.items() if "no such shelf" in visit["broken"]}

    assert shown == {"debug", "still"}


@pytest.fixture
def run_in_vain(taken, fails_to_run):
    """Let the application run up to the point at which it finds its port taken."""

    def run(**arguments):
        with taken("127.0.0.1") as port:
            fails_to_run(port=port, **{"load_dotenv": True, **arguments})

    return run


@pytest.mark.parametrize(
    ("value", "arguments", "debug"),
    [
        pytest.param("1", {}, True, id="on"),
        pytest.param("0", {}, False, id="off"),
        pytest.param("1", {"debug": False}, False, id="argument-off"),
        pytest.param("0", {"debug": True}, True, id="argument-on"),
    ],
)
def test_environment_switches_debug_mode(app, run_in_vain, monkeypatch, value, arguments, debug):
    """What the application was made with does not count any more."""
    monkeypatch.setenv("FLASK_DEBUG", value)
    app.debug = not debug

    run_in_vain(**arguments)

    assert app.debug is debug


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A working directory with a file of variables."""
    (tmp_path / ".env").write_text("FLASK_DEBUG=1\nLIBRARY_SHELF=fiction\n")
    monkeypatch.chdir(tmp_path)
    with mock.patch.dict(os.environ):
        yield


def test_files_of_variables_are_read_first(project, app, run_in_vain):
    """Other variables from them are there as well."""
    before = app.debug

    run_in_vain()

    assert (before, app.debug) == (False, True)
    assert os.environ.get("LIBRARY_SHELF") == "fiction"


@pytest.mark.parametrize(
    ("skip", "load"),
    [pytest.param("", False, id="argument"), pytest.param("1", True, id="variable")],
)
def test_files_of_variables_can_be_left_out(project, run_in_vain, skip, load):
    """A run that reads them tells the difference."""
    shelves = []

    for value, wanted in ((skip, load), ("0", True)):
        os.environ["FLASK_SKIP_DOTENV"] = value
        run_in_vain(load_dotenv=wanted)
        shelves.append(os.environ.get("LIBRARY_SHELF"))

    assert shelves == [None, "fiction"]
