"""Which renderings are told, beyond the examples of the page."""

import flask
import pytest

RENDERINGS = {
    "template": lambda: flask.render_template("visit.html", name="Ada"),
    "text": lambda: flask.render_template_string("Hello, {{ name }}!", name="Ada"),
    "streamed-template": lambda: "".join(flask.stream_template("visit.html", name="Ada")),
    "streamed-text": lambda: "".join(
        flask.stream_template_string("Hello, {{ name }}!", name="Ada")
    ),
}


@pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)
def test_text_of_a_template_is_told_as_well(app, render):
    """Each way to render sends both signals, each once, with the same template and context."""
    import jinja2

    app.jinja_loader = jinja2.DictLoader({"visit.html": "Hello, {{ name }}!"})
    before, after = [], []

    def receiver(seen):
        return lambda sender, template, context, **extra: seen.append((template, context["name"]))

    before_receiver, after_receiver = receiver(before), receiver(after)
    telling = flask.before_render_template.connected_to(before_receiver, app)
    told = flask.template_rendered.connected_to(after_receiver, app)
    with app.app_context(), telling, told:
        text = render()

    assert text == "Hello, Ada!"
    assert [str(name) for _, name in before] == [str(name) for _, name in after] == ["Ada"]
    assert before[0][0] is after[0][0]


def test_streamed_template_is_told_at_its_begin_and_its_end__in_a_request(app, client):
    """In a response as well, the template has been rendered when its last piece is made."""
    diary = []

    def rendered(sender, **extra):
        diary.append("rendered")

    @app.route("/visit")
    def visit():
        def greet():
            diary.append("greet")
            return "Hello"

        stream = flask.stream_template_string("{{ greet() }}!", greet=greet)
        diary.append("visit")
        return stream

    with flask.template_rendered.connected_to(rendered, app):
        answer = client.get("/visit")

    assert answer.text == "Hello!"
    assert diary == ["visit", "greet", "rendered"]


def test_parts_of_a_template_are_not_told__rendered_within(app):
    """A template that another one has rendered by a function is no part, and is told."""
    diary = []

    def rendered(sender, context, **extra):
        diary.append(context["name"])

    def inner():
        return flask.render_template_string("{{ name }}", name="inner")

    with app.app_context(), flask.template_rendered.connected_to(rendered, app):
        text = flask.render_template_string("<{{ inner() }}>", inner=inner, name="outer")

    assert text == "<inner>"
    assert diary == ["inner", "outer"]


def test_context_has_what_the_processors_add__of_the_blueprint(app, client):
    """Those of the blueprint of the view count as well."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.context_processor(lambda: {"owner": "Max"})
    shop.add_url_rule("/buy", "buy", lambda: flask.render_template_string("bought"))
    app.register_blueprint(shop)

    def before(sender, context, **extra):
        seen.append(str(context["owner"]))

    with flask.before_render_template.connected_to(before, app):
        client.get("/buy")

    assert seen == ["Max"]


def test_failed_template_was_not_rendered__missing(app):
    """A template that is not there sends no signal at all."""
    import jinja2

    app.jinja_loader = jinja2.DictLoader({"visit.html": "Hello"})
    diary = []

    def tell(sender, template, **extra):
        diary.append(template.name)

    before = flask.before_render_template.connected_to(tell, app)
    rendered = flask.template_rendered.connected_to(tell, app)
    with app.app_context(), before, rendered:
        flask.render_template("visit.html")
        with pytest.raises(jinja2.TemplateNotFound):
            flask.render_template("nowhere.html")

    assert diary == ["visit.html", "visit.html"]
