"""Endpoint conflicts: by every way to register a view."""

import functools

import pytest


def books():
    """A view."""
    return "all books"


def another(view):
    """A different function of the same name."""

    @functools.wraps(view)
    def wrapper():
        return "another view"

    return wrapper


@pytest.mark.parametrize(
    "register",
    [
        pytest.param(lambda app, view: app.route("/films")(view), id="route"),
        pytest.param(lambda app, view: app.post("/films")(view), id="shortcut"),
        pytest.param(lambda app, view: app.route("/books")(view), id="same-url"),
        pytest.param(
            lambda app, view: app.route("/films", endpoint="books")(view), id="named-endpoint"
        ),
        pytest.param(lambda app, view: app.add_url_rule("/films", "books", view), id="plain"),
    ],
)
def test_endpoint_of_another_view_is_refused__in_all_ways(app, client, register):
    """A different function under the same endpoint is refused, and the first one stays."""
    app.route("/books")(books)

    with pytest.raises(AssertionError):
        register(app, another(books))

    assert app.view_functions["books"] is books
    assert client.get("/books").text == "all books"


def test_endpoint_of_another_view_is_refused__two_lambdas(app, client):
    """Two lambdas without an endpoint have the same name, and so the second is refused."""
    app.add_url_rule("/books", view_func=lambda: "all books")

    with pytest.raises(AssertionError):
        app.add_url_rule("/films", view_func=lambda: "all films")

    assert client.get("/books").text == "all books"


def test_endpoint_of_another_view_is_refused__of_endpoint(app):
    """A view that the decorator ``endpoint`` provided counts as well."""
    app.endpoint("books")(another(books))

    with pytest.raises(AssertionError):
        app.add_url_rule("/books", "books", books)


def test_same_view_may_repeat_its_endpoint__with_other_options(app, client):
    """Rules of one endpoint and view may differ in everything else."""
    app.add_url_rule("/books", "list", books)
    app.add_url_rule("/books", "list", books, methods=["POST"])
    app.add_url_rule("/library/", "list", books, strict_slashes=False)

    answers = [client.get("/books"), client.post("/books"), client.get("/library")]

    assert [each.text for each in answers] == ["all books"] * 3


def test_same_view_may_repeat_its_endpoint__without_the_view(app, client):
    """A rule without a view joins the endpoint and its view."""
    app.add_url_rule("/books", "list", books)
    app.add_url_rule("/library", "list")

    answer = client.get("/library")

    assert answer.text == "all books"
