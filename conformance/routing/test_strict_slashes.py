"""Strict slashes: rules that do not mind."""

import flask
import pytest


@pytest.mark.parametrize("rule", ["/books/new/", "/books/<title>/"], ids=["fixed", "variable"])
def test_lax_folder_answers_bare_path__with_its_values(app, client, rule):
    """The view gets the same values with and without the slash, and no redirect is sent."""
    app.add_url_rule(rule, "books", lambda **values: f"values {values}", strict_slashes=False)

    bare, folder = client.get("/books/new"), client.get("/books/new/")

    assert (bare.status_code, folder.status_code) == (200, 200)
    assert bare.text.startswith("values ")
    assert bare.text == folder.text


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_lax_folder_answers_bare_path__by_any_method(app, client, method):
    """Every method of the rule is answered at the bare path."""
    app.add_url_rule(
        "/books/",
        "books",
        lambda: flask.request.method,
        methods=["GET", "POST", "PUT"],
        strict_slashes=False,
    )

    answer = client.request(method, "/books")

    assert answer.text == method


@pytest.mark.parametrize("rule", ["/books/new", "/books/<title>"], ids=["fixed", "variable"])
def test_lax_file_answers_with_a_slash__with_its_values(app, client, rule):
    """The slash is not part of the value."""
    app.add_url_rule(rule, "books", lambda **values: f"values {values}", strict_slashes=False)

    plain, slashed = client.get("/books/new"), client.get("/books/new/")

    assert plain.text.startswith("values ")
    assert slashed.text == plain.text


def test_rule_beats_the_map__when_it_is_lax(app, client):
    """A lax rule on a strict map is lax, the rules beside it are not."""
    app.url_map.strict_slashes = True
    app.add_url_rule("/books/", "books", lambda: "all books", strict_slashes=False)
    app.add_url_rule("/films/", "films", lambda: "all films")

    lax, strict = client.get("/books"), client.get("/films")

    assert lax.text == "all books"
    assert strict.status_code == 308
