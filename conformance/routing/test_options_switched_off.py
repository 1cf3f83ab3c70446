"""OPTIONS switched off: by every way to say so, and by none that says nothing."""

import flask
import pytest


def view():
    """A view that shows the method."""
    return flask.request.method


@pytest.mark.parametrize(
    "register",
    [
        pytest.param(
            lambda app: app.route("/books", provide_automatic_options=False)(view), id="route"
        ),
        pytest.param(
            lambda app: app.get("/books", provide_automatic_options=False)(view), id="shortcut"
        ),
        pytest.param(lambda app: app.add_url_rule("/books", "books", view, False), id="positional"),
    ],
)
def test_rule_switches_options_off__in_all_ways(app, client, register):
    """Every way to register a rule can switch OPTIONS off."""
    register(app)

    got, options = client.get("/books"), client.options("/books")

    assert got.text == "GET"
    assert (options.status_code, options.headers["allow"].count("OPTIONS")) == (405, 0)


@pytest.mark.parametrize("methods", [["GET", "POST"], ["PUT"]], ids="+".join)
def test_allow_leaves_options_out__of_any_methods(app, client, methods):
    """Other rules do not lose OPTIONS, and this one does not gain it."""
    app.add_url_rule("/books", "b", view, methods=methods, provide_automatic_options=False)
    app.add_url_rule("/films", "f", view, methods=methods)

    off, on = client.options("/books"), client.options("/films")

    assert (off.status_code, on.status_code) == (405, 200)
    assert {*off.headers["allow"].split(", "), "OPTIONS"} == {*on.headers["allow"].split(", ")}


def test_view_switches_options_off__unless_it_says_none(app, client):
    """The attribute ``None`` of a view leaves the answer automatic."""

    def books():
        return "all books"

    books.provide_automatic_options = None
    app.add_url_rule("/books", "books", books)

    answer = client.options("/books")

    assert (answer.status_code, answer.content) == (200, b"")
    assert "OPTIONS" in answer.headers["allow"]


def test_view_switches_options_off__where_the_rule_is_silent(app, client):
    """What the rule says counts more than the attribute of the view."""

    def books():
        return flask.request.method

    books.provide_automatic_options = True
    books.methods = ["GET", "OPTIONS"]
    app.add_url_rule("/rule", "rule", books, provide_automatic_options=False)
    app.add_url_rule("/view", "view", books)

    by_rule, by_view = client.options("/rule"), client.options("/view")

    assert by_rule.text == "OPTIONS"
    assert (by_view.status_code, by_view.content) == (200, b"")
    assert "OPTIONS" in by_view.headers["allow"]


def test_own_options_is_not_switched_off__if_the_view_requires_it(app, client):
    """A decorator can make a view answer OPTIONS, whatever the methods of its rule are."""

    def books():
        return flask.request.method

    books.provide_automatic_options = False
    books.required_methods = ["OPTIONS"]
    app.add_url_rule("/books", "books", books, methods=["POST"])

    answers = [client.options("/books").text, client.post("/books").text]

    assert answers == ["OPTIONS", "POST"]


@pytest.mark.parametrize("order", [[True, False], [False, True]], ids=["first", "last"])
def test_another_rule_still_answers__in_any_order(app, client, order):
    """The rule that answers OPTIONS may be registered first or last."""
    for automatic in order:
        app.add_url_rule(
            "/books",
            f"automatic_{automatic}",
            view,
            methods=["GET" if automatic else "POST"],
            provide_automatic_options=None if automatic else False,
        )

    answer = client.options("/books")

    assert answer.status_code == 200
    assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD", "OPTIONS", "POST"]


@pytest.mark.parametrize("name", ["route", "get"])
def test_configuration_switches_options_off__in_all_ways(app, client, name):
    """The configuration counts for decorated views, and ``Allow`` leaves OPTIONS out."""
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    getattr(app, name)("/books")(view)

    got, options = client.get("/books"), client.options("/books")

    assert got.text == "GET"
    assert options.status_code == 405
    assert sorted(options.headers["allow"].split(", ")) == ["GET", "HEAD"]


def test_configuration_switches_options_off__but_not_own_ones(app, client):
    """A rule that names OPTIONS answers by its view, whatever the configuration says."""
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.add_url_rule("/books", "books", view, methods=["GET", "OPTIONS"])

    answer = client.options("/books")

    assert answer.text == "OPTIONS"
