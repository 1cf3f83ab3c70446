"""Aliases: from every second address to the proper one."""

import flask
import pytest


@pytest.mark.parametrize("first", ["proper", "alias"])
@pytest.mark.parametrize(
    ("alias", "url"),
    [
        pytest.param("/books/<int:number>.html", "/books/7.html", id="suffix"),
        pytest.param("/old/<int:number>/book", "/old/7/book", id="other-place"),
        pytest.param("/b-<int:number>", "/b-007", id="other-form"),
    ],
)
def test_alias_redirects_to_the_proper_url__in_any_order(app, client, alias, url, first):
    """The alias redirects with its converted values, whichever rule was registered first."""

    def book(number):
        return flask.url_for("book", number=number)

    rules = [("/books/<int:number>", False), (alias, True)]
    for rule, is_alias in rules if first == "proper" else reversed(rules):
        app.add_url_rule(rule, "book", book, alias=is_alias)

    redirected, answer = client.get(url), client.get("/books/7")

    assert redirected.status_code == 308
    assert redirected.next_request.url == "http://localhost/books/7"
    assert answer.text == "/books/7"


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD"])
def test_alias_redirects_to_the_proper_url__by_any_method(app, client, method):
    """The status is 308 for every method of the alias."""

    @app.route("/books", methods=[method])
    @app.route("/books.html", methods=[method], alias=True)
    def books():
        return "all books"

    answer = client.request(method, "/books.html")

    assert answer.status_code == 308
    assert answer.next_request.method == method
    assert answer.next_request.url == "http://localhost/books"
