"""Messages in templates: layouts, macros and arguments."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

CALLS = {
    "plain": ("get_flashed_messages()", "on fire,saved"),
    "filter": ("get_flashed_messages(category_filter=['error'])", "on fire"),
    "by-place": ("get_flashed_messages(true, ['success'])|map('join', ':')", "success:saved"),
}


@pytest.mark.parametrize(("call", "expected"), CALLS.values(), ids=CALLS)
def test_templates_have_the_function__arguments(app, call, expected):
    """It takes the arguments that it takes in Python."""
    app.secret_key = "key"

    with app.test_request_context("/books"):
        flask.flash("on fire", "error")
        flask.flash("saved", "success")
        page = flask.render_template_string(f"{{{{ {call}|join(',') }}}}")

    assert page == expected


SOURCES = {
    "macro": "{% macro show() %}{{ get_flashed_messages()[0] }}{% endmacro %}{{ show() }}",
    "included": "{% include ['missing', 'messages.html'] %}",
    "imported": "{% import 'macros.html' as macros %}{{ macros.show() }}",
    "inherited": "{% extends 'layout.html' %}",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_templates_have_the_function__in_parts(app, source):
    """Layouts, included templates and macros have it, an imported macro without context too."""
    from jinja2 import DictLoader

    app.secret_key = "key"
    call = "{{ get_flashed_messages()[0] }}"
    app.jinja_env.loader = DictLoader(
        {
            "messages.html": call,
            "macros.html": f"{{% macro show() %}}{call}{{% endmacro %}}",
            "layout.html": f"{call}{{% block books %}}{{% endblock %}}",
        }
    )

    with app.test_request_context("/books"):
        flask.flash("saved")
        page = flask.render_template_string(source)

    assert page == "saved"


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_escaped__any_text(text):
    """No text makes an element or ends an attribute, and none loses a word (no surrogates)."""
    from html import unescape

    app = flask.Flask("app_under_test", static_folder=None)
    app.secret_key = "key"

    with app.test_request_context("/books"):
        flask.flash(text)
        page = flask.render_template_string("{{ get_flashed_messages()[0] }}")

    assert not {'"', "'", "<", ">"} & {*page}
    assert unescape(page) == text
