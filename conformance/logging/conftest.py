"""What the checks of logging share: loggers that nobody has configured."""

import logging
from uuid import uuid4

import flask
import pytest


@pytest.fixture
def root(monkeypatch):
    """The root logger, as Python starts with it."""
    logger = logging.getLogger()
    before = logger.level
    monkeypatch.setattr(logger, "handlers", [])
    logger.setLevel(logging.WARNING)
    yield logger
    logger.setLevel(before)


@pytest.fixture
def named(root, tmp_path):
    """Make an application with a name, for which no module need be found."""
    folders = {"root_path": str(tmp_path), "instance_path": str(tmp_path), "static_folder": None}
    return lambda name: flask.Flask(name, **folders)


@pytest.fixture
def shop(named):
    """An application with a name of its own, which no logger has yet."""
    return named(f"shop{uuid4().hex}")


class Collected(logging.Handler):
    """A handler that keeps the messages of its records."""

    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.messages = []

    def emit(self, record):
        """Keep the message."""
        self.messages.append(record.getMessage())


@pytest.fixture
def collect():
    """Make a handler that keeps messages, and add it to a logger."""
    added = []

    def collect(logger, level=logging.NOTSET):
        handler = Collected(level)
        logger.addHandler(handler)
        added.append((logger, handler))
        return handler

    yield collect
    for logger, handler in added:
        logger.removeHandler(handler)
