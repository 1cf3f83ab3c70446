import subprocess
import sys
from pathlib import Path

import flask
import pytest

from benchmarks import memory

PROGRAM = Path(memory.__file__)
needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")


@needs_proc
def test_some_thousand_requests_leave_nothing():
    command = [sys.executable, PROGRAM, "--requests", "2000", "--first", "1000"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0.00  cyclic objects  plain" in done.stdout
    assert done.stdout.endswith("blocks grown in 2000 requests (hipflask)\n")


@needs_proc
@pytest.mark.parametrize(
    "leak", ["bytearray(10_000)", "[[] for _ in range(20)]"], ids=["memory", "blocks"]
)
def test_growth_is_an_error(tmp_path, monkeypatch, leak):
    module = "import flask\nkept = []\nclass Flask(flask.Flask):\n" + (
        "    def wsgi_app(self, environ, start_response):\n"
        f"        kept.append({leak})\n"
        "        return super().wsgi_app(environ, start_response)\n"
    )
    (tmp_path / "leaking.py").write_text("from flask import *\n" + module)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # In a process of its own: one that had used more before would have room for this.
    command = [sys.executable, PROGRAM, "leaking", "--requests", "1000", "--first", "100"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.endswith("blocks grown in 1000 requests (leaking)\n")


def test_each_sort_is_what_it_says():
    app = memory.make_application(flask)

    memory.check(app)

    assert len(memory.SORTS) == 16


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--requests", "10", "--first", "10"), "--requests is 10. It has to be more than 10."),
        (("nowhere",), "No module named 'nowhere'; name a module that can be imported here"),
    ],
    ids=["too-few", "module"],
)
def test_wrong_arguments(arguments, message):
    command = [sys.executable, PROGRAM, *arguments]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 2
    assert done.stderr.endswith(f": error: {message}\n")
