import subprocess
import sys
from pathlib import Path

import pytest

import covered

PROGRAM = Path(covered.__file__)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], []),
        ([7], ["7"]),
        ([3, 4, 5, 9, 11, 12], ["3-5", "9", "11-12"]),
    ],
    ids=["none", "one", "runs"],
)
def test_neighbouring_lines_are_one_range(numbers, expected):
    assert list(covered.ranges(numbers)) == expected


def test_what_is_left_is_told_by_function():
    """A branch is told only where the lines at both its ends were reached."""
    function = {"missing_lines": [4, 5], "missing_branches": [[3, 4], [6, 8], [7, -1]]}
    clean = {"missing_lines": [], "missing_branches": []}
    found = {"functions": {"App.run": function, "App.stop": clean, "": clean}}

    assert list(covered.left(found)) == ["App.run: 4-5, 6 to 8, 7 to the end"]


def test_reached_modules_are_listed():
    """One page reaches a part of a target, which is enough for a modest goal."""
    page = PROGRAM.parents[1] / "spec" / "flashing" / "categories.md"
    command = [sys.executable, PROGRAM, "hipflask", "--lines", "1", page]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "templating.py" in done.stdout
