"""Hangs before the functions before the view."""

from threading import Event

import flask
from strike import struck


def hang(app):
    """Wait for what never comes."""
    Event().wait()


Flask = struck(flask.Flask, "preprocess_request", hang)
