"""Tracebacks without the frames between a check and the application."""

import traceback
from pathlib import Path

import pytest

from flask_conformance.worker import tracebacks
from flask_conformance.worker.tracebacks import in_a_line, shortened

OWN = Path(tracebacks.__file__).parent
CALL = "def run(inner):\n    inner()\n"


def calling(path, inner):
    """A function in a file of this name, which calls another."""
    names = {}
    exec(compile(CALL, str(path), "exec"), names)
    return lambda: names["run"](inner)


def fail():
    raise ValueError("at the end")


@pytest.mark.parametrize(
    ("path", "is_shown"),
    [
        ("/site-packages/httpx/_client.py", False),
        ("/site-packages/httpcore/pool.py", False),
        (OWN / "transport.py", False),
        ("/site-packages/flask/app.py", True),
        ("/project/worker/views.py", True),
    ],
    ids=["httpx", "httpcore", "transport", "target", "folder-of-the-same-name"],
)
def test_frames_between_are_left_out(path, is_shown):
    """Frames of httpx and of the worker are left out, all others stay in order."""
    with pytest.raises(ValueError, match="at the end") as caught:
        calling("/suite/check.py", calling(path, calling("/app/views.py", fail)))()

    names = [frame.filename for frame in traceback.extract_tb(shortened(caught.tb))]

    shown = [str(path)] if is_shown else []
    ours = [name for name in names if name != __file__]
    assert ours == ["/suite/check.py", *shown, "/app/views.py"]
    assert names[-1] == __file__


def test_nothing_is_left_of_nothing():
    """Without frames there is nothing to shorten."""
    assert shortened(None) is None


@pytest.mark.parametrize(
    ("path", "place"),
    [("/app/views.py", " (/app/views.py:1)"), (OWN / "smoke.py", ""), ("<frozen importlib>", "")],
    ids=["target", "worker", "import-system"],
)
def test_error_is_told_with_its_place(path, place):
    """One line tells an error and the place in the target that raised it."""
    with pytest.raises(ValueError, match="wrong") as caught:
        exec(compile("raise ValueError('wrong')", str(path), "exec"))

    assert in_a_line(caught.value) == f"ValueError: wrong{place}"
