"""Hangs where the view would run."""

from threading import Event

import flask
from strike import struck


def hang(app):
    """Wait for what never comes."""
    Event().wait()


Flask = struck(flask.Flask, "dispatch_request", hang)
