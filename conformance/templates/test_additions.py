"""Filters, tests and globals, registered in every way."""

import flask
import pytest

USES = {
    "filter": "{{ 'hey'|NAME }}",
    "test": "{{ 'hey!' if 'hey' is NAME else 'no' }}",
    "global": "{{ NAME() }}",
}
REGISTRIES = {"filter": "filters", "test": "tests", "global": "globals"}
KINDS = pytest.mark.parametrize("kind", USES)
WAYS = {
    "decorator": (lambda app, kind: decorator(app, kind)()(shout), "shout"),
    "named-decorator": (lambda app, kind: decorator(app, kind)("loud")(shout), "loud"),
    "decorator-by-keyword": (lambda app, kind: decorator(app, kind)(name="loud")(shout), "loud"),
    "method": (lambda app, kind: method(app, kind)(shout), "shout"),
    "named-method": (lambda app, kind: method(app, kind)(shout, "loud"), "loud"),
    "method-by-keyword": (lambda app, kind: method(app, kind)(f=shout, name="loud"), "loud"),
}


def shout(text="hey"):
    """A filter, test or global for templates."""
    return f"{text}!"


def decorator(app, kind):
    """What makes decorators for a filter, test or global."""
    return getattr(app, f"template_{kind}")


def method(app, kind):
    """What adds a filter, test or global."""
    return getattr(app, f"add_template_{kind}")


def shown_by(app, client, source):
    """What a page with this source shows."""
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source))
    return client.get("/page").text


@KINDS
@pytest.mark.parametrize(("register", "name"), WAYS.values(), ids=WAYS)
def test_name_is_that_of_the_function_or_the_given_one(app, client, kind, register, name):
    """Each method, called in each way, makes the function known by the right name."""
    register(app, kind)

    assert shown_by(app, client, USES[kind].replace("NAME", name)) == "hey!"


@KINDS
def test_name_is_that_of_the_function_or_the_given_one__and_no_other(app, client, kind):
    """Under a given name, it is not known by its own."""
    method(app, kind)(shout, "loud")

    known = [*getattr(app.jinja_env, REGISTRIES[kind])]

    assert "loud" in known
    assert "shout" not in known
    assert shown_by(app, client, USES[kind].replace("NAME", "loud")) == "hey!"


def test_function_becomes_a_filter__with_arguments(app, client):
    """A filter may take further arguments."""
    app.add_template_filter(lambda text, times, mark=".": text * times + mark, "repeat")

    shown = shown_by(app, client, "{{ 'a'|repeat(2) }} {{ 'b'|repeat(3, mark='!') }}")

    assert shown == "aa. bbb!"


def test_function_becomes_a_filter__in_chains_and_blocks(app, client):
    """It works in chains, in blocks and by ``map``."""
    app.add_template_filter(shout)
    source = (
        "{{ 'a'|shout|upper }} {% filter shout %}b{% endfilter %} {{ ['c']|map('shout')|first }}"
    )

    assert shown_by(app, client, source) == "A! b! c!"


def test_function_becomes_a_filter__with_the_context(app, client):
    """A filter that asks Jinja for the context is given it."""
    from jinja2 import pass_context

    app.context_processor(lambda: {"owner": "Max"})

    @app.template_filter()
    @pass_context
    def sign(context, text):
        return f"{text} of {context['owner']} at {flask.request.path}"

    assert shown_by(app, client, "{{ 'Emma'|sign }}") == "Emma of Max at /page"


def test_function_becomes_a_filter__escaped(app, client):
    """What it returns is escaped, unless it is Markup."""
    from markupsafe import Markup

    app.add_template_filter(lambda text: f"<{text}>", "angle")
    app.add_template_filter(lambda text: Markup("<b>{}</b>").format(text), "bold")

    assert shown_by(app, client, "{{ 'a'|angle }} {{ '<'|bold }}") == "&lt;a&gt; <b>&lt;</b>"


def test_function_becomes_a_test__negated_and_in_filters(app, client):
    """It works with ``not``, with arguments and by ``select``."""
    app.add_template_test(lambda number, other: number % other == 0, "multiple_of")
    source = "{{ 4 is not multiple_of(3) }} {{ [2, 3, 6]|select('multiple_of', 3)|join(',') }}"

    assert shown_by(app, client, source) == "True 3,6"


def test_function_becomes_a_global__called_each_time(app, client):
    """It is called whenever the template comes to it, in the context of the request."""
    calls = []
    app.add_template_global(lambda: calls.append(flask.request.path) or len(calls), "count")

    shown = shown_by(
        app, client, "{{ count() }} {% if false %}{{ count() }}{% endif %}{{ count() }}"
    )

    assert shown == "1 2"
    assert calls == ["/page", "/page"]


@KINDS
def test_parentheses_may_be_left_out__each_kind(app, client, kind):
    """Each of the three takes the function itself, and returns it."""
    returned = decorator(app, kind)(shout)

    assert returned is shout
    assert shown_by(app, client, USES[kind].replace("NAME", "shout")) == "hey!"


@KINDS
def test_decorators_return_the_function(app, client, kind):
    """So they can be stacked: the same function gets two names."""
    returned = decorator(app, kind)("loud")(decorator(app, kind)()(shout))

    assert returned is shout
    assert shown_by(app, client, USES[kind].replace("NAME", "loud")) == "hey!"


@KINDS
def test_last_one_of_a_name_counts__each_kind(app, client, kind):
    """The first of two functions under a name is gone."""
    method(app, kind)(lambda text="hey": "", "loud")
    method(app, kind)(shout, "loud")

    assert shown_by(app, client, USES[kind].replace("NAME", "loud")) == "hey!"


def test_last_one_of_a_name_counts__standard_names(app, client):
    """A global may take the place of a standard name."""
    app.add_template_global(lambda endpoint: f"the URL of {endpoint}", "url_for")

    assert shown_by(app, client, "{{ url_for('page') }}") == "the URL of page"


@KINDS
def test_applications_do_not_share_them(kind):
    """What one application has, another one has not."""
    apps = [flask.Flask(name, static_folder=None) for name in ("one", "two")]
    method(apps[0], kind)(shout)

    known = ["shout" in [*getattr(app.jinja_env, REGISTRIES[kind])] for app in apps]

    assert known == [True, False]


PARTS = {
    "layout": "{% extends 'layout.html' %}",
    "included": "{% include 'part.html' %}",
    "imported": "{% from 'macros.html' import show %}{{ show() }}",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_all_parts_of_a_template_know_them(app, client, part):
    """Each kind is known in each part."""
    from jinja2 import DictLoader

    for kind in USES:
        method(app, kind)(shout, f"{kind}_loud")
    use = " ".join(source.replace("NAME", f"{kind}_loud") for kind, source in USES.items())
    app.jinja_loader = DictLoader(
        {
            "layout.html": use,
            "part.html": use,
            "macros.html": f"{{% macro show() %}}{use}{{% endmacro %}}",
        }
    )

    assert shown_by(app, client, part) == "hey! hey! hey!"


@KINDS
def test_environment_has_them__each_kind(app, kind):
    """What is registered is there as it is, beside what Jinja brings."""
    brought = {"filter": "upper", "test": "defined", "global": "range"}

    method(app, kind)(shout)
    found = dict(getattr(app.jinja_env, REGISTRIES[kind]))

    assert found["shout"] is shout
    assert brought[kind] in found
