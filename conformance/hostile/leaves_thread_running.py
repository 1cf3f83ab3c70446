"""Leaves a thread running that keeps the process from ending."""

from threading import Event, Thread

import flask
from strike import struck


def start(app):
    """Start what never ends."""
    Thread(target=Event().wait).start()


Flask = struck(flask.Flask, "dispatch_request", start)
