"""Ends the interpreter by ``SystemExit``."""

import sys

import flask
from strike import struck


def leave(app):
    """Ask the interpreter to end, as if all were well."""
    sys.exit(0)


Flask = struck(flask.Flask, "dispatch_request", leave)
