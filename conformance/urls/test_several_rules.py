"""Endpoints with several rules: which of them url_for uses."""

import flask
import pytest

ORDERS = pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned-around"])


def link(app, client, endpoint, **values):
    """The URL that a view gets from url_for."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get("/link").text


def register(app, rules, turned=False):
    """Give one endpoint all these rules, each with its methods."""
    for rule, methods in reversed(rules) if turned else rules:
        app.add_url_rule(rule, "books", methods=methods)


@ORDERS
@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({}, "/books", id="none"),
        pytest.param({"page": 2}, "/books/page/2", id="one"),
        pytest.param({"author": "Austen"}, "/books/by/Austen", id="another"),
        pytest.param({"page": None}, "/books", id="none-as-value"),
        pytest.param({"sort": "title"}, "/books?sort=title", id="other"),
    ],
)
def test_rule_that_fits_the_values_builds_the_url(app, client, values, url, turned):
    """A rule that lacks a value is no choice, in whatever order the rules are registered."""
    rules = ["/books", "/books/page/<int:page>", "/books/by/<author>"]
    register(app, [(rule, ["GET"]) for rule in rules], turned)

    built = link(app, client, "books", **values)

    assert built == url


@ORDERS
@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({"author": "Austen"}, "/books/Austen", id="all"),
        pytest.param({"author": "Austen", "page": 2}, "/books/Austen/2", id="two"),
        pytest.param(
            {"author": "Austen", "page": 2, "sort": "title"},
            "/books/Austen/2?sort=title",
            id="two-and-a-query",
        ),
        pytest.param(
            {"author": "Austen", "sort": "title"}, "/books/Austen?sort=title", id="one-and-a-query"
        ),
    ],
)
def test_rule_with_more_of_the_values_is_preferred(app, client, values, url, turned):
    """In whatever order the rules are registered, the query gets what no rule has a place for."""
    rules = ["/books", "/books/<author>", "/books/<author>/<int:page>"]
    register(app, [(rule, ["GET"]) for rule in rules], turned)

    built = link(app, client, "books", **values)

    assert built == url


@ORDERS
@pytest.mark.parametrize(
    ("method", "url"),
    [("GET", "/books"), ("HEAD", "/books"), ("POST", "/new"), ("BREW", "/tea")],
)
def test_method_chooses_the_rule__of_any_kind(app, client, method, url, turned):
    """HEAD comes with GET, and methods need not be well known."""
    register(app, [("/books", ["GET"]), ("/new", ["POST"]), ("/tea", ["BREW"])], turned)

    built = link(app, client, "books", _method=method)

    assert built == url


@ORDERS
@pytest.mark.parametrize(("method", "url"), [("POST", "/new?page=2"), ("GET", "/books/2")])
def test_method_chooses_the_rule__before_the_number_of_values(app, client, method, url, turned):
    """A rule for another method is no choice, however many of the values it has."""
    register(app, [("/books/<int:page>", ["GET"]), ("/new", ["POST"])], turned)

    built = link(app, client, "books", page=2, _method=method)

    assert built == url


@pytest.mark.parametrize("method", ["PUT", "BREW"])
def test_method_without_a_rule_is_refused(app, method):
    """A method of a rule of another endpoint does not help."""
    register(app, [("/books", ["GET"]), ("/new", ["POST"])])
    app.add_url_rule("/other", "other", methods=[method])

    with app.test_request_context("/link"):
        known = flask.url_for("other", _method=method)
        with pytest.raises(LookupError):
            flask.url_for("books", _method=method)

    assert known == "/other"


@ORDERS
@pytest.mark.parametrize(("method", "url"), [("GET", "/books"), ("POST", "/new")])
def test_rule_for_the_method_of_the_request_is_preferred(app, client, method, url, turned):
    """In whatever order the rules are registered."""
    register(app, [("/books", ["GET"]), ("/new", ["POST"])], turned)
    app.add_url_rule("/link", "link", lambda: flask.url_for("books"), methods=["GET", "POST"])

    answer = client.request(method, "/link")

    assert answer.text == url
