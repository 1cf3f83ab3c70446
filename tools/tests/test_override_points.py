import subprocess
import sys
from pathlib import Path

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
    assert "1 traces compared, 1 differ" in printed
