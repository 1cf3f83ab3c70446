"""Recurses below Python, until the process runs out of stack."""

import faulthandler

import flask
from strike import struck


def overflow(app):
    """Get a signal that no handler in Python sees."""
    faulthandler._stack_overflow()


Flask = struck(flask.Flask, "dispatch_request", overflow)
