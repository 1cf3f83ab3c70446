"""Contexts in coroutine functions: what is found there, and what is found afterwards."""

import asyncio
import threading
from contextvars import Context, ContextVar

import flask
import pytest

CALLS = {
    "url_for": (lambda: flask.url_for("page", name="Ada"), "/page?name=Ada"),
    "flash": (lambda: flask.flash("sent") or flask.get_flashed_messages()[0], "sent"),
    "template": (lambda: flask.render_template_string("{{ request.path }}"), "/page"),
    "make_response": (lambda: flask.make_response("made", {"X-Shelf": "3"}), "made"),
    "jsonify": (lambda: flask.jsonify(2), "2\n"),
    "body": (lambda: flask.request.get_data() + b" read", "body read"),
}


@pytest.mark.parametrize(("call", "text"), CALLS.values(), ids=CALLS)
def test_functions_of_the_framework_work_in_coroutines(app, client, call, text):
    """After having waited, too."""
    app.secret_key = "key"

    @app.post("/page")
    async def page():
        await asyncio.sleep(0)
        return call()

    answer = client.post("/page", content=b"body")

    assert (answer.status_code, answer.text) == (200, text)


@pytest.mark.parametrize("is_coroutine", [True, False], ids=["coroutine", "function"])
def test_what_a_coroutine_stores_is_kept__in_any_function(app, client, is_coroutine):
    """From one hook to the next, and from the view to teardown."""
    seen = []

    @app.before_request
    async def first():
        flask.g.path = ["first"]
        await asyncio.sleep(0)

    @app.before_request
    async def second():
        await asyncio.sleep(0)
        flask.g.path = [*flask.g.path, "second"]

    @app.teardown_request
    async def last(error):
        await asyncio.sleep(0)
        seen.extend(flask.g.path)

    def view():
        flask.g.path = [*flask.g.path, "view"]
        return "visited"

    async def coroutine_view():
        await asyncio.sleep(0)
        return view()

    app.add_url_rule("/visit", "visit", coroutine_view if is_coroutine else view)

    client.get("/visit")

    assert seen == ["first", "second", "view"]


def test_requests_at_once_keep_their_contexts_apart(app, client_of):
    """All of them are in their views before the first goes on."""
    barrier, seen = threading.Barrier(3, timeout=5), []

    @app.route("/visit/<name>")
    async def visit(name):
        flask.g.name = name
        await asyncio.to_thread(barrier.wait)
        await asyncio.sleep(0)
        return f"{flask.g.name} at {flask.request.path}"

    def ask(name):
        seen.append(client_of(app).get(f"/visit/{name}").text)

    threads = [threading.Thread(target=Context().run, args=[ask, name]) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == ["a at /visit/a", "b at /visit/b", "c at /visit/c"]


@pytest.mark.parametrize("fails", [False, True], ids=["answered", "failed"])
def test_context_ends_with_the_request(app, client, fails):
    """However it ends."""
    seen = []

    @app.route("/visit")
    async def visit():
        await asyncio.sleep(0)
        seen.append(flask.has_request_context())
        return {}["missing"] if fails else "visited"

    status = client.get("/visit").status_code

    assert (status, seen) == (500 if fails else 200, [True])
    assert (flask.has_request_context(), flask.has_app_context()) == (False, False)


def test_context_variables_pass_on(app, client):
    """From a coroutine function to functions of both kinds."""
    trace, seen = ContextVar("trace", default=()), []

    @app.before_request
    async def begin():
        await asyncio.sleep(0)
        trace.set((*trace.get(), "before"))

    @app.route("/visit")
    async def visit():
        trace.set((*trace.get(), "view"))
        await asyncio.sleep(0)
        return "visited"

    app.teardown_request(lambda error: seen.append(trace.get()))

    Context().run(client.get, "/visit")

    assert seen == [("before", "view")]
