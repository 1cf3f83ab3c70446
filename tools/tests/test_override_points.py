import subprocess
import sys
from pathlib import Path

import flask
import pytest

from differential import override_points
from differential.override_points import chosen

PROGRAM = Path(__file__).parents[1] / "differential" / "override_points.py"

SHORTCUT = """
import sys
from importlib import import_module

import flask
from flask import *

for name in (
    *("app", "ctx", "globals", "sessions", "signals", "templating", "views", "config"),
    *("json", "json.tag", "json.provider"),
):
    sys.modules[f"shortcut.{name}"] = import_module(f"flask.{name}")


class Flask(flask.Flask):
    def __call__(self, environ, start_response):
        return flask.Flask.wsgi_app(self, environ, start_response)
"""

HALVES = "1/2", "2/2"


def parse(arguments):
    return override_points._parser().parse_args(arguments)


def compare(*arguments, folder=None):
    """Run the script; its exit code and what it printed."""
    command = [sys.executable, PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_hipflask_does_not_differ():
    code, printed = compare("--count", 100)

    assert code == 0, printed
    assert "0 differ" in printed


def test_method_that_is_passed_over_is_seen(tmp_path, monkeypatch):
    """A shortcut around wsgi_app shows as soon as wsgi_app is patched."""
    (tmp_path / "shortcut.py").write_text(SHORTCUT)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    code, printed = compare("flask", "shortcut", "--only", "hello:Flask.wsgi_app:instance:call")

    assert code == 1
    assert "-Flask.wsgi_app(<environ>, <function>)" in printed
    assert "1 traces of 1 cases compared, 1 differ" in printed


def test_parts_are_apart_and_whole():
    """Each case belongs to one part, also when they are chosen at random."""
    arguments = parse(["--count", "50"])
    whole = [case.name for case in chosen(flask, arguments)]
    first, second = (chosen(flask, parse(["--count", "50", "--part", part])) for part in HALVES)

    assert sorted(case.name for case in (*first, *second)) == sorted(whole)
    assert {len(first), len(second)} == {25}


@pytest.mark.parametrize("part", ["3/2", "0/2", "1", "a/b"])
def test_part_that_is_none(part):
    """It says what to write in place of what is no part."""
    code, printed = compare("--part", part)

    assert code == 2
    assert f"{part!r} is no part; write 1/2 for the first of two" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--count", "0"), "'0' is no number of cases; write 1 or more"),
        (("--count", "-5"), "'-5' is no number of cases; write 1 or more"),
        (("--skip", "-1"), "'-1' is no number of cases; write 0 or more"),
        (("--only", "hello:Flask.wsgi_app:", "--skip", "99"), "--skip 99 leaves no case"),
        (("--only", "nowhere"), "no case has 'nowhere' in its name"),
        (("flask", "nowhere"), "No module named 'nowhere'; name modules that can be imported here"),
    ],
    ids=["none", "negative", "skip-negative", "skip-all", "name", "module"],
)
def test_wrong_arguments(arguments, message):
    """One line says what is wrong."""
    code, printed = compare(*arguments)

    assert code == 2
    assert message in printed


@pytest.fixture
def run_until(monkeypatch):
    """Run in this process, where Ctrl-C is pressed once some cases were compared."""

    def run(number, *arguments):
        names = []

        def compare_name(self, case):
            if len(names) == number:
                raise KeyboardInterrupt
            names.append(case.name)

        monkeypatch.setattr(sys, "argv", ["override_points.py", *arguments])
        monkeypatch.setattr(override_points.Comparison, "compare", compare_name)
        return override_points.main(), names

    return run


def test_interrupted_run_tells_what_it_found(run_until, capsys):
    """What was compared until then is reported, and how to go on."""
    code, _ = run_until(7, "--count", "20", "--skip", "3")

    printed = capsys.readouterr()
    assert code == 130
    assert " differ (flask against hipflask)" in printed.out
    assert printed.err.endswith(
        "Interrupted after 7 of 17 cases: to go on, run the same with --skip 10\n"
    )


def test_interrupted_run_goes_on(run_until):
    """With --skip it compares the rest, and nothing twice."""
    whole = [case.name for case in chosen(flask, parse(["--count", "20", "--part", "2/2"]))]

    _, before = run_until(4, "--count", "20", "--part", "2/2")
    _, after = run_until(None, "--count", "20", "--part", "2/2", "--skip", "4")

    assert [*before, *after] == whole
