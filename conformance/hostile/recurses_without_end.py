"""Recurses until Python has enough of it."""

import flask
from strike import struck


def descend(app):
    """Go one deeper."""
    descend(app)


Flask = struck(flask.Flask, "dispatch_request", descend)
