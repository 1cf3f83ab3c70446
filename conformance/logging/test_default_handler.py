"""The handler that shows messages where nobody has set up logging."""

import logging
import re

import pytest


def default_handlers(app):
    """How often the logger of an application has the default handler."""
    import flask.logging

    return [handler is flask.logging.default_handler for handler in app.logger.handlers].count(True)


@pytest.mark.parametrize("debug", [True, False])
def test_logger_without_handlers_gets_the_default_handler(shop, named, debug):
    """It is the only one, also for a second application of the name."""
    shop.debug = debug
    second = named(shop.name)

    assert [default_handlers(app) for app in (shop, second, shop)] == [1, 1, 1]
    assert len(shop.logger.handlers) == 1


WHERE = {
    "own": lambda name: name,
    "above": lambda name: name.split(".")[0],
    "root": lambda name: None,
}


@pytest.fixture
def deep_shop(shop, named):
    """An application in a package."""
    return named(f"{shop.name}.web")


@pytest.mark.parametrize("level", [logging.NOTSET, logging.WARNING])
@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
def test_existing_handlers_are_enough(deep_shop, named, collect, where, level):
    """Another application has the default handler."""
    other = named(f"other_{deep_shop.name}")
    before = default_handlers(other)
    handler = collect(logging.getLogger(where(deep_shop.name)), level)

    deep_shop.logger.warning("no tea left")

    assert (before, default_handlers(deep_shop)) == (1, 0)
    assert handler.messages == ["no tea left"]


@pytest.mark.parametrize("own_level", [None, logging.DEBUG])
@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
def test_handlers_that_take_less_are_not_enough(deep_shop, collect, where, own_level):
    """Other messages would be lost."""
    logger = logging.getLogger(deep_shop.name)
    logger.setLevel(own_level or logging.NOTSET)
    collect(logging.getLogger(where(deep_shop.name)), logging.ERROR)

    assert default_handlers(deep_shop) == 1


@pytest.mark.parametrize("where", ["above", "root"])
def test_handlers_out_of_reach_are_not_enough(deep_shop, collect, where):
    """They would not see a message."""
    handler = collect(logging.getLogger(WHERE[where](deep_shop.name)))
    logging.getLogger(deep_shop.name).propagate = False

    deep_shop.logger.warning("no tea left")

    assert default_handlers(deep_shop) == 1
    assert handler.messages == []


def test_handlers_are_looked_for_once(shop, root, collect):
    """Messages are written twice then."""
    before = default_handlers(shop)
    handler = collect(root)

    shop.logger.warning("no tea left")

    assert (before, default_handlers(shop)) == (1, 1)
    assert handler.messages == ["no tea left"]


def test_default_handler_can_be_removed__from_an_unconfigured_logger(shop):
    """Using the logger again does not bring it back."""
    import flask.logging

    before = default_handlers(shop)
    shop.logger.removeHandler(flask.logging.default_handler)
    shop.logger.warning("no tea left")

    assert (before, default_handlers(shop)) == (1, 0)
    assert list(shop.logger.handlers) == []


def test_default_handler_can_be_used_by_other_loggers(shop, root, capsys):
    """Each message is written once."""
    import flask.logging

    root.addHandler(flask.logging.default_handler)

    shop.logger.warning("no tea left")
    root.warning("no milk left")

    errors = capsys.readouterr().err
    assert [errors.count(text) for text in ("no tea left", "no milk left")] == [1, 1]
    assert list(shop.logger.handlers) == []


def test_default_handler_takes_all_levels(shop, capsys):
    """What the logger does not let through is not written."""
    shop.logger.setLevel(logging.INFO)

    shop.logger.debug("boiling")
    shop.logger.info("brewing")
    shop.logger.critical("spilling")

    errors = capsys.readouterr().err
    assert [text in errors for text in ("boiling", "brewing", "spilling")] == [False, True, True]


def test_message_tells_time_level_and_module(shop, capsys):
    """They stand in one line."""
    shop.logger.warning("no %s left", "tea")

    line = capsys.readouterr().err.rstrip("\n")

    time = r"\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]"
    assert re.fullmatch(rf"{time} WARNING in test_default_handler: no tea left", line)
