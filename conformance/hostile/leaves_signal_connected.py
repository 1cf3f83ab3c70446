"""Leaves a receiver connected that would break every later request."""

import flask
from strike import struck


def connect(app):
    """Connect a receiver for all applications, and for good."""
    flask.request_started.connect(fail, weak=False)


def fail(sender, **extra):
    """Make whatever is told of it fail."""
    raise RuntimeError("A receiver of an earlier check is still connected.")


Flask = struck(flask.Flask, "dispatch_request", connect)
