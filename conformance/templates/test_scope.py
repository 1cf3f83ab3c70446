"""Which part of a template sees which values."""

import flask
import pytest
from jinja2 import DictLoader

TEMPLATES = {
    "part.html": "[{{ title }}{{ owner }}]",
    "signs.html": "{% macro sign() %}[{{ title }}{{ owner }}]{% endmacro %}",
    "layout.html": "{% block a %}{% endblock %}{% block b %}{% endblock %}",
}
SEEING = {
    "include": "{% include 'part.html' %}",
    "include-of-many": "{% include ['missing.html', 'part.html'] %}",
    "include-in-a-loop": "{% for _ in [1] %}{% include 'part.html' %}{% endfor %}",
    "own-macro": "{% macro own() %}[{{ title }}{{ owner }}]{% endmacro %}{{ own() }}",
    "block": "{% extends 'layout.html' %}{% block b %}[{{ title }}{{ owner }}]{% endblock %}",
    "import": "{% import 'signs.html' as signs with context %}{{ signs.sign() }}",
    "from": "{% from 'signs.html' import sign with context %}{{ sign() }}",
}
BLIND = {
    "include": "{% include 'part.html' without context %}",
    "import": "{% import 'signs.html' as signs %}{{ signs.sign() }}",
    "from": "{% from 'signs.html' import sign %}{{ sign() }}",
    "from-without": "{% from 'signs.html' import sign without context %}{{ sign() }}",
    "in-a-block": "{% extends 'layout.html' %}"
    "{% block a %}{% from 'signs.html' import sign %}{{ sign() }}{% endblock %}",
}


def shown_by(app, client, source):
    """What a template with this source shows, for a title and an owner, and beside it the owner."""
    app.jinja_loader = DictLoader(
        {**TEMPLATES, "page.html": source, "rest.html": "{{ title }}{{ owner }}"}
    )
    app.context_processor(lambda: {"owner": " of Max"})

    @app.route("/page")
    def page():
        return [flask.render_template(f"{name}.html", title="Emma") for name in ("page", "rest")]

    return client.get("/page").json()


@pytest.mark.parametrize("source", SEEING.values(), ids=SEEING)
def test_layouts_and_included_templates_see_the_values__all_parts(app, client, source):
    """Whatever has the context sees both values."""
    assert shown_by(app, client, source) == ["[Emma of Max]", "Emma of Max"]


@pytest.mark.parametrize("source", BLIND.values(), ids=BLIND)
def test_imported_macros_do_not_see_the_values__all_imports(app, client, source):
    """Whatever lacks the context sees neither."""
    assert shown_by(app, client, source) == ["[]", "Emma of Max"]


def test_template_included_without_context_does_not_see_the_values(app, client):
    """What comes beside it does."""
    source = "{% include 'part.html' without context %}{% include 'part.html' %}"

    assert shown_by(app, client, source) == ["[][Emma of Max]", "Emma of Max"]


def test_replaced_name_is_not_replaced_in_imported_macros__with_context(app, client):
    """With context, macros see the replacement, as the template does."""
    app.context_processor(lambda: {"g": {"name": "nobody"}})
    app.jinja_loader = DictLoader({"signs.html": "{% macro sign() %}{{ g.name }}{% endmacro %}"})
    source = (
        "{% import 'signs.html' as plain %}{% import 'signs.html' as seeing with context %}"
        "{{ g.name }}, {{ plain.sign() }}, {{ seeing.sign() }}"
    )

    @app.route("/page")
    def page():
        flask.g.name = "Ada"
        return flask.render_template_string(source)

    assert client.get("/page").text == "nobody, Ada, nobody"


FORMS = {
    "file": lambda **values: flask.render_template("page.html", **values),
    "text": lambda **values: flask.render_template_string("{{ title }}.", **values),
    "streamed": lambda **values: flask.stream_template("page.html", **values),
}


@pytest.mark.parametrize("render", FORMS.values(), ids=FORMS)
def test_values_end_with_the_rendering(app, client, render):
    """The same template, rendered with a value and without, shows it once."""
    app.jinja_loader = DictLoader({"page.html": "{{ title }}."})
    app.add_url_rule("/with", "with", lambda: render(title="Emma"))
    app.add_url_rule("/without", "without", lambda: render())

    shown = [client.get(path).text for path in ("/without", "/with", "/without")]

    assert shown == [".", "Emma.", "."]
