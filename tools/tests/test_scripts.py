"""The scripts beside the program: each explains itself and refuses what it does not know."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1]
CALLED_BY_OTHERS = {
    "benchmarks/instructions.py",
    "benchmarks/one_run.py",
    "differential/echo_server.py",
}
SCRIPTS = sorted(
    name
    for folder in (".", "benchmarks", "differential", "ecosystem", "servers")
    for path in (TOOLS / folder).glob("*.py")
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    and (name := path.relative_to(TOOLS).as_posix()) not in CALLED_BY_OTHERS
)


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_explains_itself(name, tmp_path):
    """With --help a script tells what it is for, and does nothing."""
    command = [sys.executable, TOOLS / name, "--help"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.lower().startswith(f"usage: {Path(name).name} ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["lock.py", "draft_stubs.py", "develop.py"])
def test_script_refuses_what_it_does_not_know(name, tmp_path):
    """An option that a script does not have is no reason to begin."""
    command = [sys.executable, TOOLS / name, "--nonsense"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
