"""The step that completes the values of a rendering."""

import flask
import pytest


def test_method_adds_what_the_processors_return__in_a_request(app, client):
    """In a request, those of its blueprints are asked too."""
    shop = flask.Blueprint("shop", __name__)
    shop.context_processor(lambda: {"owner": "the shop"})
    app.context_processor(lambda: {"owner": "Max", "place": "here"})

    def show():
        context = {"title": "Emma"}
        app.update_template_context(context)
        return {name: context[name] for name in ("title", "owner", "place")}

    app.add_url_rule("/app", "show", show)
    shop.add_url_rule("/shop", "show", show)
    app.register_blueprint(shop)

    answers = [client.get(path).json() for path in ("/app", "/shop")]

    assert answers == [
        {"title": "Emma", "owner": "Max", "place": "here"},
        {"title": "Emma", "owner": "the shop", "place": "here"},
    ]


FORMS = {
    "file": lambda: flask.render_template("page.html", title="Emma"),
    "text": lambda: flask.render_template_string("{{ title }} {{ page }}", title="Emma"),
    "streamed-file": lambda: flask.stream_template("page.html", title="Emma"),
    "streamed-text": lambda: flask.stream_template_string("{{ title }} {{ page }}", title="Emma"),
}


@pytest.mark.parametrize("render", FORMS.values(), ids=FORMS)
def test_every_rendering_calls_the_method__all_forms(app, client, render):
    """Replaced on the object, it is called once with what was given, and may add to that."""
    from jinja2 import DictLoader

    given = []

    def complete(context):
        given.append(dict(context))
        context["page"] = 7

    app.update_template_context = complete
    app.jinja_loader = DictLoader({"page.html": "{{ title }} {{ page }}"})
    app.add_url_rule("/page", "page", render)

    answer = client.get("/page")

    assert answer.text == "Emma 7"
    assert given == [{"title": "Emma"}]
