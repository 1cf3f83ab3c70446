"""Writes more to standard output and standard error than anybody wants to keep."""

import os
import sys

import flask
from strike import struck


def flood(app):
    """Write 32 MiB to each, past Python and through it."""
    for stream in (sys.stdout, sys.stderr):
        for _ in range(16):
            os.write(stream.fileno(), b"x" * 2**20)
            stream.write("x" * 2**20)


Flask = struck(flask.Flask, "dispatch_request", flood)
