"""Ends the process at once, without a word."""

import os

import flask
from strike import struck


def leave(app):
    """Leave without cleaning up, as if all were well."""
    os._exit(0)


Flask = struck(flask.Flask, "dispatch_request", leave)
