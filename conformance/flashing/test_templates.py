"""Messages in templates: layouts, macros and arguments."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def page_of(client, app, source, *flashed):
    """What a client sees of a template on the page after messages were flashed."""
    app.secret_key = "key"

    @app.route("/order", methods=["POST"])
    def order():
        for message in flashed:
            flask.flash(*message)
        return "ordered"

    app.add_url_rule("/books", "books", lambda: flask.render_template_string(source))
    client.post("/order")
    return client.get("/books").text


CALLS = {
    "plain": ("get_flashed_messages()", "on fire,saved"),
    "filter": ("get_flashed_messages(category_filter=['error'])", "on fire"),
    "by-place": ("get_flashed_messages(true, ['success'])|map('join', ':')", "success:saved"),
}


@pytest.mark.parametrize(("call", "expected"), CALLS.values(), ids=CALLS)
def test_templates_have_the_function__arguments(app, client, call, expected):
    """It takes the arguments that it takes in Python."""
    flashed = [("on fire", "error"), ("saved", "success")]

    page = page_of(client, app, f"{{{{ {call}|join(',') }}}}", *flashed)

    assert page == expected


SOURCES = {
    "macro": "{% macro show() %}{{ get_flashed_messages()[0] }}{% endmacro %}{{ show() }}",
    "included": "{% include ['missing', 'messages.html'] %}",
    "imported": "{% import 'macros.html' as macros %}{{ macros.show() }}",
    "inherited": "{% extends 'layout.html' %}",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_templates_have_the_function__in_parts(app, client, source):
    """Layouts, included templates and macros have it, an imported macro without context too."""
    from jinja2 import DictLoader

    call = "{{ get_flashed_messages()[0] }}"
    app.jinja_env.loader = DictLoader(
        {
            "messages.html": call,
            "macros.html": f"{{% macro show() %}}{call}{{% endmacro %}}",
            "layout.html": f"{call}{{% block books %}}{{% endblock %}}",
        }
    )

    page = page_of(client, app, source, ["saved"])

    assert page == "saved"


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_escaped__any_text(client_of, text):
    """No text makes an element or ends an attribute, and none loses a word (no surrogates)."""
    from html import unescape

    app = flask.Flask("app_under_test", static_folder=None)
    source = "shown: {{ get_flashed_messages()[0] }}"

    page = page_of(client_of(app), app, source, [text])

    assert not {'"', "'", "<", ">"} & {*page}
    assert unescape(page) == f"shown: {text}"
