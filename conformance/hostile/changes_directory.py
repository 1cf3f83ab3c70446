"""Goes to another working directory and stays there."""

import os
from pathlib import Path

import flask
from strike import struck


def go_away(app):
    """Go to the root of the file system."""
    os.chdir(Path.cwd().anchor)


Flask = struck(flask.Flask, "dispatch_request", go_away)
