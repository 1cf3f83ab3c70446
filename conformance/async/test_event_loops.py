"""Event loops that coroutine functions run in."""

import asyncio
import threading

import flask
import pytest


def test_each_call_has_an_event_loop_of_its_own(app, client):
    """Hooks and views of one request, and the requests, have different ones."""
    loops = []

    @app.before_request
    async def before():
        loops.append(asyncio.get_running_loop())

    @app.route("/visit")
    async def visit():
        loops.append(asyncio.get_running_loop())
        return "visited"

    texts = [client.get("/visit").text for _ in range(2)]

    assert texts == ["visited", "visited"]
    assert len({id(loop) for loop in loops}) == len(loops) == 4
    assert [loop.is_closed() for loop in loops] == [True] * 4


def test_coroutine_view_needs_a_thread_without_event_loop(app, client):
    """Outside of the event loop, and in another thread, it is answered."""
    app.testing = True

    @app.route("/visit")
    async def visit():
        await asyncio.sleep(0)
        return f"visited {flask.request.path}"

    async def visit_within():
        return client.get("/visit").text

    async def visit_from_a_thread():
        return (await asyncio.to_thread(client.get, "/visit")).text

    with pytest.raises(RuntimeError):
        asyncio.run(visit_within())

    assert client.get("/visit").text == "visited /visit"
    assert asyncio.run(visit_from_a_thread()) == "visited /visit"


def test_coroutine_view_has_a_running_event_loop__with_executor(app, client):
    """Functions can be run in the executor of the loop, and call back."""

    @app.route("/visit")
    async def visit():
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        name = await loop.run_in_executor(None, lambda: threading.current_thread().name)
        loop.call_soon(done.set)
        await done.wait()
        return f"{name != threading.current_thread().name} {done.is_set()}"

    assert client.get("/visit").text == "True True"
