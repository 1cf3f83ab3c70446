"""Macros and variables of templates, taken out by views."""

import flask
import pytest


@pytest.fixture
def library(app):
    """An application with a template that has a macro, a variable and text around them."""
    from jinja2 import DictLoader

    source = "{% macro greet(name) %}Hello, {{ name }}{{ owner }}!{% endmacro %}{% set count = 3 %}"
    app.jinja_loader = DictLoader({"signs.html": f"text {source} text"})
    return app


def test_macro_is_called_from_python__without_a_request(library):
    """An application context is enough."""
    with library.app_context():
        text = "".join(flask.get_template_attribute("signs.html", "greet")("Ada"))

    assert text == "Hello, Ada!"


def test_macro_is_called_from_python__by_keyword(library):
    """The arguments have the names ``template_name`` and ``attribute``."""
    with library.app_context():
        greet = flask.get_template_attribute(template_name="signs.html", attribute="greet")
        text = "".join(greet(name="Ada"))

    assert text == "Hello, Ada!"


def test_macro_is_called_from_python__of_a_blueprint(library, client):
    """The template may belong to a blueprint."""
    from jinja2 import DictLoader

    shop = flask.Blueprint("shop", __name__)
    shop.jinja_loader = DictLoader(
        {"shop.html": "{% macro price(cents) %}{{ cents }} c{% endmacro %}"}
    )
    library.register_blueprint(shop)
    library.add_url_rule(
        "/price", "price", lambda: flask.get_template_attribute("shop.html", "price")(7)
    )

    assert client.get("/price").text == "7 c"


def test_macro_does_not_know_what_is_given_to_a_rendering(library, client):
    """No processor runs for it, while one does for a rendering."""
    library.context_processor(lambda: {"owner": " and Max"})
    rendering = "{% from 'signs.html' import greet with context %}{{ greet('Ada') }}"

    @library.route("/greet")
    def greet():
        alone = flask.get_template_attribute("signs.html", "greet")("Ada")
        return [alone, flask.render_template_string(rendering)]

    assert client.get("/greet").json() == ["Hello, Ada!", "Hello, Ada and Max!"]


def test_missing_attribute_is_an_attribute_error(library):
    """What the template has is there, neither another name nor one of its loops is."""
    with library.app_context():
        count = flask.get_template_attribute("signs.html", "count")
        with pytest.raises(AttributeError):
            flask.get_template_attribute("signs.html", "owner")

    assert count == 3


def test_missing_template_has_no_attributes(library):
    """Another template does not help."""
    import jinja2

    with library.app_context():
        count = flask.get_template_attribute("signs.html", "count")
        with pytest.raises(jinja2.TemplateNotFound):
            flask.get_template_attribute("missing.html", "count")

    assert count == 3


def test_attributes_need_an_application(library):
    """Outside of a context there is none to ask."""
    with library.app_context():
        count = flask.get_template_attribute("signs.html", "count")
    with pytest.raises(RuntimeError):
        flask.get_template_attribute("signs.html", "count")

    assert count == 3
