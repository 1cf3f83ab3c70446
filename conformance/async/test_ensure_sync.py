"""``ensure_sync`` and ``async_to_sync``: what goes through them, and what comes of it."""

import asyncio
import functools
import sys

import flask
import pytest


class Shelf:
    """An object with a coroutine function as method."""

    async def book(self, title):
        """Wait, and give the title."""
        await asyncio.sleep(0)
        return f"pages of {title}"


COROUTINE_FUNCTIONS = {
    "method": Shelf().book,
    "partial": functools.partial(Shelf.book, Shelf()),
}


@pytest.mark.parametrize("function", COROUTINE_FUNCTIONS.values(), ids=COROUTINE_FUNCTIONS)
def test_coroutine_functions_can_be_called__of_any_kind(app, function):
    """Time and again."""
    made = app.ensure_sync(function)

    assert [made(title) for title in ("Emma", "Persuasion")] == [
        "pages of Emma",
        "pages of Persuasion",
    ]


def test_coroutine_functions_can_be_called__in_context(app):
    """The coroutine finds the context of the call, and the caller what it stored."""

    async def store():
        await asyncio.sleep(0)
        flask.g.path = flask.request.path

    with app.test_request_context("/books"):
        nothing = app.ensure_sync(store)()
        path = str(flask.g.path)

    assert (nothing, path) == (None, "/books")


FUNCTIONS = {
    "builtin": len,
    "class": str,
    "method": "Emma".upper,
    "partial": functools.partial(int, base=2),
    "lambda": lambda: "Emma",
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_functions_stay_as_they_are__of_any_kind(app, function):
    """The very object is returned, beside another one for a coroutine function."""
    coroutine_function = Shelf().book

    made, other = app.ensure_sync(function), app.ensure_sync(coroutine_function)

    assert made is function
    assert other is not coroutine_function


FUNCTIONS_OF_A_REQUEST = {
    "before": lambda: None,
    "view": lambda: {}["missing"],
    "handler": lambda error: "handled",
    "after": lambda response: response,
    "teardown": lambda error: None,
    "context": lambda error: None,
}


def test_all_functions_go_through_it(client_of):
    """Each of a request with an error, in the order in which they are called."""
    names, made = {function: name for name, function in FUNCTIONS_OF_A_REQUEST.items()}, []

    class Library(flask.Flask):
        def ensure_sync(self, func):
            made.append(names.get(func))
            return super().ensure_sync(func)

    library = Library("library", static_folder=None)
    library.before_request(FUNCTIONS_OF_A_REQUEST["before"])
    library.add_url_rule("/visit", "visit", FUNCTIONS_OF_A_REQUEST["view"])
    library.register_error_handler(KeyError, FUNCTIONS_OF_A_REQUEST["handler"])
    library.after_request(FUNCTIONS_OF_A_REQUEST["after"])
    library.teardown_request(FUNCTIONS_OF_A_REQUEST["teardown"])
    library.teardown_appcontext(FUNCTIONS_OF_A_REQUEST["context"])

    text = client_of(library).get("/visit").text

    assert text == "handled"
    assert [name for name in made if name] == list(FUNCTIONS_OF_A_REQUEST)


def test_coroutine_functions_run_by_a_method__in_requests(client_of):
    """Views and hooks, but no other functions."""
    made = []

    class Library(flask.Flask):
        def async_to_sync(self, func):
            made.append(func.__name__)
            return lambda *args, **kwargs: asyncio.run(func(*args, **kwargs))

    library = Library("library", static_folder=None)

    @library.before_request
    async def wait():
        await asyncio.sleep(0)

    @library.route("/books/<title>")
    async def book(title):
        return f"pages of {title} at {flask.request.path}"

    library.add_url_rule("/function", "function", lambda: "function")
    client = client_of(library)

    answers = [client.get(url).text for url in ("/books/Emma", "/function")]

    assert answers == ["pages of Emma at /books/Emma", "function"]
    assert made == ["wait", "book", "wait"]


def test_package_for_coroutines_may_be_missing(app, monkeypatch):
    """Other functions are called nevertheless."""
    for name in ("asgiref", "asgiref.sync"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(RuntimeError):
        app.ensure_sync(Shelf().book)("Emma")

    assert app.ensure_sync(len)("Emma") == 4
