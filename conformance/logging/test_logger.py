"""The logger of an application."""

import logging

import flask
import pytest


@pytest.mark.parametrize(("name", "same"), [("{}", True), ("{}.tea", False), ("x{}", False)])
def test_applications_of_one_name_share_a_logger(shop, named, name, same):
    """Nobody else has it."""
    other = named(name.format(shop.name))

    assert isinstance(other.logger, logging.Logger)
    assert (other.logger is shop.logger) is same


def test_debug_mode_brings_all_messages(shop, collect):
    """They are not only let through, but handled."""
    shop.debug = True
    handler = collect(logging.getLogger(shop.name))

    shop.logger.debug("details")

    assert shop.logger.level == logging.DEBUG
    assert handler.messages == ["details"]


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_otherwise_the_level_is_inherited(shop, root, level):
    """It is that of the root logger, also if it changes later."""
    assert shop.logger is logging.getLogger(shop.name)

    levels = [shop.logger.getEffectiveLevel()]
    root.setLevel(level)
    levels.append(shop.logger.getEffectiveLevel())

    assert levels == [logging.WARNING, level]
    assert shop.logger.level == logging.NOTSET


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("level", [logging.INFO, logging.CRITICAL])
def test_level_that_was_set_stays(shop, debug, level):
    """Whether the mode would ask for less or for more."""
    shop.debug = debug
    logging.getLogger(shop.name).setLevel(level)

    assert shop.logger.level == level


def test_debug_mode_counts_at_the_first_use(shop, named):
    """Another application that has it from the start has another level."""
    other = named(f"{shop.name}.other")
    other.debug = True
    before = shop.logger.level
    shop.debug = True

    levels = [int(level) for level in (before, shop.logger.level, other.logger.level)]
    assert levels == [logging.NOTSET, logging.NOTSET, logging.DEBUG]


def test_messages_go_up_to_other_handlers(shop, named, root, collect):
    """To those of the package, and to those of the root logger."""
    site = named(f"{shop.name}.web")
    handlers = [collect(root), collect(logging.getLogger(shop.name))]

    site.logger.warning("no tea left")

    assert [handler.messages for handler in handlers] == [["no tea left"]] * 2


def test_subclass_can_choose_the_logger(shop, client_of, collect):
    """Errors are logged there."""

    class Shop(flask.Flask):
        logger = logging.getLogger(f"{shop.name}.own")

    site = Shop(shop.name, static_folder=None)
    site.add_url_rule("/tea", "tea", lambda: {}["tea"])
    own, usual = collect(Shop.logger), collect(shop.logger)
    Shop.logger.propagate = False

    answer = client_of(site).get("/tea")

    assert answer.status_code == 500
    assert (len(own.messages), usual.messages) == (1, [])


@pytest.mark.parametrize("debug", [True, False])
def test_answered_requests_are_not_logged(shop, client_of, collect, debug):
    """A message of the view is."""
    shop.debug = debug
    shop.add_url_rule("/tea", "tea", lambda: "tea")
    shop.add_url_rule("/milk", "milk", lambda: shop.logger.error("no milk") or "none")
    handler = collect(shop.logger)
    client = client_of(shop)

    answers = [client.get(path).text for path in ("/tea", "/milk", "/tea")]

    assert answers == ["tea", "none", "tea"]
    assert handler.messages == ["no milk"]
