"""Coroutine views: what they return, and how they are registered."""

import asyncio
import functools

import flask
import pytest

RETURNED = {
    "text": (lambda: "all books", 200, "all books"),
    "bytes": (lambda: b"all books", 200, "all books"),
    "status": (lambda: ("made", 201), 201, "made"),
    "headers": (lambda: ("made", 201, {"X-Shelf": "3"}), 201, "made"),
    "response": (lambda: flask.Response("gone", 410), 410, "gone"),
    "redirect": (lambda: flask.redirect("/elsewhere", 307), 307, None),
    "dictionary": (lambda: {"books": 2}, 200, None),
    "list": (lambda: ["Emma"], 200, None),
    "iterator": (lambda: iter(["all ", "books"]), 200, "all books"),
    "none": (lambda: None, 500, None),
    "number": (lambda: 17, 500, None),
}


@pytest.mark.parametrize(("make", "status", "text"), RETURNED.values(), ids=RETURNED)
def test_coroutine_view_returns_what_views_return(app, client, make, status, text):
    """The answer is that of a function which returns the same."""

    @app.route("/coroutine")
    async def coroutine():
        await asyncio.sleep(0)
        return make()

    app.add_url_rule("/function", "function", make)
    app.add_url_rule("/control", "control", lambda: "control")

    answers = [client.get(url) for url in ("/coroutine", "/function")]

    assert client.get("/control").text == "control"
    assert [answer.status_code for answer in answers] == [status, status]
    assert answers[0].text == answers[1].text
    assert text in (None, answers[0].text)


async def book(title, edition=1):
    """The view that is registered in all ways."""
    await asyncio.sleep(0)
    return f"{title}, edition {edition} by {flask.request.method}"


def register_on_blueprint(app):
    """On a blueprint that has the beginning of the URL as prefix."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/books")
    shop.get("/<title>")(book)
    app.register_blueprint(shop)


def register_by_endpoint(app):
    """The function and the rule apart."""
    app.endpoint("book")(book)
    app.add_url_rule("/books/<title>", endpoint="book")


WAYS = {
    "route": lambda app: app.route("/books/<title>")(book),
    "method": lambda app: app.get("/books/<title>")(book),
    "rule": lambda app: app.add_url_rule("/books/<title>", "book", book),
    "defaults": lambda app: app.add_url_rule(
        "/books/<title>", "book", book, defaults={"edition": 1}
    ),
    "partial": lambda app: app.add_url_rule(
        "/books/<title>", "book", functools.partial(book, edition=1)
    ),
    "blueprint": register_on_blueprint,
    "endpoint": register_by_endpoint,
}


@pytest.mark.parametrize("register", WAYS.values(), ids=WAYS)
def test_coroutine_view_is_registered_like_others(app, client, register):
    """The title comes from the URL, the edition is the first."""
    register(app)

    assert client.get("/books/Emma").text == "Emma, edition 1 by GET"


def test_coroutine_view_is_registered_like_others__replaced(app, client):
    """A coroutine function may take the place of another function."""
    app.add_url_rule("/books/<title>", "book", lambda title: f"only {title}")
    app.view_functions["book"] = book

    assert client.get("/books/Emma").text == "Emma, edition 1 by GET"


def test_views_of_both_kinds_live_together__in_any_order(app, client):
    """Requests for one and the other take turns."""

    @app.route("/coroutine")
    async def coroutine():
        await asyncio.sleep(0)
        return "coroutine"

    app.add_url_rule("/function", "function", lambda: "function")

    answers = [client.get(f"/{kind}").text for kind in ("coroutine", "function") * 2]

    assert answers == ["coroutine", "function", "coroutine", "function"]


def test_answers_to_head_and_options_are_made_from_it(app, client):
    """The view is called for HEAD only."""
    called = []

    @app.get("/books")
    async def books():
        called.append(flask.request.method)
        return "all books"

    head, options = client.head("/books"), client.options("/books")

    assert (head.content, head.headers["Content-Length"]) == (b"", "9")
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert called == ["HEAD"]


def test_only_coroutine_functions_are_awaited(app, client):
    """Beside a function that returns what the coroutine returns."""
    made = []

    async def coroutine():
        return "all books"

    @app.route("/coroutine")
    def forgotten():
        made.append(coroutine())
        return made[0]

    app.add_url_rule("/control", "control", coroutine)

    failed, control = client.get("/coroutine"), client.get("/control")
    made[0].close()

    assert failed.status_code == 500
    assert control.text == "all books"
