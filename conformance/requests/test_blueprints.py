"""To which blueprint a request belongs."""

from itertools import pairwise

import flask
import pytest


def names():
    """What the request says."""
    return f"{flask.request.blueprint}, {flask.request.blueprints}"


DEPTHS = {
    "one": (1, "a", ["a"]),
    "two": (2, "a.b", ["a.b", "a"]),
    "three": (3, "a.b.c", ["a.b.c", "a.b", "a"]),
}


@pytest.mark.parametrize(("depth", "name", "path"), DEPTHS.values(), ids=DEPTHS)
def test_nested_blueprint_has_its_full_name(app, client, depth, name, path):
    """At every depth the names are joined, and listed from the inside out."""
    blueprints = [flask.Blueprint(letter, "module") for letter in "abc"[:depth]]
    blueprints[-1].add_url_rule("/books", "books", names)
    for outer, inner in pairwise(blueprints):
        outer.register_blueprint(inner)
    app.register_blueprint(blueprints[0])

    answer = client.get("/books")

    assert answer.text == f"{name}, {path}"


def test_registered_name_counts(app, client):
    """One blueprint answers under each of its names."""
    shop = flask.Blueprint("shop", "module")
    shop.add_url_rule("/books", "books", names)
    app.register_blueprint(shop, url_prefix="/first")
    app.register_blueprint(shop, url_prefix="/second", name="store")

    first, second = client.get("/first/books"), client.get("/second/books")

    assert first.text == "shop, ['shop']"
    assert second.text == "store, ['store']"


UNMATCHED = {
    "not-found": ("GET", "/shop/films", 404),
    "not-allowed": ("POST", "/shop/books/", 405),
    "redirect": ("GET", "/shop/books", 308),
}


@pytest.mark.parametrize(("method", "url", "status"), UNMATCHED.values(), ids=UNMATCHED)
def test_unmatched_request_has_no_blueprint(app, client, method, url, status):
    """The prefix alone makes no request belong to a blueprint."""
    shop = flask.Blueprint("shop", "module", url_prefix="/shop")
    shop.add_url_rule("/books/", "books", names)
    app.register_blueprint(shop)
    seen = []
    app.before_request(lambda: seen.append((flask.request.blueprint, flask.request.blueprints)))

    answers = client.get("/shop/books/"), client.request(method, url)

    assert [answer.status_code for answer in answers] == [200, status]
    assert seen == [("shop", ["shop"]), (None, [])]


@pytest.mark.parametrize("hook", ["before_request", "after_request", "teardown_request"])
def test_request_knows_its_blueprint__in_hooks(app, client, hook):
    """Functions around the view know it too."""
    shop = flask.Blueprint("shop", "module")
    shop.add_url_rule("/books", "books", names)
    app.register_blueprint(shop)
    seen = []

    @getattr(app, hook)
    def note(response=None):
        seen.append(flask.request.blueprint)
        return response

    client.get("/books").read()

    assert seen == ["shop"]
