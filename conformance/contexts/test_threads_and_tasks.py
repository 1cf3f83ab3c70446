"""Contexts of threads and tasks, beyond the examples of the page."""

import asyncio
from contextvars import Context
from threading import Barrier, Thread

import flask
import pytest

PROXIES = ["request", "session", "g", "current_app"]
SECONDS = 3


def run_in_threads(functions):
    """Call the functions in threads without contexts, all at once."""
    threads = [Thread(target=Context().run, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("name", PROXIES)
def test_other_flows_of_work_have_no_contexts__each_proxy(app, name):
    """No proxy stands for anything there."""
    proxy, seen = getattr(flask, name), []

    def look():
        with pytest.raises(RuntimeError):
            proxy._get_current_object()
        seen.append("unbound")

    with app.test_request_context("/visit"):
        here = proxy._get_current_object() is not None
        run_in_threads([look])

    assert (here, seen) == (True, ["unbound"])


def test_threads_keep_their_contexts_apart(app):
    """Threads that all are in their contexts at one moment see each their own."""
    app.secret_key = "key"
    barrier, seen = Barrier(4), []

    def visit(number):
        with app.test_request_context(f"/{number}"):
            flask.g.number = flask.session["number"] = number
            barrier.wait(SECONDS)
            seen.append(f"{flask.request.path} {flask.g.number} {flask.session['number']}")
            barrier.wait(SECONDS)

    run_in_threads([lambda number=number: visit(number) for number in range(4)])

    assert sorted(seen) == [f"/{number} {number} {number}" for number in range(4)]


def test_threads_keep_their_contexts_apart__applications():
    """Threads that are at work for different applications see each their own."""
    apps = [flask.Flask(name, static_folder=None) for name in ("first", "second")]
    barrier, seen = Barrier(2), []

    def work(app):
        with app.app_context():
            barrier.wait(SECONDS)
            seen.append(str(flask.current_app.name))
            barrier.wait(SECONDS)

    run_in_threads([lambda app=app: work(app) for app in apps])

    assert sorted(seen) == ["first", "second"]


def test_threads_keep_their_contexts_apart__while_one_leaves(app):
    """A thread keeps its context when another leaves its own."""
    barrier, seen = Barrier(2), []

    def leave():
        with app.test_request_context("/short"):
            barrier.wait(SECONDS)
        barrier.wait(SECONDS)

    def stay():
        with app.test_request_context("/long"):
            barrier.wait(SECONDS)
            barrier.wait(SECONDS)
            seen.append(str(flask.request.path))

    run_in_threads([leave, stay])

    assert seen == ["/long"]


def test_tasks_keep_their_contexts_apart__overlapping(app):
    """Tasks may leave their contexts in any order, not only the last entered first."""
    seen = []

    async def visit(turns):
        with app.test_request_context(f"/{turns}"):
            for _ in range(turns):
                await asyncio.sleep(0)
            seen.append(str(flask.request.path))
        return flask.has_request_context()

    async def visit_all():
        return await asyncio.gather(*[visit(turns) for turns in (3, 1, 2)])

    left = asyncio.run(visit_all())

    assert seen == ["/1", "/2", "/3"]
    assert left == [False, False, False]


def test_task_has_the_contexts_in_which_it_was_made__thread_of_asyncio(app):
    """``asyncio.to_thread`` takes the contexts along as well."""

    async def visit():
        with app.test_request_context("/visit"):
            return await asyncio.to_thread(lambda: f"{flask.current_app.name} {flask.request.path}")

    assert asyncio.run(visit()) == "app_under_test /visit"
