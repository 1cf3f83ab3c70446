"""Closes standard output and standard error, the files and what lies below them."""

import os
import sys

import flask
from strike import struck


def close(app):
    """Leave nobody a way to say anything."""
    sys.stdout.close()
    sys.stderr.close()
    os.close(1)
    os.close(2)


Flask = struck(flask.Flask, "dispatch_request", close)
