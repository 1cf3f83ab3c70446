"""Mount points, in every URL that is built during a request."""

import flask
import pytest


def mounted(app, place):
    """The application below a path, as a server would mount it."""

    def serve(environ, start_response):
        return app({**environ, "SCRIPT_NAME": place}, start_response)

    return serve


def links_to_books(**values):
    """A view that links to the books by a path, with a query, and from outside."""
    return [
        flask.url_for("books"),
        flask.url_for("books", page=2, _anchor="end"),
        flask.url_for("books", _external=True),
        flask.url_for("books", _scheme="https"),
    ]


@pytest.mark.parametrize("place", ["", "/shop", "/town/shop", "/shop.cgi"])
def test_url_begins_with_the_mount_point(app, client_of, place):
    """Rules match below it, and URLs lead back."""
    app.add_url_rule("/books", "books", links_to_books)

    path, full, *_ = client_of(mounted(app, place)).get("/books").json()

    assert path == f"{place}/books"
    assert full == f"{place}/books?page=2#end"


@pytest.mark.parametrize("place", ["", "/shop", "/town/shop"])
def test_external_url_has_the_mount_point(app, client_of, place):
    """With the scheme of the request or another."""
    app.add_url_rule("/books", "books", links_to_books)

    *_, external, secure = client_of(mounted(app, place)).get("http://shop.test:81/books").json()

    assert external == f"http://shop.test:81{place}/books"
    assert secure == f"https://shop.test:81{place}/books"


@pytest.mark.parametrize("place", ["", "/shop"])
@pytest.mark.parametrize("root", ["/", "/root", "/shop"])
def test_application_root_is_not_the_mount_point(app, client_of, place, root):
    """The configuration is for URLs without a request."""
    app.config["APPLICATION_ROOT"] = root
    app.add_url_rule("/books", "books", links_to_books)

    path, _, external, _ = client_of(mounted(app, place)).get("/books").json()

    assert path == f"{place}/books"
    assert external == f"http://localhost{place}/books"
