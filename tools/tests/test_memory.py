"""The memory of a worker: bounded, with a reserve that is opened once much was used."""

import json
import subprocess
import sys

MEGABYTE = 1024**2
PROGRAM = """
import json, sys
from flask_conformance.worker import memory

limit, used = (None if text == "None" else int(text) for text in sys.argv[1:])
memory.limit(limit)
hoard = bytearray(used)
print(json.dumps([memory.is_used_up(), memory.resource.getrlimit(memory.resource.RLIMIT_AS)[0]]))
"""
BIG_PARENT = """
import subprocess, sys

hoard = bytearray(300 * 1024**2)
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True)
"""
LIMIT = 512 * MEGABYTE
RESERVE = 256 * MEGABYTE


def run(*arguments):
    command = [sys.executable, "-c", *map(str, arguments)]
    return json.loads(subprocess.check_output(command, text=True))


def test_little_use_changes_nothing():
    """A worker that needed less than half goes on with its limit."""
    assert run(PROGRAM, LIMIT, MEGABYTE) == [False, LIMIT]


def test_reserve_is_opened_after_much_use():
    """A worker that needed more than half reports from the reserve, and is replaced."""
    assert run(PROGRAM, LIMIT, 300 * MEGABYTE) == [True, LIMIT + RESERVE]


def test_no_limit_is_never_used_up():
    """Without a limit nothing is bounded."""
    is_used_up, _ = run(PROGRAM, None, 300 * MEGABYTE)

    assert not is_used_up


def test_use_of_the_controller_does_not_count():
    """What the process that started the worker uses is not the worker's."""
    assert run(BIG_PARENT, PROGRAM, LIMIT, MEGABYTE) == [False, LIMIT]
