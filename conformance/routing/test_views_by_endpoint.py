"""Views by endpoint: rules and views that are registered apart."""

import flask
import pytest


def test_endpoint_decorator_provides_the_view__before_the_rule(app, client):
    """The view may be there before its rule."""

    @app.endpoint("list")
    def books():
        return "all books"

    app.add_url_rule("/books", "list")

    answer = client.get("/books")

    assert answer.text == "all books"


def test_endpoint_decorator_provides_the_view__of_all_rules(app, client):
    """The view answers every rule of its endpoint with the values of that rule."""
    app.add_url_rule("/books/<int:number>", "book")
    app.add_url_rule("/newest", "book", defaults={"number": 99})

    @app.endpoint("book")
    def book(number):
        return f"book {number}"

    answers = [client.get(url).text for url in ("/books/7", "/newest")]

    assert answers == ["book 7", "book 99"]


def test_endpoint_decorator_provides_the_view__without_its_attributes(app, client):
    """The methods of a rule are settled when it is registered, not when its view comes."""

    def books():
        return flask.request.method

    books.methods = ["PUT"]
    app.add_url_rule("/books", "list")
    app.endpoint("list")(books)

    got, put = client.get("/books"), client.put("/books")

    assert got.text == "GET"
    assert put.status_code == 405


def test_endpoint_decorator_returns_the_view__when_stacked(app, client):
    """A view can stand under several endpoints."""
    app.add_url_rule("/books", "books")
    app.add_url_rule("/library", "library")

    @app.endpoint("books")
    @app.endpoint("library")
    def books():
        return flask.request.endpoint

    answers = [client.get(url).text for url in ("/books", "/library")]

    assert answers == ["books", "library"]


def test_view_functions_are_looked_up_for_each_request__in_the_request_itself(app, client):
    """A hook can replace the view of the request that is running."""
    app.add_url_rule("/books", "list", lambda: "all books")

    @app.before_request
    def replace():
        app.view_functions["list"] = lambda: "new books"

    answer = client.get("/books")

    assert answer.text == "new books"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rule_without_a_view_is_a_server_error__by_any_method(app, client, method):
    """Without a view, every method but OPTIONS ends in an error."""
    app.add_url_rule("/books", "list", methods=["GET", "POST"])

    failed, options = client.request(method, "/books"), client.options("/books")

    assert failed.status_code == 500
    assert options.status_code == 200
    assert method in options.headers["allow"]
