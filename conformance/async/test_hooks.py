"""Coroutine functions as hooks of every kind, alone and mixed with other functions."""

import asyncio

import flask
import pytest


def test_functions_after_the_view_may_be_coroutine_functions(app, client):
    """They may change the response or give another."""

    @app.after_request
    async def replace(response):
        await asyncio.sleep(0)
        return flask.Response(f"{response.get_data(as_text=True)}, replaced")

    @app.after_request
    async def change(response):
        await asyncio.sleep(0)
        response.set_data("changed")
        return response

    app.add_url_rule("/books", "books", lambda: "all books")

    assert client.get("/books").text == "changed, replaced"


@pytest.mark.parametrize("kind", ["coroutine", "function"])
def test_functions_after_the_view_may_be_coroutine_functions__this_request(app, client, kind):
    """In a view of either kind."""

    def ask():
        @flask.after_this_request
        async def change(response):
            await asyncio.sleep(0)
            response.headers["X-Path"] = flask.request.path
            return response

        return "all books"

    async def ask_in_coroutine():
        return ask()

    app.add_url_rule("/books", "books", ask if kind == "function" else ask_in_coroutine)
    app.add_url_rule("/other", "other", lambda: "other")

    asked, other = client.get("/books"), client.get("/other")

    assert asked.headers["X-Path"] == "/books"
    assert (other.text, "X-Path" in other.headers) == ("other", False)


@pytest.mark.parametrize("number", [0, 1])
def test_functions_for_teardown_may_be_coroutine_functions(app, client, number):
    """The error is the one that the view raised."""
    diary = []

    @app.teardown_request
    async def after_request(error):
        await asyncio.sleep(0)
        diary.append(f"request {error!r} at {flask.request.path}")

    @app.teardown_appcontext
    async def after_context(error):
        await asyncio.sleep(0)
        diary.append(f"context {error!r} in {flask.current_app.name}")

    @app.route("/visit")
    def visit():
        if number:
            raise KeyError(number)
        return "visited"

    client.get("/visit")

    error = "KeyError(1)" if number else "None"
    assert diary == [f"request {error} at /visit", f"context {error} in app_under_test"]


DECORATORS = [
    "before_app_request",
    "before_request",
    "after_request",
    "after_app_request",
    "teardown_request",
    "teardown_app_request",
]


def test_functions_of_blueprints_may_be_coroutine_functions(app, client):
    """Each is awaited, in its order."""
    diary, shop = [], flask.Blueprint("shop", __name__)

    def note(name):
        async def hook(*response):
            await asyncio.sleep(0)
            diary.append(name)
            return response[0] if "after" in name else None

        return hook

    for name in DECORATORS:
        getattr(shop, name)(note(name))
    shop.add_url_rule("/shop", "shop", lambda: "shop")
    app.register_blueprint(shop)

    assert client.get("/shop").text == "shop"
    assert diary == DECORATORS


def test_context_processors_may_be_coroutine_functions__of_a_blueprint(app, client):
    """Its own, and for the whole application."""
    shop = flask.Blueprint("shop", __name__)

    async def add(name):
        await asyncio.sleep(0)
        return {name: f"{name} value"}

    @shop.context_processor
    async def own():
        return await add("own")

    @shop.app_context_processor
    async def everywhere():
        return await add("everywhere")

    shop.add_url_rule("/shop", "shop", lambda: flask.render_template_string("{{ own }}"))
    app.add_url_rule(
        "/page", "page", lambda: flask.render_template_string("{{ everywhere }}{{ own }}")
    )
    app.register_blueprint(shop)

    assert client.get("/shop").text == "own value"
    assert client.get("/page").text == "everywhere value"


STEPS = ["before", "before", "view", "this", "after", "after", "teardown", "context"]


def recorder(diary, name, is_coroutine):
    """A function of either kind that notes its name and hands on what it gets."""

    def function(value=None):
        diary.append(name)
        return value if name.startswith(("after", "this")) else None

    async def coroutine_function(value=None):
        await asyncio.sleep(0)
        return function(value)

    return coroutine_function if is_coroutine else function


@pytest.mark.parametrize("kinds", ["cccccccc", "cfcfcfcf", "fcfcfcfc", "ccffccff", "ffccffcc"])
def test_kind_does_not_change_the_order(app, client, kinds):
    """Whichever of the functions are coroutine functions."""
    diary, is_coroutine = [], [kind == "c" for kind in kinds]
    names = [f"{step} {number}" for number, step in enumerate(STEPS)]
    hooks = dict(zip(names, map(recorder, [diary] * len(names), names, is_coroutine), strict=True))
    app.before_request(hooks["before 0"])
    app.before_request(hooks["before 1"])
    app.after_request(hooks["after 5"])
    app.after_request(hooks["after 4"])
    app.teardown_request(hooks["teardown 6"])
    app.teardown_appcontext(hooks["context 7"])

    def view():
        diary.append("view 2")
        flask.after_this_request(hooks["this 3"])
        return "visited"

    async def coroutine_view():
        return view()

    app.add_url_rule("/visit", "visit", coroutine_view if is_coroutine[2] else view)

    assert client.get("/visit").text == "visited"
    assert diary == names


@pytest.mark.parametrize("place", ["before_request", "after_request"])
def test_error_of_a_hook_is_handled(app, client, place):
    """A coroutine function and another lead to the same answer."""
    app.register_error_handler(KeyError, lambda error: (f"no {error.args[0]}", 404))
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def fail(*response):
        if flask.request.args.get("kind") == "function":
            raise KeyError("book")
        return response[0] if response else None

    async def fail_in_coroutine(*response):
        if flask.request.args.get("kind") == "coroutine":
            raise KeyError("book")
        return response[0] if response else None

    getattr(app, place)(fail)
    getattr(app, place)(fail_in_coroutine)

    plain, *failed = [client.get(f"/visit?kind={kind}") for kind in ("", "function", "coroutine")]

    assert plain.text == "visited"
    assert failed[0].status_code == failed[1].status_code == (404 if "before" in place else 500)
    assert failed[0].text == failed[1].text
