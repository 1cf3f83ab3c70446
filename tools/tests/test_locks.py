import subprocess
import sys

import pytest

from flask_conformance.targets.locks import locked

HOLDER = """
import os, pathlib, sys
from flask_conformance.targets.locks import locked
with locked(pathlib.Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
    os._exit(9)
"""


class Waiting(Exception):
    """Somebody holds the lock."""


def refuse():
    """Do not wait."""
    raise Waiting


def test_lock_is_held_against_others(tmp_path):
    """Only one holds the lock; the next has it when the first is done."""
    path = tmp_path / "lock"

    with locked(path, refuse), pytest.raises(Waiting), locked(path, refuse):
        pass

    with locked(path, refuse):
        assert path.exists()


def test_lock_dies_with_its_holder(tmp_path):
    """A holder that is killed leaves no lock behind."""
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Waiting), locked(path, refuse):
            pass

        holder.kill()
        holder.wait()

    with locked(path, refuse):
        assert path.exists()
