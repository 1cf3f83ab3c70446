"""JSON in templates: safe in HTML, and as the provider writes it."""

import json

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader

TEXTS = st.text("<>&'\"/ab é\u2028\\", max_size=9)
VALUES = TEXTS | st.lists(TEXTS, max_size=3) | st.dictionaries(TEXTS, TEXTS, max_size=2)
LOADER = DictLoader({"page.html": "{{ value|tojson }}"})


@given(value=VALUES)
def test_signs_of_html_are_escaped__any_value(app, value):
    """No value of such signs has one of them in what is written, and all can be read back."""
    app.jinja_loader = LOADER

    with app.app_context():
        text = "".join(flask.render_template("page.html", value=value))

    assert not {"<", ">", "&", "'"} & {*text}
    assert json.loads(text) == value


AROUND = {
    "string": lambda source: flask.render_template_string(source, value="<é>"),
    "html": lambda source: flask.render_template("page.html", value="<é>"),
    "text": lambda source: flask.render_template("page.txt", value="<é>"),
    "not-escaped": lambda source: flask.render_template_string(
        "{% autoescape false %}" + source + "{% endautoescape %}", value="<é>"
    ),
    "streamed": lambda source: flask.stream_template_string(source, value="<é>"),
}


@pytest.mark.parametrize("render", AROUND.values(), ids=AROUND)
def test_result_is_not_escaped_once_more(app, client, render):
    """It is the same in every template, and after the filter ``safe``."""
    source = "{{ value|tojson }} {{ value|tojson|safe }}"
    app.jinja_loader = DictLoader({"page.html": source, "page.txt": source})
    app.add_url_rule("/page", "page", lambda: render(source))

    texts = client.get("/page").text.split()

    assert [json.loads(text) for text in texts] == ["<é>", "<é>"]
    assert texts[0] == texts[1]


def test_provider_of_the_application_counts__replaced_method(app, client):
    """A method that is put on the provider counts, too, and is given the value."""
    seen = []

    def dumps(value, **options):
        seen.append(value)
        return '"<written>"'

    app.json.dumps = dumps
    app.add_url_rule("/page", "page", lambda: flask.render_template_string("{{ [1]|tojson }}"))

    answer = client.get("/page")

    assert json.loads(answer.text) == "<written>"
    assert (seen, "<" in answer.text) == ([[1]], False)


def test_provider_of_the_application_counts__without_a_request():
    """Each application writes with its own provider."""
    from flask.json.provider import DefaultJSONProvider

    class Named(DefaultJSONProvider):
        def dumps(self, value, **options):
            return super().dumps([self.name, value], **options)

    texts = []
    for name in ("one", "two"):
        app = flask.Flask(name, static_folder=None)
        app.json = Named(app)
        app.json.name = name
        with app.app_context():
            texts.append("".join(flask.render_template_string("{{ 1|tojson }}")))

    assert texts == ['["one", 1]', '["two", 1]']


OPTIONS = {
    "ensure_ascii": (False, '{"a": "é", "b": ["set"]}'),
    "default": (lambda value: "other", '{"a": "\\u00e9", "b": ["other"]}'),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_options_of_the_provider_count(app, client, name):
    """Each changes what is written in its own way."""
    value, expected = OPTIONS[name]
    app.json.default = lambda value: type(value).__name__
    setattr(app.json, name, value)
    app.add_url_rule(
        "/page",
        "page",
        lambda: flask.render_template_string("{{ value|tojson }}", value={"a": "é", "b": [{1}]}),
    )

    assert client.get("/page").text == expected


@pytest.mark.parametrize("source", ["{{ value|tojson(1) }}", "{{ value|tojson(indent=1) }}"])
def test_filter_takes_an_indentation__both_ways(app, client, source):
    """By place and by name, at any depth."""
    app.add_url_rule(
        "/page", "page", lambda: flask.render_template_string(source, value=["Emma", [1]])
    )

    assert client.get("/page").text == '[\n "Emma",\n [\n  1\n ]\n]'


OTHERS = {"set": {1}, "object": object(), "mixed-keys": {"a": 1, 1: 2}}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_other_types_are_errors_of_the_template(app, value):
    """Others in the same template are written before."""
    seen = []
    source = "{{ note([1]|tojson) }}{{ value|tojson }}"

    with app.app_context(), pytest.raises(TypeError):
        flask.render_template_string(source, value=value, note=seen.append)

    assert seen == ["[1]"]
