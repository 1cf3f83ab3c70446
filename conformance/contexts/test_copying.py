"""Copied functions, beyond the examples of the page."""

from contextvars import Context
from threading import Thread

import flask
import pytest


def run_in_thread(function):
    """Call a function in a thread that has no contexts, and return its values in a list."""
    results = []

    def work():
        results.append(function())

    thread = Thread(target=Context().run, args=[work])
    thread.start()
    thread.join()
    return results


def test_copied_function_takes_the_request_into_a_thread__without_contexts(app):
    """The thread itself has no contexts, before or after the call."""
    with app.test_request_context("/visit"):
        copied = flask.copy_current_request_context(lambda: f"at {flask.request.path}")

        def work():
            return flask.has_request_context(), copied(), flask.has_app_context()

        results = run_in_thread(work)

    assert results == [(False, "at /visit", False)]


def test_copied_function_takes_the_request_into_a_thread__after_the_request(app):
    """It still sees the request when that has ended."""
    with app.test_request_context("/visit"):
        copied = flask.copy_current_request_context(lambda: f"at {flask.request.path}")

    assert copied() == "at /visit"
    assert flask.has_request_context() is False


def test_copied_function_takes_the_request_into_a_thread__nested(app):
    """Within a copied function, another one can be made and given to another thread."""
    with app.test_request_context("/visit"):

        @flask.copy_current_request_context
        def outer():
            inner = flask.copy_current_request_context(lambda: f"at {flask.request.path}")
            return run_in_thread(inner)

        results = run_in_thread(outer)

    assert results == [["at /visit"]]


def test_copied_function_takes_the_request_into_a_thread__of_two(app):
    """Each copied function sees the request in which it was made, wherever it is called."""
    copies = []
    for path in ("/first", "/second"):
        with app.test_request_context(path):
            copies.append(flask.copy_current_request_context(lambda: f"at {flask.request.path}"))

    with app.test_request_context("/third"):
        results = [copied() for copied in copies]
        own = str(flask.request.path)

    assert results == ["at /first", "at /second"]
    assert own == "/third"


def test_copied_function_has_the_application_and_the_session__very_objects(app):
    """Request and session are the very objects of the request."""
    app.secret_key = "key"

    def objects():
        return [proxy._get_current_object() for proxy in (flask.request, flask.session)]

    with app.test_request_context("/visit"):
        flask.session["user"] = "Ada"
        here = objects()
        there = run_in_thread(flask.copy_current_request_context(objects))[0]

    assert str(here[0].path) == "/visit"
    assert [mine is yours for mine, yours in zip(here, there, strict=True)] == [True, True]


def test_copied_function_may_be_called_again__in_other_threads(app):
    """Each of several threads, one after the other, sees the request."""
    with app.test_request_context("/visit"):
        copied = flask.copy_current_request_context(lambda: f"at {flask.request.path}")
        results = [run_in_thread(copied) for _ in range(3)]

    assert results == [["at /visit"]] * 3


def test_each_call_of_a_copied_function_ends_with_a_teardown__error(app):
    """The error of the function goes to the teardown functions of its call."""
    seen, error = [], ValueError("no")
    app.teardown_request(seen.append)

    with app.test_request_context("/visit"):

        @flask.copy_current_request_context
        def work():
            raise error

        def call():
            with pytest.raises(ValueError):
                work()

        run_in_thread(call)
        seen.append("after")

    assert seen == [error, "after", None]
