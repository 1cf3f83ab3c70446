"""Which templates are escaped, and which values."""

from html import unescape

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader

ESCAPED = {
    "html": "page.html",
    "htm": "page.htm",
    "xml": "feed.xml",
    "xhtml": "page.xhtml",
    "svg": "icon.svg",
    "in-a-folder": "shop/page.html",
    "two-dots": "page.txt.html",
    "hidden": ".html",
}
PLAIN = {
    "txt": "mail.txt",
    "js": "page.js",
    "css": "page.css",
    "md": "page.md",
    "no-ending": "page",
    "no-dot": "html",
    "word-before": "pagehtml",
    "folder": "page.html/part",
    "jinja": "page.jinja",
}
AS_WRITTEN = {
    "capitals": "page.HTML",
    "first-capital": "page.Html",
    "txt-behind": "page.html.txt",
    "jinja-behind": "page.html.j2",
}


def shown_by(app, client, name):
    """What a template with this name, and beside it ``page.html``, makes of ``<b>``."""
    app.jinja_loader = DictLoader({name: "{{ text }}", "page.html": "{{ text }}"})

    @app.route("/page")
    def page():
        return [flask.render_template(each, text="<b>") for each in (name, "page.html")]

    return client.get("/page").json()


@pytest.mark.parametrize("name", ESCAPED.values(), ids=ESCAPED)
def test_files_for_html_and_xml_are_escaped__names(app, client, name):
    """Each ending counts, wherever the file lies."""
    assert shown_by(app, client, name) == ["&lt;b&gt;", "&lt;b&gt;"]


@pytest.mark.parametrize("name", PLAIN.values(), ids=PLAIN)
def test_other_files_are_not_escaped(app, client, name):
    """Other endings, and the same letters elsewhere, do not count."""
    assert shown_by(app, client, name) == ["<b>", "&lt;b&gt;"]


@pytest.mark.parametrize("name", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_ending_alone_decides(app, client, name):
    """Neither capitals nor an ending before the last one count."""
    assert shown_by(app, client, name) == ["<b>", "&lt;b&gt;"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(text=TEXT)
def test_strings_are_escaped__any_text(text):
    """No text makes an element or ends an attribute, and none loses a word (no surrogates)."""
    app = flask.Flask("app_under_test", static_folder=None)

    with app.app_context():
        shown = "".join(flask.render_template_string("text: {{ text }}", text=text))

    assert not {'"', "'", "<", ">"} & {*shown}
    assert unescape(shown) == f"text: {text}"


SAFE = {
    "alone": (lambda markup: markup("<i>"), "<i>"),
    "joined": (lambda markup: markup("<i>") + "<b>", "<i>&lt;b&gt;"),
    "formatted": (lambda markup: markup("<i>{}</i>").format("<b>"), "<i>&lt;b&gt;</i>"),
}


@pytest.mark.parametrize(("make", "shown"), SAFE.values(), ids=SAFE)
def test_safe_values_are_not_escaped__markup(app, client, make, shown):
    """Markup stays as it is, what is put into it is escaped, and text beside it too."""
    from markupsafe import Markup

    source = "{{ value }} {{ '<b>' + text }}"
    values = {"value": make(Markup), "text": "<i>"}
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source, **values))

    assert client.get("/page").text == f"{shown} &lt;b&gt;&lt;i&gt;"


def test_safe_values_are_not_escaped__macros(app, client):
    """What a macro shows is not escaped twice."""
    source = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ bold('<i>') }}"
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source))

    assert client.get("/page").text == "<b>&lt;i&gt;</b>"


def test_each_file_is_escaped_by_its_own_name__layout(app, client):
    """A layout and the blocks that fill it keep to their names, too."""
    app.jinja_loader = DictLoader(
        {
            "layout.txt": "{{ text }} {% block content %}{% endblock %}",
            "page.html": "{% extends 'layout.txt' %}{% block content %}{{ text }}{% endblock %}",
        }
    )
    app.add_url_rule("/page", "page", lambda: flask.render_template("page.html", text="<b>"))

    assert client.get("/page").text == "<b> &lt;b&gt;"


NAMES = {
    **{key: (name, True) for key, name in ESCAPED.items()},
    **{key: (name, False) for key, name in PLAIN.items()},
    "text": (None, True),
}


@pytest.mark.parametrize(("name", "escaped"), NAMES.values(), ids=NAMES)
def test_method_tells_what_is_escaped(app, name, escaped):
    """It says the same as the templates do, and for ``mail.txt`` that it is not."""
    told = [app.select_jinja_autoescape(each) for each in (name, "mail.txt")]

    assert [bool(each) for each in told] == [escaped, False]


@pytest.mark.parametrize("name", ["render_template", "stream_template"])
def test_method_can_be_replaced__asked_with_the_name(client_of, name):
    """It is asked with the names of templates, those within others included."""
    asked = []

    class Library(flask.Flask):
        def select_jinja_autoescape(self, filename):
            asked.append(filename)
            return filename == "part.txt"

    library, render = Library("library", static_folder=None), getattr(flask, name)
    library.jinja_loader = DictLoader(
        {"page.html": "{{ text }} {% include 'part.txt' %}", "part.txt": "{{ text }}"}
    )
    library.add_url_rule("/page", "page", lambda: render("page.html", text="<b>"))

    assert client_of(library).get("/page").text == "<b> &lt;b&gt;"
    assert {*asked} == {"page.html", "part.txt"}
