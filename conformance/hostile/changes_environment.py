"""Changes environment variables that Flask and others read."""

import os

import flask
from strike import struck


def change(app):
    """Switch debugging on for every later application, and hide all programs."""
    os.environ["FLASK_DEBUG"] = "1"
    os.environ["PATH"] = ""


Flask = struck(flask.Flask, "dispatch_request", change)
