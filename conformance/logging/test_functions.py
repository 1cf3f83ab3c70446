"""What the module has for other libraries."""

import logging

import pytest


def has_handler(logger):
    """What the function returns."""
    import flask.logging

    return flask.logging.has_level_handler(logger)


@pytest.fixture
def logger(shop):
    """A logger without handlers and level."""
    return logging.getLogger(shop.name)


@pytest.mark.parametrize(
    ("own_level", "levels", "expected"),
    [
        ("WARNING", [], False),
        ("WARNING", ["NOTSET"], True),
        ("WARNING", ["WARNING"], True),
        ("WARNING", ["ERROR"], False),
        ("WARNING", ["ERROR", "INFO"], True),
        ("DEBUG", ["INFO"], False),
        ("CRITICAL", ["ERROR"], True),
    ],
)
def test_level_has_a_handler(logger, collect, own_level, levels, expected):
    """One such handler is enough."""
    logger.setLevel(own_level)
    for level in levels:
        collect(logger, level)

    assert has_handler(logger) is expected


@pytest.mark.parametrize("above", ["parent", "root"])
def test_handlers_above_count(logger, root, collect, above):
    """Not beyond a logger that does not propagate."""
    child = logger.getChild("web")
    collect(logger if above == "parent" else root)

    reached = has_handler(child)
    logger.propagate = False
    cut_off = has_handler(child)
    child.propagate = False

    assert (reached, cut_off, has_handler(child)) == (True, above == "parent", False)


@pytest.mark.parametrize(("level", "expected"), [("INFO", False), ("ERROR", True)])
def test_inherited_level_counts(logger, collect, level, expected):
    """Its own is not set."""
    logger.setLevel(level)
    child = logger.getChild("web")
    collect(child, "WARNING")

    assert child.level == logging.NOTSET
    assert has_handler(child) is expected


def test_logger_is_made_for_an_application(shop):
    """It has the level and the handler."""
    import flask.logging

    shop.debug = True
    made = flask.logging.create_logger(shop)

    assert made is logging.getLogger(shop.name)
    assert (made.level, len(made.handlers)) == (logging.DEBUG, 1)
    assert shop.logger is made
