"""Context processors: when they run, and whose value wins."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

FORMS = {
    "file": lambda **values: flask.render_template("page.html", **values),
    "text": lambda **values: flask.render_template_string("{{ owner }}", **values),
    "streamed-file": lambda **values: flask.stream_template("page.html", **values),
    "streamed-text": lambda **values: flask.stream_template_string("{{ owner }}", **values),
}


@pytest.fixture
def library(app):
    """An application with a template that shows its owner."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"page.html": "{{ owner }}"})
    return app


@pytest.mark.parametrize("render", FORMS.values(), ids=FORMS)
def test_values_are_known_in_all_templates__all_forms(library, client, render):
    """Each function that renders asks the processor, and yields to what it is given."""
    library.context_processor(lambda: {"owner": "Max"})
    library.add_url_rule("/added", "added", lambda: render())
    library.add_url_rule("/given", "given", lambda: render(owner="Ada"))

    added, given_value = client.get("/added"), client.get("/given")

    assert (added.text, given_value.text) == ("Max", "Ada")


def test_values_are_known_in_all_templates__several_at_once(app, client):
    """A processor may return no value or many, a function among them."""
    app.context_processor(dict)
    app.context_processor(lambda: {"owner": "Max", "shout": str.upper, "books": ["Emma"]})
    source = "{{ shout(owner) }} has {{ books[0] }}"
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source))

    assert client.get("/page").text == "MAX has Emma"


def test_processor_may_use_the_request__session(app, client):
    """The session is the one that the view has changed."""
    app.secret_key = "key"
    app.context_processor(lambda: {"owner": flask.session.get("name", "nobody")})

    @app.route("/login/<name>")
    def login(name):
        flask.session["name"] = name
        return flask.render_template_string("of {{ owner }}")

    assert client.get("/login/Ada").text == "of Ada"


def test_processor_may_use_the_request__and_render(app, client):
    """A processor may render a template, if that does not ask for ever."""

    @app.context_processor
    def add_menu():
        if hasattr(flask.g, "asked"):
            return {}
        flask.g.asked = True
        return {"menu": flask.render_template_string("menu of {{ request.path }}")}

    app.add_url_rule("/page", "page", lambda: flask.render_template_string("<{{ menu }}>"))

    assert client.get("/page").text == "<menu of /page>"


def test_processor_runs_once_for_each_rendering(app, client):
    """Whether the template has parts or not, and again for the next rendering."""
    from jinja2 import DictLoader

    calls = []
    app.context_processor(lambda: calls.append("called") or {"owner": "Max"})
    app.jinja_loader = DictLoader(
        {
            "layout.html": "<{% block content %}{% endblock %}>",
            "part.html": "{{ owner }}",
            "macros.html": "{% macro show() %}{{ owner }}{% endmacro %}",
            "page.html": "{% extends 'layout.html' %}"
            "{% from 'macros.html' import show with context %}"
            "{% block content %}{% include 'part.html' %} {{ show() }}{% endblock %}",
        }
    )
    app.add_url_rule("/page", "page", lambda: flask.render_template("page.html"))

    shown = [client.get("/page").text for _ in range(2)]

    assert shown == ["<Max Max>"] * 2
    assert len(calls) == 2


def test_processor_runs_once_for_each_rendering__and_for_no_other(app, client):
    """It does not run for a request that renders nothing."""
    calls = []
    app.context_processor(lambda: calls.append(flask.request.path) or {})
    app.add_url_rule("/plain", "plain", lambda: "plain")
    app.add_url_rule("/page", "page", lambda: flask.render_template_string("page"))

    shown = [client.get(path).text for path in ("/plain", "/page")]

    assert shown == ["plain", "page"]
    assert calls == ["/page"]


VALUES = st.sampled_from([{}, {"a": 1}, {"b": 2}, {"a": 3, "b": 4}, {"b": 5, "c": 6}, {"c": 7}])


@given(layers=st.lists(VALUES, max_size=4), passed=VALUES)
def test_later_processor_wins__any_layers(layers, passed):
    """Any processors yield to later ones and to what is given (of values for three names)."""
    app, expected = flask.Flask("app_under_test", static_folder=None), {}
    for layer in layers:
        app.context_processor(lambda layer=layer: layer)
    for layer in [*layers, passed]:
        expected |= layer

    with app.app_context():
        shown = "".join(flask.render_template_string("a{{ a }} b{{ b }} c{{ c }}", **passed))

    assert shown == " ".join(f"{name}{expected.get(name, '')}" for name in "abc")


@pytest.mark.parametrize("value", [None, False, 0, ""], ids=repr)
def test_given_value_wins__though_it_is_empty(app, client, value):
    """A value that is false is given all the same."""
    app.context_processor(lambda: {"owner": "Max", "place": "here"})
    source = "{{ owner|string }}, {{ place }}"
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source, owner=value))

    assert client.get("/page").text == f"{value}, here"


NAMES = ["config", "request", "session", "g", "url_for", "get_flashed_messages", "range", "own"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["given", "processor"])
def test_standard_names_give_way__each(app, client, name, way):
    """Every name can be given another meaning, for the templates that are rendered so."""
    app.add_template_global(lambda: "a global", "own")
    values = {name: "another"}
    if way == "processor":
        app.context_processor(lambda: values if flask.request.path == "/page" else {})
    source = f"{{{{ {name} }}}}"
    given_values = values if way == "given" else {}
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source, **given_values))
    app.add_url_rule("/other", "other", lambda: flask.render_template_string(source))

    page, other = client.get("/page"), client.get("/other")

    assert page.text == "another"
    assert "another" not in other.text
    assert len(other.text) > 3


def test_processors_run_without_a_request(app):
    """Those of the application run, those of a blueprint belong to its requests."""
    shop = flask.Blueprint("shop", __name__)
    shop.context_processor(lambda: {"owner": "the shop"})
    shop.app_context_processor(lambda: {"place": "here"})
    app.context_processor(lambda: {"owner": "Max"})
    app.register_blueprint(shop)

    with app.app_context():
        shown = "".join(flask.render_template_string("{{ owner }}, {{ place }}"))

    assert shown == "Max, here"


@pytest.mark.parametrize("render", FORMS.values(), ids=FORMS)
def test_error_of_a_processor_is_an_error_of_the_view(library, client, render):
    """The view can catch it where it renders, a streamed template included."""

    @library.context_processor
    def fail():
        return {"owner": {"there": "Max"}[flask.request.args["name"]]}

    @library.route("/page")
    def page():
        try:
            return render()
        except KeyError as error:
            return f"no {error.args[0]}"

    shown = [client.get("/page", params={"name": name}).text for name in ("there", "missing")]

    assert shown == ["Max", "no missing"]


def test_registry_has_the_processors(app):
    """Under ``None`` stand those of the application, under a name those of that blueprint."""

    def of_the_app():
        return {}

    def of_the_shop():
        return {}

    shop = flask.Blueprint("shop", __name__)
    shop.context_processor(of_the_shop)
    app.context_processor(of_the_app)
    app.register_blueprint(shop)

    registry = app.template_context_processors

    assert [*registry["shop"]][-1] is of_the_shop
    assert [*registry[None]][-1] is of_the_app


def test_registry_has_the_processors__put_there_late(app, client):
    """A processor that is put there between two requests counts, until it is taken out."""
    app.add_url_rule("/page", "page", lambda: flask.render_template_string("by {{ owner }}"))
    processors = app.template_context_processors[None]

    def add_owner():
        return {"owner": "Max"}

    before = client.get("/page").text
    processors.append(add_owner)
    with_it = client.get("/page").text
    processors.remove(add_owner)
    after = client.get("/page").text

    assert [before, with_it, after] == ["by ", "by Max", "by "]
