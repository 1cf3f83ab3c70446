"""Standard names: in every part of a template, and without a request."""

import flask
import pytest

PARTS = {
    "file": "USE",
    "included": "{% include 'part.html' %}",
    "included-without-context": "{% include 'part.html' without context %}",
    "layout": "{% extends 'layout.html' %}",
    "block": "{% extends 'blocks.html' %}{% block content %}USE{% endblock %}",
    "macro": "{% macro show() %}USE{% endmacro %}{{ show() }}",
    "imported": "{% import 'macros.html' as macros %}{{ macros.show() }}",
    "imported-with-context": "{% import 'macros.html' as m with context %}{{ m.show() }}",
    "imported-by-name": "{% from 'macros.html' import show %}{{ show() }}",
    "loop": "{% for _ in [1] %}USE{% endfor %}",
}
USE = """\
{{ request.path }} by {{ session['name'] }}, {{ g.count }} of {{ config['LIBRARY'] }}, \
{{ url_for('page') }}: {{ get_flashed_messages()[0] }}"""


@pytest.fixture
def library(app):
    """An application that has something to show under each of the names."""
    app.secret_key = "key"
    app.config["LIBRARY"] = "the library"

    @app.before_request
    def prepare():
        flask.session["name"] = "Ada"
        flask.g.count = 17
        flask.flash("flashed")

    return app


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_all_parts_of_a_template_know_them(library, client, part):
    """Each of the six names is known in each kind of part."""
    from jinja2 import DictLoader

    sources = {
        "page.html": part,
        "part.html": "USE",
        "layout.html": "USE",
        "blocks.html": "{% block content %}{% endblock %}",
        "macros.html": "{% macro show() %}USE{% endmacro %}",
    }
    library.jinja_loader = DictLoader({n: s.replace("USE", USE) for n, s in sources.items()})
    library.add_url_rule("/page", "page", lambda: flask.render_template("page.html"))

    assert client.get("/page").text == "/page by Ada, 17 of the library, /page: flashed"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_templates_know_the_request__each_its_own(app, client, method):
    """The same template, rendered for several requests, shows each of them."""
    source = "{{ request.method }} {{ request.view_args.number }}"
    app.add_url_rule(
        "/books/<int:number>",
        "book",
        lambda number: flask.render_template_string(source),
        methods=[method],
    )

    shown = [client.request(method, f"/books/{number}").text for number in (1, 2)]

    assert shown == [f"{method} 1", f"{method} 2"]


def test_templates_know_the_request__within_another(app, client):
    """A template that is rendered in a request inside another one shows the inner one."""
    source = "{{ request.path }}"

    @app.route("/outer")
    def outer():
        with app.test_request_context("/inner"):
            inner = flask.render_template_string(source)
        return f"{inner} in {flask.render_template_string(source)}"

    assert client.get("/outer").text == "/inner in /outer"


def test_templates_know_the_session__and_may_change_it(app, client):
    """What a template puts there stays."""
    app.secret_key = "key"
    app.add_url_rule(
        "/visit", "visit", lambda: flask.render_template_string("{{ session.update(name='Ada') }}")
    )
    app.add_url_rule(
        "/greet", "greet", lambda: flask.render_template_string("Hello, {{ session['name'] }}!")
    )

    client.get("/visit")

    assert client.get("/greet").text == "Hello, Ada!"


def test_templates_know_g__without_a_request(app):
    """An application context has one too."""
    with app.app_context():
        flask.g.name = "Ada"
        shown = "".join(flask.render_template_string("Hello, {{ g.name }}!"))

    assert shown == "Hello, Ada!"


def test_templates_know_the_configuration__without_a_request(app):
    """A key that is not there is unknown, as any other name."""
    app.config["LIBRARY"] = "the library"

    with app.app_context():
        shown = "".join(flask.render_template_string("{{ config.LIBRARY }}, {{ config.SHELF }}"))

    assert shown == "the library, "


@pytest.mark.parametrize("name", ["request", "session"])
def test_without_a_request_there_is_no_request__both_names(app, client, name):
    """Neither is true, also in a macro that was imported; in a request the request is."""
    from jinja2 import DictLoader

    test = f"{{% if {name} %}}yes{{% else %}}no{{% endif %}}"
    app.jinja_loader = DictLoader({"macros": f"{{% macro show() %}}{test}{{% endmacro %}}"})
    source = f"{test}, {{% import 'macros' as macros %}}{{{{ macros.show() }}}}"

    @app.route("/page")
    def page():
        flask.session["name"] = "Ada"
        return flask.render_template_string(source)

    app.secret_key = "key"
    with app.app_context():
        without = "".join(flask.render_template_string(source))

    assert client.get("/page").text == "yes, yes"
    assert without == "no, no"


USES = {"attribute": "{{ request.path }}", "item": "{{ session['name'] }}"}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_using_the_request_without_a_request_fails(app, use):
    """Its error is the one that Python code gets; before the template came to that, it ran."""
    seen = []

    with app.app_context(), pytest.raises(RuntimeError):
        flask.render_template_string("{{ note('ran') }}" + use, note=seen.append)

    assert seen == ["ran"]
