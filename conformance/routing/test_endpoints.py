"""Endpoints: their names, and the objects that can stand behind them."""

import functools

import flask
import pytest


def endpoint(*values):
    """A view that shows its endpoint."""
    return flask.request.endpoint


class Shelf:
    """Objects that can be views in several ways."""

    def __call__(self):
        return "called"

    def books(self):
        return "books of the shelf"

    @classmethod
    def films(cls):
        return f"films of {cls.__name__}"

    @staticmethod
    def games():
        return "games"


class Page(str):
    def __new__(cls):
        return super().__new__(cls, "a page")


@pytest.mark.parametrize("name", ["_", "books_2", "Books", "ünïcode", "a b", "<lambda>"])
def test_endpoint_defaults_to_the_view_s_name__of_any_form(app, client, name):
    """The name of the function is taken as it is."""

    def view():
        return flask.request.endpoint

    view.__name__ = name
    app.add_url_rule("/books", view_func=view)

    answer = client.get("/books")

    assert answer.text == name


@pytest.mark.parametrize(
    ("view", "name", "text"),
    [
        pytest.param(Shelf().books, "books", "books of the shelf", id="method"),
        pytest.param(Shelf.films, "films", "films of Shelf", id="class-method"),
        pytest.param(Shelf.games, "games", "games", id="static-method"),
    ],
)
def test_endpoint_defaults_to_the_view_s_name__of_a_method(app, client, view, name, text):
    """A method has its own name as endpoint."""
    app.add_url_rule("/books", view_func=view)

    answer = client.get("/books")

    assert answer.text == text
    assert app.view_functions[name] == view


def test_endpoint_defaults_to_the_view_s_name__kept_by_a_wrapper(app, client):
    """A wrapper that copies the name of its function is registered by it."""

    @app.route("/books")
    @functools.wraps(endpoint)
    def wrapper():
        return f"wrapped {endpoint()}"

    answer = client.get("/books")

    assert answer.text == "wrapped endpoint"


@pytest.mark.parametrize(
    "register",
    [
        pytest.param(lambda app: app.route("/books", endpoint="shelf")(endpoint), id="route"),
        pytest.param(lambda app: app.get("/books", endpoint="shelf")(endpoint), id="shortcut"),
        pytest.param(lambda app: app.add_url_rule("/books", "shelf", endpoint), id="positional"),
        pytest.param(
            lambda app: app.add_url_rule("/books", endpoint="shelf", view_func=endpoint),
            id="keyword",
        ),
    ],
)
def test_endpoint_can_be_named__in_all_ways(app, client, register):
    """Every way to register a rule takes an endpoint."""
    register(app)

    answer = client.get("/books")

    assert answer.text == "shelf"


@pytest.mark.parametrize("name", ["a.b", "a.b.c", ".a", "a.", "a b", "ünïcode", "a/b", "1"])
def test_endpoint_may_contain_dots__and_other_characters(app, client, name):
    """Any text is an endpoint, and URLs can be built from it."""
    app.add_url_rule("/books", name, lambda: flask.request.endpoint)
    app.add_url_rule(
        "/link", "a link", lambda: flask.url_for(name) if name[:1] != "." else "/books"
    )

    answers = [client.get("/books").text, client.get("/link").text]

    assert answers == [name, "/books"]


@pytest.mark.parametrize(
    ("view", "text"),
    [
        pytest.param(Shelf(), "called", id="object"),
        pytest.param(functools.partial(str.upper, "emma"), "EMMA", id="partial"),
        pytest.param(lambda: "lambda", "lambda", id="lambda"),
        pytest.param(Page, "a page", id="class"),
    ],
)
def test_view_may_be_any_callable__with_an_endpoint(app, client, view, text):
    """Objects without a name, and classes, can be views when the endpoint is given."""
    app.add_url_rule("/books", "shelf", view)

    answer = client.get("/books")

    assert (answer.status_code, answer.text) == (200, text)


@pytest.mark.parametrize("options", [{}, {"methods": ["POST"]}, {"defaults": {"page": 1}}], ids=str)
def test_rule_needs_an_endpoint_or_a_view__whatever_else_it_has(app, options):
    """Options do not make up for a missing endpoint."""
    before = {each.rule for each in app.url_map.iter_rules()}

    with pytest.raises(AssertionError):
        app.add_url_rule("/books", **options)

    assert {each.rule for each in app.url_map.iter_rules()} == before
