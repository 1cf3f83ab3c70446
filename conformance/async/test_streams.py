"""Streams that coroutine views answer with."""

import asyncio
import functools

import flask
import pytest


def test_coroutine_view_may_return_a_generator__run_later(app, client):
    """The generator runs after the coroutine, outside of its event loop, and ends it."""
    diary = []

    def tell():
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            diary.append("no event loop")
        yield "told"
        diary.append("end")

    @app.route("/story")
    async def story():
        await asyncio.sleep(0)
        diary.append("view")
        return tell()

    assert client.get("/story").text == "told"
    assert diary == ["view", "no event loop", "end"]


def test_stream_of_a_coroutine_view_can_keep_the_contexts__all(app, client):
    """The session as well, and the way of wrapping makes no difference."""
    app.secret_key = "key"

    @app.route("/greet")
    async def greet():
        flask.session["user"] = "Ada"
        await asyncio.sleep(0)
        pieces = (flask.session["user"] + flask.current_app.name for _ in range(1))
        return flask.Response(flask.stream_with_context(pieces), 203)

    answer = client.get("/greet")

    assert (answer.status_code, answer.text) == (203, "Adaapp_under_test")


def test_stream_of_a_coroutine_view_can_keep_the_contexts__closed(app, client):
    """No context is left, and teardown has run."""
    diary = []

    @app.route("/greet")
    async def greet():
        return flask.stream_with_context(iter(["Hello"]))

    app.teardown_request(lambda error: diary.append(f"teardown {error}"))

    text = client.get("/greet").text

    assert (text, set(diary)) == ("Hello", {"teardown None"})
    assert flask.has_app_context() is False


async def tell():
    """An asynchronous generator."""
    yield "told"


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(tell, id="view"),
        pytest.param(lambda: tell(), id="returned-by-function"),
        pytest.param(functools.partial(asyncio.sleep, 0, tell()), id="returned-by-coroutine"),
    ],
)
def test_streams_are_no_asynchronous_generators(app, client, view):
    """Beside a generator that is sent."""
    app.add_url_rule("/asynchronous", "asynchronous", view)
    app.add_url_rule("/story", "story", lambda: (text for text in ["told"]))

    failed, sent = client.get("/asynchronous"), client.get("/story")

    assert failed.status_code == 500
    assert sent.text == "told"
