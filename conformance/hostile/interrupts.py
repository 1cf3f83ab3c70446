"""Raises ``KeyboardInterrupt``, as if somebody had pressed Ctrl-C."""

import flask
from strike import struck


def interrupt(app):
    """Stop whoever does not look which check it was."""
    raise KeyboardInterrupt


Flask = struck(flask.Flask, "dispatch_request", interrupt)
