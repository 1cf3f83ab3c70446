"""URLs without a request: how the configuration and the call make them."""

import flask
import pytest


@pytest.mark.parametrize(
    "values", [{}, {"_external": True}, {"_scheme": "https"}, {"page": 2}], ids=str
)
def test_server_name_is_needed__by_the_application(app, values):
    """Without a context, too, and whatever else is said."""
    app.add_url_rule("/books", "books", lambda: "all books")

    with pytest.raises(RuntimeError):
        app.url_for("books", **values)

    app.config["SERVER_NAME"] = "shop.test"
    assert app.url_for("books") == "http://shop.test/books"


@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({}, "http://shop.test/books", id="not-said"),
        pytest.param({"_external": None}, "http://shop.test/books", id="none"),
        pytest.param({"_external": True}, "http://shop.test/books", id="external"),
        pytest.param({"_external": False}, "/books", id="path"),
        pytest.param({"_external": False, "page": 2}, "/books?page=2", id="path-and-query"),
        pytest.param({"page": 2, "_anchor": "x"}, "http://shop.test/books?page=2#x", id="all"),
    ],
)
def test_url_is_external_by_default(app, values, url):
    """In a context by ``flask.url_for``, and without one by that of the application."""
    app.config["SERVER_NAME"] = "shop.test"
    app.add_url_rule("/books", "books", lambda: "all books")

    with app.app_context():
        inside = flask.url_for("books", **values)
    outside = app.url_for("books", **values)

    assert " ".join([inside, outside]) == f"{url} {url}"


@pytest.mark.parametrize(
    ("preferred", "scheme", "written"),
    [
        pytest.param("http", None, "http", id="http"),
        pytest.param("https", None, "https", id="https"),
        pytest.param("https", "http", "http", id="call-says-http"),
        pytest.param("http", "https", "https", id="call-says-https"),
    ],
)
def test_preferred_scheme_is_used(app, client, preferred, scheme, written):
    """The server name keeps its port, whatever the scheme."""
    app.config.update(SERVER_NAME="shop.test:5000", PREFERRED_URL_SCHEME=preferred)
    app.add_url_rule("/books", "books", lambda: "all books")

    with app.app_context():
        url = flask.url_for("books", _scheme=scheme)

    assert url == f"{written}://shop.test:5000/books"
    assert client.get(url).text == "all books"


@pytest.mark.parametrize(
    ("root", "path"),
    [
        pytest.param("/", "/books", id="root"),
        pytest.param("/shop", "/shop/books", id="one-level"),
        pytest.param("/shop/", "/shop/books", id="slash-at-the-end"),
        pytest.param("/town/shop", "/town/shop/books", id="two-levels"),
    ],
)
def test_application_root_stands_before_the_path(app, root, path):
    """In external URLs and in paths."""
    app.config.update(SERVER_NAME="shop.test", APPLICATION_ROOT=root)
    app.add_url_rule("/books", "books", lambda: "all books")

    with app.app_context():
        urls = [flask.url_for("books"), flask.url_for("books", _external=False)]

    assert " ".join(urls) == f"http://shop.test{path} {path}"


def test_inner_context_hides_the_request__no_server_name(app):
    """Without a server name there is no URL, as there is none without a request."""
    app.add_url_rule("/books", "books", lambda: "all books")

    with app.test_request_context("/link"):
        url = str(flask.url_for("books"))
        with app.app_context(), pytest.raises(RuntimeError):
            flask.url_for("books")

    assert url == "/books"
