"""The names of a template cannot be told from Jinja's chain, which one import compares slowly."""

import collections

import pytest
from jinja2 import DictLoader
from jinja2 import Environment as BaseEnvironment

from hipflask import Flask, render_template
from hipflask._template_names import ChainMap, Keys
from hipflask.templating import Environment


class Watched(dict):
    """A mapping of somebody's own, which remembers what it was asked for."""

    def __init__(self, *args):
        super().__init__(*args)
        self.asked = []

    def __contains__(self, name):
        self.asked.append(name)
        return super().__contains__(name)


MAPS = {
    "empty": [{}],
    "own": [{"a": 1}, {}],
    "of-all": [{}, {"a": 1, "b": 2}],
    "both": [{"a": 1}, {"a": 2, "b": 3}],
    "three": [{"a": 1}, {"b": 2}, {"d": 3}],
    "own-mapping": [{"a": 1}, Watched({"b": 2})],
}


@pytest.mark.parametrize("maps", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize("left", [set("abc"), frozenset("abc"), {"a": 1}.keys()], ids=type)
def test_difference_is_that_of_collections(maps, left):
    """What is left of a set, and of which type it is."""
    ours, theirs = ChainMap(*maps), collections.ChainMap(*maps)

    differences = [left - chain.keys() for chain in (ours, theirs)]

    assert differences[0] == differences[1]
    assert type(differences[0]) is type(differences[1])


def test_keys_are_those_of_collections():
    """The keys are in the same order, and follow the mappings."""
    maps = {"b": 1, "a": 2}, {"c": 3, "a": 4}
    ours, theirs = ChainMap(*maps), collections.ChainMap(*maps)
    keys = ours.keys()

    before = list(keys)
    maps[0]["d"] = 5

    assert before == ["c", "a", "b"]
    assert list(keys) == list(theirs.keys())
    assert set("abcde") - keys == {"e"}
    assert repr(ours) == repr(theirs)


def test_mapping_of_somebody_is_asked():
    """A mapping that is no plain dictionary says itself what is in it."""
    names = Watched({"a": 1})

    left = {"a", "b"} - ChainMap({}, names).keys()

    assert left == {"b"}
    assert sorted(names.asked) == ["a", "b"]


def made_app(environment=Environment):
    app = Flask("shop", static_folder=None)
    app.jinja_environment = environment
    app.jinja_loader = DictLoader(
        {
            "macros.html": "{% macro price(x) %}{{ x }} {{ currency }}{% endmacro %}",
            "page.html": "{% from 'macros.html' import price %}{{ price(7) }}",
        }
    )
    app.jinja_env.globals["currency"] = "EUR"
    return app


def test_import_takes_the_short_way(monkeypatch):
    """A template that imports from another compares their names at once."""
    app = made_app()
    taken = []
    original = Keys.__rsub__
    monkeypatch.setattr(
        Keys, "__rsub__", lambda self, other: taken.append(other) or original(self, other)
    )

    with app.app_context():
        page = render_template("page.html")

    assert page == "7 EUR"
    assert "currency" in taken[0]


def test_names_of_one_template_reach_what_it_imports():
    """A name that only the importing template has is known to the macro, in each rendering."""
    app = made_app()
    del app.jinja_env.globals["currency"]
    with app.app_context():
        pages = [render_template("page.html")]
        app.jinja_env.get_template("page.html").globals["currency"] = "GBP"
        pages.append(render_template("page.html"))
        del app.jinja_env.get_template("page.html").globals["currency"]
        pages.append(render_template("page.html"))

    assert pages == ["7 ", "7 GBP", "7 "]


@pytest.mark.parametrize("place", ["class", "subclass", "mixin", "instance"])
def test_replaced_make_globals_is_called(monkeypatch, place):
    """Who replaces the making of the names is asked for them."""
    seen = []

    def make_globals(self, d):
        seen.append(d)
        return collections.ChainMap({"currency": "USD"}, d or {}, self.globals)

    mixin = type("Mixin", (BaseEnvironment,), {"make_globals": make_globals})
    environments = {
        "subclass": type("Own", (Environment,), {"make_globals": make_globals}),
        "mixin": type("Own", (Environment, mixin), {}),
    }
    app = made_app(environments.get(place, Environment))
    if place == "class":
        monkeypatch.setattr(BaseEnvironment, "make_globals", make_globals)
    elif place == "instance":
        app.jinja_env.make_globals = make_globals.__get__(app.jinja_env)

    with app.app_context():
        page = render_template("page.html")

    assert page == "7 USD"
    assert seen == [None, None]
