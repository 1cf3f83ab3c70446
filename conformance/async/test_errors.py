"""Errors in coroutine functions, and coroutine functions as handlers."""

import asyncio

import flask
import pytest


def add_failing_view(app, error_class, *arguments):
    """A coroutine view at ``/visit`` that raises an error."""

    @app.route("/visit")
    async def visit():
        await asyncio.sleep(0)
        raise error_class(*arguments)


@pytest.mark.parametrize("kind", ["coroutine", "function"])
def test_error_of_a_coroutine_view_is_handled__itself(app, client, kind):
    """The handler is given the very object that was raised."""
    raised, is_same = [], []

    @app.route("/visit")
    async def visit():
        raised.append(KeyError("book"))
        raise raised[0]

    def handle(error):
        is_same.append(error is raised.pop())
        return "handled", 404

    async def handle_in_coroutine(error):
        return handle(error)

    app.register_error_handler(KeyError, handle if kind == "function" else handle_in_coroutine)

    answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (404, "handled")
    assert is_same == [True]


def test_error_of_a_coroutine_view_is_handled__timeout(app, client):
    """What asyncio raises is an error like others."""

    @app.route("/visit")
    async def visit():
        await asyncio.wait_for(asyncio.get_running_loop().create_future(), 0)

    app.register_error_handler(TimeoutError, lambda error: ("too late", 504))

    answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (504, "too late")


def test_unhandled_error_is_told_in_full(app, client):
    """A handler for 500 gets it as ``original_exception``."""
    diary = []

    @app.errorhandler(500)
    async def handle(error):
        diary.append(f"handler {error.original_exception!r}")
        return "a fault", 500

    app.teardown_request(lambda error: diary.append(f"teardown {error!r}"))
    add_failing_view(app, KeyError, 17)

    answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (500, "a fault")
    assert diary == ["handler KeyError(17)", "teardown KeyError(17)"]


@pytest.mark.parametrize("is_handled", [False, True], ids=["page", "handler"])
def test_coroutine_view_can_abort(app, client, is_handled):
    """After having waited, too."""

    @app.route("/visit")
    async def visit():
        await asyncio.sleep(0)
        flask.abort(410, "sold out")

    if is_handled:
        app.register_error_handler(410, lambda error: (f"handled: {error.description}", 410))

    answer = client.get("/visit")

    assert answer.status_code == 410
    assert "sold out" in answer.text
    assert answer.text.startswith("handled") is is_handled


def test_coroutine_view_can_abort__with_a_response(app, client):
    """The response is the answer."""

    @app.route("/visit")
    async def visit():
        await asyncio.sleep(0)
        flask.abort(flask.Response("sold out", 203))

    answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (203, "sold out")


@pytest.mark.parametrize("place", ["class", "blueprint", "whole-application"])
def test_error_handler_may_be_a_coroutine_function__everywhere(app, client, place):
    """For a class, and on a blueprint."""
    shop = flask.Blueprint("shop", __name__)
    register = {
        "class": app.errorhandler,
        "blueprint": shop.errorhandler,
        "whole-application": shop.app_errorhandler,
    }[place]

    @register(KeyError)
    async def handle(error):
        await asyncio.sleep(0)
        return f"no {error.args[0]}", 404

    @shop.route("/shop/<word>")
    def visit(word):
        raise KeyError(word)

    app.register_blueprint(shop)

    answer = client.get("/shop/book")

    assert (answer.status_code, answer.text) == (404, "no book")


def test_error_of_a_coroutine_handler_is_an_error(app, client):
    """A handler for the second error is not asked."""
    diary = []

    @app.errorhandler(KeyError)
    async def handle(error):
        diary.append("handler")
        await asyncio.sleep(0)
        raise ValueError(error)

    app.register_error_handler(ValueError, lambda error: "not asked")
    add_failing_view(app, KeyError, "book")

    assert client.get("/visit").status_code == 500
    assert diary == ["handler"]


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_interrupts_leave(app, client, interrupt):
    """No handler is asked, and teardown runs."""
    diary = []
    add_failing_view(app, interrupt)
    app.register_error_handler(500, lambda error: diary.append("handler"))
    app.teardown_request(lambda error: diary.append("teardown"))

    with pytest.raises(interrupt):
        client.get("/visit")

    assert diary == ["teardown"]
