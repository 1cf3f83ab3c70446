"""Building URLs: what is refused, and what is a value."""

import flask
import pytest


@pytest.mark.parametrize(
    "endpoint",
    [
        pytest.param("films", id="not-there"),
        pytest.param("Books", id="other-case"),
        pytest.param("all_books", id="name-of-the-view"),
        pytest.param("/books", id="rule"),
        pytest.param("shop.books", id="below-a-blueprint"),
        pytest.param("", id="empty"),
        pytest.param("static", id="static-without-a-folder"),
    ],
)
def test_unknown_endpoint_is_refused(app, endpoint):
    """Only the very name of an endpoint is known."""

    @app.route("/books", endpoint="books")
    def all_books():
        return "all books"

    with app.test_request_context("/link"):
        known = flask.url_for("books")
        with pytest.raises(LookupError):
            flask.url_for(endpoint)

    assert known == "/books"


def test_unknown_endpoint_is_refused__of_another_application(app):
    """Endpoints of one application are unknown to the others."""
    other = flask.Flask("other", static_folder=None)
    other.add_url_rule("/films", "films", lambda: "all films")

    with other.test_request_context("/link"):
        known = flask.url_for("films")
    with app.test_request_context("/link"), pytest.raises(LookupError):
        flask.url_for("films")

    assert known == "/films"


@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({"number": 7}, "/books/7", id="relative"),
        pytest.param({"number": 7, "page": 2}, "/books/7?page=2", id="query"),
        pytest.param({"number": 7, "_anchor": "end"}, "/books/7#end", id="anchor"),
        pytest.param({"number": 7, "_external": True}, "http://localhost/books/7", id="external"),
        pytest.param({"number": 7, "_scheme": "https"}, "https://localhost/books/7", id="scheme"),
        pytest.param({"number": 7, "_method": "POST"}, "/new-books/7", id="method"),
    ],
)
def test_application_builds_the_same_urls(app, client, values, url):
    """Both take the same arguments."""
    app.add_url_rule("/books/<int:number>", "book", lambda number: "a book")
    app.add_url_rule("/new-books/<int:number>", "book", methods=["POST"])

    @app.route("/link")
    def link():
        return [flask.url_for("book", **values), app.url_for("book", **values)]

    assert client.get("/link").json() == [url, url]


@pytest.mark.parametrize(
    "name",
    [
        "anchor",
        "external",
        "method",
        "scheme",
        "values",
        "_page",
        "_",
        "app",
        "class",
        "not a name",
    ],
)
def test_any_other_name_is_a_value(app, client, name):
    """What has no place in the rule is found in the query under its name."""
    app.add_url_rule("/books", "books", lambda: flask.request.args[name])

    with app.test_request_context("/link"):
        url = flask.url_for("books", **{name: "7"})

    assert client.get(url).text == "7"


@pytest.mark.parametrize("name", ["anchor", "external", "method", "scheme", "values", "_page"])
def test_any_other_name_is_a_value__of_a_variable(app, client, name):
    """A variable of the rule may have any such name."""
    app.add_url_rule(f"/books/<{name}>", "book", lambda **values: values[name])

    with app.test_request_context("/link"):
        url = flask.url_for("book", **{name: "7"})

    assert url == "/books/7"
    assert client.get(url).text == "7"


def test_refusal_describes_itself__each_time(app):
    """It knows the values that were given, and no others, however often it is asked."""
    seen = []

    for _ in range(2):
        with app.test_request_context("/link"), pytest.raises(LookupError) as caught:
            flask.url_for("book", page=2)
        seen.append(caught.value.values)

    assert seen == [{"page": 2}, {"page": 2}]
