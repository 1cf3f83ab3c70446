"""Rendering: which template, with which values, and what goes wrong."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.text("abc_xyz", max_size=5).map("name_{}".format)


def page_of(client, app, view):
    """The text that a client gets from this view."""
    app.add_url_rule("/page", "page", view)
    return client.get("/page").text


@given(values=st.dictionaries(NAMES, TEXT, min_size=1, max_size=3))
def test_template_is_rendered_by_its_name__any_values(values):
    """Any texts under any names are shown where their names stand (letters and ``_`` in names)."""
    from jinja2 import DictLoader

    app = flask.Flask("app_under_test", static_folder=None)
    source = "|".join(f"{{{{ {name} }}}}" for name in values)
    app.jinja_loader = DictLoader({"page.txt": source})

    with app.app_context():
        shown = "".join(flask.render_template("page.txt", **values))

    assert shown == "|".join(values.values())


def test_template_is_rendered_by_its_name__in_folders(app, client):
    """A name may have folders in it."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"book.html": "a book", "old/book.html": "an old book"})

    shown = page_of(client, app, lambda: flask.render_template("old/book.html"))

    assert shown == "an old book"


def test_template_is_rendered_by_its_name__by_keyword(app, client):
    """The name may be given as ``template_name_or_list``."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"book.html": "a book"})

    shown = page_of(client, app, lambda: flask.render_template(template_name_or_list="book.html"))

    assert shown == "a book"


def test_template_is_rendered_by_its_name__as_text(app):
    """The result is text, which a view may change before it is sent."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"book.html": "a <em>book</em>"})

    with app.app_context():
        texts = [flask.render_template("book.html"), flask.render_template_string("a <b>")]

    assert [isinstance(text, str) for text in texts] == [True, True]
    assert texts == ["a <em>book</em>", "a <b>"]


NAMES_AND_TEXT = {
    "alone": (["a"], "template a"),
    "first-of-two": (["b", "a"], "template b"),
    "behind-missing-ones": (["c", "d", "a", "b"], "template a"),
    "last": (["c", "d", "c", "b"], "template b"),
}


@pytest.mark.parametrize(("names", "text"), NAMES_AND_TEXT.values(), ids=NAMES_AND_TEXT)
def test_first_template_that_exists_is_rendered__places(app, client, names, text):
    """Wherever it stands among the names."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"a": "template a", "b": "template b"})

    assert page_of(client, app, lambda: flask.render_template(names)) == text


def test_first_template_that_exists_is_rendered__tuple(app, client):
    """The names may be in a tuple."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"shelf.html": "a shelf"})

    shown = page_of(client, app, lambda: flask.render_template(("book.html", "shelf.html")))

    assert shown == "a shelf"


def test_first_template_that_exists_is_rendered__unless_it_is_broken(app, client):
    """A template that cannot be read is not passed over."""
    import jinja2

    app.jinja_loader = jinja2.DictLoader({"broken.html": "{% if %}", "shelf.html": "a shelf"})
    app.register_error_handler(jinja2.TemplateSyntaxError, lambda error: f"broken {error.name}")

    shown = page_of(client, app, lambda: flask.render_template(["broken.html", "shelf.html"]))

    assert shown == "broken broken.html"


def test_template_object_is_rendered__knows_what_names_know(app, client):
    """It gets the standard names and what context processors add."""
    app.context_processor(lambda: {"owner": "Max"})
    template = app.jinja_env.from_string("{{ request.path }} of {{ owner }}")

    shown = page_of(client, app, lambda: flask.render_template(template))

    assert shown == "/page of Max"


def test_missing_template_is_an_error__in_another(app, client):
    """A template that another one extends, includes or imports can be missing too."""
    import jinja2

    uses = {
        "extends": "{% extends 'layout.html' %}",
        "include": "{% include 'part.html' %}",
        "import": "{% import 'macros.html' as macros %}",
    }
    app.jinja_loader = jinja2.DictLoader(uses)
    app.register_error_handler(jinja2.TemplateNotFound, lambda error: f"lost {error.name}")
    app.add_url_rule("/<name>", "page", lambda name: flask.render_template(name))

    answers = [client.get(f"/{name}").text for name in uses]

    assert answers == ["lost layout.html", "lost part.html", "lost macros.html"]


def test_missing_template_is_an_error__answered_with_500(app, client):
    """It is a server error, not a page that was not found."""
    app.add_url_rule("/lost", "lost", lambda: flask.render_template("lost.html"))
    app.add_url_rule("/there", "there", lambda: flask.render_template_string("there"))

    lost, there = client.get("/lost"), client.get("/there")

    assert (lost.status_code, there.text) == (500, "there")


SOURCES = {
    "syntax": ("{% if %}", "TemplateSyntaxError"),
    "unknown-filter": ("{{ 1|unknown }}", "TemplateAssertionError"),
    "arithmetic": ("{{ 1 // 0 }}", "ZeroDivisionError"),
    "call": ("{{ fail() }}", "KeyError"),
    "attribute-of-nothing": ("{{ nothing.name }}", "UndefinedError"),
}


@pytest.mark.parametrize(("source", "name"), SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize("form", ["file", "string"])
def test_error_in_a_template_is_an_error_of_the_view(app, client, form, source, name):
    """A view can catch it, and a handler is asked."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"page.html": source})
    app.register_error_handler(Exception, lambda error: f"caught {type(error).__name__}")
    forms = {
        "file": lambda: flask.render_template("page.html", fail=lambda: {}["missing"]),
        "string": lambda: flask.render_template_string(source, fail=lambda: {}["missing"]),
    }

    shown = page_of(client, app, forms[form])

    assert shown == f"caught {name}"


RENDERINGS = {
    "by-name": lambda: flask.render_template("book.html"),
    "text": lambda: flask.render_template_string("a book"),
    "streamed": lambda: flask.stream_template("book.html"),
    "streamed-text": lambda: flask.stream_template_string("a book"),
}


@pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)
def test_rendering_needs_an_application(app, render):
    """Within a context each of them renders, outside none does."""
    from jinja2 import DictLoader

    app.jinja_loader = DictLoader({"book.html": "a book"})

    with app.app_context():
        text = "".join(render())
    with pytest.raises(RuntimeError):
        render()

    assert text == "a book"


def test_rendering_needs_no_request__of_the_current_application():
    """Of several applications, the current one has the template."""
    from jinja2 import DictLoader

    shown = []
    for name in ("shop", "park"):
        app = flask.Flask(name, static_folder=None)
        app.jinja_loader = DictLoader({"name.txt": f"the {name}"})
        with app.app_context():
            shown.append("".join(flask.render_template("name.txt")))

    assert shown == ["the shop", "the park"]
