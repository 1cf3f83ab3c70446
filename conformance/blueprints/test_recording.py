"""Recording: when functions are called, how often, and in which order."""

import flask
import pytest


@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
def test_record_once_is_for_the_first_registration(nested):
    """Other names do not make a registration the first one; other applications do."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.record_once(lambda state: seen.append(state.app.name))
    for name in ("first", "second"):
        site, town = flask.Flask(name, static_folder=None), flask.Blueprint("town", __name__)
        outer = town if nested else site
        outer.register_blueprint(shop)
        outer.register_blueprint(shop, name="store")
        if nested:
            site.register_blueprint(town)

    assert seen == ["first", "second"]


def test_record_once_is_for_the_first_registration__among_several(app):
    """Functions given to ``record`` are called beside them for each."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.record_once(lambda state: seen.append("once"))
    shop.record(lambda state: seen.append("each"))
    for name in ("shop", "store", "market"):
        app.register_blueprint(shop, name=name)

    assert seen == ["once", "each", "each", "each"]


def test_recorded_functions_keep_their_order(app):
    """A function sees the rules that were added before it, and no others."""
    seen = []
    shop = flask.Blueprint("shop", __name__)

    def note(state):
        rules = [rule.rule for rule in state.app.url_map.iter_rules()]
        seen.append([rule for rule in rules if rule in ("/a", "/b")])

    shop.record(note)
    shop.add_url_rule("/a", "a", lambda: "a")
    shop.record(note)
    shop.add_url_rule("/b", "b", lambda: "b")
    shop.record_once(note)
    app.register_blueprint(shop)

    assert seen == [[], ["/a"], ["/a", "/b"]]


def test_nested_blueprints_come_last(app):
    """Even if they were nested first."""
    seen = []
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    town.register_blueprint(shop)
    for layer in (shop, town):
        layer.record(lambda state: seen.append((state.blueprint.name, state.url_prefix)))
    app.register_blueprint(town)

    assert seen == [("town", "/town"), ("shop", "/town/shop")]


def test_blueprint_is_known_when_functions_are_called(app):
    """Under the name of this registration."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.record(lambda state: seen.append(list(state.app.blueprints)[-1:]))
    app.register_blueprint(shop)
    app.register_blueprint(shop, name="store")

    assert seen == [["shop"], ["store"]]
