"""Defaults: what the view gets, and which URL is built."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "value",
    [None, False, 0, 1.5, "", "text", b"bytes", [1, 2], {"a": 1}, (), ..., int],
    ids=repr,
)
def test_defaults_may_be_any_values__of_any_type(app, client, value):
    """A default of any type reaches the view and the request as it is."""
    seen = []

    @app.route("/books", defaults={"value": value})
    def books(value):
        seen.append((value, flask.request.view_args["value"]))
        return "seen"

    client.get("/books")

    [(argument, noted)] = seen
    assert argument is value
    assert noted is value


@given(values=st.dictionaries(st.text("abcxyz_", min_size=1), st.integers() | st.text()))
def test_defaults_are_passed_to_the_view__any_names(client_of, values):
    """All defaults are passed by name (letters and underscores), and nothing else."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule("/books", "b", lambda **got: seen.append(got) or "seen", defaults=values)

    client_of(app).get("/books")

    assert seen == [values]


def test_defaults_are_passed_to_the_view__of_the_matched_rule(app, client):
    """Each of several rules of a view passes its own defaults."""
    for shelf in ("new", "old"):
        app.add_url_rule(
            f"/{shelf}", shelf, lambda shelf: f"{shelf} books", defaults={"shelf": shelf}
        )

    answers = [client.get(f"/{shelf}").text for shelf in ("new", "old")]

    assert answers == ["new books", "old books"]


@pytest.mark.parametrize("first", ["short", "long"])
def test_default_builds_the_short_url__in_any_order(app, client, first):
    """Which of the two rules was registered first does not matter for building."""

    def books(page):
        return flask.url_for("books", page=page + 1)

    rules = [("/books/", {"page": 1}), ("/books/<int:page>", None)]
    for rule, defaults in rules if first == "short" else reversed(rules):
        app.add_url_rule(rule, "books", books, defaults=defaults)

    answers = [client.get(url).text for url in ("/books/", "/books/0", "/books/7")]

    assert answers == ["/books/2", "/books/", "/books/8"]


def test_default_builds_the_short_url__of_several(app, client):
    """The rule with most of its values left out is built."""

    @app.route("/books/", defaults={"page": 1, "size": 10})
    @app.route("/books/<int:page>", defaults={"size": 10})
    @app.route("/books/<int:page>/<int:size>")
    def books(page, size):
        return " ".join(flask.url_for("books", page=page, size=size) for page, size in asked)

    asked = [(1, 10), (2, 10), (1, 5), (2, 5)]
    built = client.get("/books/").text

    assert built == "/books/ /books/2 /books/1/5 /books/2/5"


def test_default_builds_the_short_url__with_a_query(app, client):
    """Values that no rule knows become the query string of the short URL."""

    @app.route("/books/", defaults={"page": 1})
    @app.route("/books/<int:page>")
    def books(page):
        return flask.url_for("books", page=1, sort="name")

    answer = client.get("/books/7")

    assert answer.text == "/books/?sort=name"
