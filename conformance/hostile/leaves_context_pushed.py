"""Leaves an application context pushed."""

import flask
from strike import struck


def push(app):
    """Make an application current for whoever comes next."""
    app.app_context().push()


Flask = struck(flask.Flask, "wsgi_app", push)
