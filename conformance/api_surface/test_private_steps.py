"""Private steps that extensions replace, beyond the examples of the page."""

import flask
import pytest


@pytest.mark.parametrize(("kind", "given"), [("Flask", ["shop"]), ("Blueprint", ["shop", "shop"])])
def test_patch_of_the_common_base_counts_for_both(monkeypatch, kind, given):
    """It gets the rule and the options, and what it returns decorates the view."""
    from flask.sansio.scaffold import Scaffold

    seen, original = [], Scaffold.route

    def route(self, rule, **options):
        seen.append((type(self).__name__, rule, options))
        return original(self, rule, **options)

    monkeypatch.setattr(Scaffold, "route", route)
    shop = getattr(flask, kind)(*given)
    shop.route("/books", endpoint="books")(lambda: "all books")

    assert seen == [(kind, "/books", {"endpoint": "books"})]


def test_templates_are_rendered_by_a_function_that_can_be_replaced(app, monkeypatch):
    """What is put there gets application, template and context, and what it returns counts."""
    import flask.templating

    calls = []

    def render(app, template, context):
        calls.append((app, context["book"]))
        return "rendered otherwise"

    monkeypatch.setattr(flask.templating, "_render", render)
    with app.app_context():
        text = flask.render_template_string("{{ book }}", book="Emma")

    assert text == "rendered otherwise"
    assert calls == [(app, "Emma")]
