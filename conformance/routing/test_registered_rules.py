"""Registered rules: what the map tells about them, and its classes."""

import pytest


def view(**values):
    """A view that any rule can lead to."""
    return "answered"


def test_map_lists_every_rule__and_no_others(app):
    """With a rule the list grows by that rule."""
    before = [each.rule for each in app.url_map.iter_rules()]

    app.add_url_rule("/books", "books", view)

    after = [each.rule for each in app.url_map.iter_rules()]
    assert sorted(after) == sorted([*before, "/books"])


def test_map_lists_every_rule__the_same_after_requests(app, client):
    """Requests do not change the list of rules."""
    for number in range(5):
        app.add_url_rule(f"/books/<int:page>/{number}", f"view{number}", view)
    before = {each.rule for each in app.url_map.iter_rules()}

    answer = client.get("/books/1/3")

    assert answer.text == "answered"
    assert "/books/<int:page>/3" in before
    assert {each.rule for each in app.url_map.iter_rules()} == before


@pytest.mark.parametrize(
    ("options", "methods"),
    [
        pytest.param({}, {"GET", "HEAD", "OPTIONS"}, id="default"),
        pytest.param({"methods": ["POST"]}, {"POST", "OPTIONS"}, id="post"),
        pytest.param({"methods": ["head"]}, {"HEAD", "OPTIONS"}, id="head"),
        pytest.param({"methods": ["Brew"]}, {"BREW", "OPTIONS"}, id="own-method"),
        pytest.param({"provide_automatic_options": False}, {"GET", "HEAD"}, id="no-options"),
        pytest.param({"methods": []}, {"OPTIONS"}, id="none"),
    ],
)
def test_rule_knows_its_methods__by_options(app, options, methods):
    """The methods of a rule are those of its options and the automatic ones."""
    app.add_url_rule("/books", "books", view, **options)

    [rule] = app.url_map.iter_rules("books")

    assert rule.methods == methods


@pytest.mark.parametrize("name", ["get", "post", "put", "delete", "patch"])
def test_every_rule_goes_through_add_url_rule__of_shortcuts(app, name):
    """The shortcuts call ``add_url_rule`` with the view, its rule and all options."""
    seen = []

    def note(rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        seen.append((rule, endpoint, view_func, options))

    app.add_url_rule = note

    getattr(app, name)("/books", endpoint="shelf", strict_slashes=False)(view)

    assert seen == [("/books", "shelf", view, {"methods": [name.upper()], "strict_slashes": False})]


def test_rule_class_makes_the_rules__of_a_subclass(app, client):
    """Rules of ``route`` and of shortcuts are objects of the application's rule class."""
    rule_class = type("OwnRule", (app.url_rule_class,), {})
    app.url_rule_class = rule_class
    app.route("/books", endpoint="books")(view)
    app.get("/films", endpoint="films")(view)

    answer = client.get("/books")

    rules = [*app.url_map.iter_rules("books"), *app.url_map.iter_rules("films")]
    assert answer.text == "answered"
    assert [type(each) for each in rules] == [rule_class, rule_class]
