"""Anchors: where they stand, and how they are encoded."""

from urllib.parse import unquote, urlsplit

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def link(app, client, endpoint, **values):
    """The URL that a view gets from url_for."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get("/link").text


@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({"page": 2}, "/books?page=2#emma", id="query"),
        pytest.param({"_external": True}, "http://localhost/books#emma", id="external"),
        pytest.param(
            {"_scheme": "https", "page": 2}, "https://localhost/books?page=2#emma", id="scheme"
        ),
        pytest.param({"_method": "GET"}, "/books#emma", id="method"),
    ],
)
def test_anchor_ends_the_url__behind_anything_else(app, client, values, url):
    """It comes after a query, and in external URLs, too."""
    app.add_url_rule("/books", "books", lambda: "all books")

    built = link(app, client, "books", _anchor="emma", **values)

    assert built == url


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a b", "a%20b", id="space"),
        pytest.param("ü", "%C3%BC", id="umlaut"),
        pytest.param("書", "%E6%9B%B8", id="script"),
        pytest.param('"<>', "%22%3C%3E", id="markup"),
        pytest.param("\\^`{|}", "%5C%5E%60%7B%7C%7D", id="punctuation"),
        pytest.param("\n", "%0A", id="line-feed"),
    ],
)
def test_anchor_is_encoded(app, client, text, written):
    """Neither markup nor a space can come out of an anchor."""
    app.add_url_rule("/books", "books", lambda: "all books")

    url = link(app, client, "books", _anchor=text)

    assert url == f"/books#{written}"


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="%"), min_size=1, max_size=20))
def test_anchor_is_encoded__any(text):
    """Texts of up to 20 characters can be read from the URL again.

    Lone surrogates and percent signs are left out.
    """
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", "books", lambda: "all books")

    with app.test_request_context("/link"):
        url = flask.url_for("books", page=2, _anchor=text)

    assert url.isascii()
    assert unquote(urlsplit(url).fragment) == text
    assert url.startswith("/books?page=2#")
