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


def test_coroutine_functions_can_be_called__from_another_thread(app, client):
    """A coroutine view runs it in a thread, where it finds the context of the view."""

    async def look():
        await asyncio.sleep(0)
        return f"look at {flask.request.path}"

    @app.route("/books")
    async def books():
        return await asyncio.to_thread(app.ensure_sync(look))

    assert client.get("/books").text == "look at /books"


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


def coroutine(function):
    """A coroutine function that does the same."""

    @functools.wraps(function)
    async def run(*given, **named):
        return function(*given, **named)

    return run


def plain(function):
    """The function as it is."""
    return function


def add_functions_around(app, kind):
    """Give an application functions around the view, which have the names of their moments."""

    @kind
    def before_request():
        flask.after_this_request(after_this_request)

    @kind
    def after_this_request(response):
        return response

    @kind
    def after_request(response):
        return response

    @kind
    def teardown_request(error):
        pass

    @kind
    def teardown_appcontext(error):
        pass

    for function in (before_request, after_request, teardown_request, teardown_appcontext):
        getattr(app, function.__name__)(function)


def add_view_and_handlers(app, kind):
    """Give an application a view that fails, and error handlers named like their moments."""

    @app.errorhandler(KeyError)
    @kind
    def error_handler(error):
        return f"found {error}"

    @app.errorhandler(500)
    @kind
    def handler_for_500(error):
        return "sorry", 500

    @app.route("/key")
    @app.route("/nothing", defaults={"key": None})
    @kind
    def view(key="lost"):
        return {}[key] if key else None


def running(moment, diary):
    """A method that writes one function down, and runs functions of both kinds."""

    def ensure_sync(self, func):
        def run(*given, **named):
            if func.__name__ == moment:
                diary.append(moment)
            result = func(*given, **named)
            return asyncio.run(result) if asyncio.iscoroutine(result) else result

        return run

    return ensure_sync


def visit(client_of, kind, moment, path):
    """What an application with functions of a kind answers, and whether it handed one over."""
    diary = []
    methods = {"ensure_sync": running(moment, diary)}
    app = type("Shop", (flask.Flask,), methods)("shop", static_folder=None)
    add_functions_around(app, kind)
    add_view_and_handlers(app, kind)
    return client_of(app).get(path).text, diary[:1]


MOMENTS = {
    "before_request": ("/key", "found 'lost'"),
    "view": ("/key", "found 'lost'"),
    "error_handler": ("/key", "found 'lost'"),
    "after_this_request": ("/key", "found 'lost'"),
    "after_request": ("/key", "found 'lost'"),
    "teardown_request": ("/key", "found 'lost'"),
    "teardown_appcontext": ("/key", "found 'lost'"),
    "handler_for_500": ("/nothing", "sorry"),
}
each_moment = pytest.mark.parametrize(
    ("moment", "path", "text"), [(name, *rest) for name, rest in MOMENTS.items()], ids=MOMENTS
)


@each_moment
def test_coroutine_functions_go_through_it(client_of, moment, path, text):
    """What takes the place of each coroutine function is called instead of it."""
    answer, diary = visit(client_of, coroutine, moment, path)

    assert answer == text
    assert diary == [moment]


@each_moment
def test_plain_functions_go_through_it_too(client_of, moment, path, text):
    """What takes the place of each function is called instead of it."""
    answer, diary = visit(client_of, plain, moment, path)

    assert answer == text
    assert diary == [moment]


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
    assert set(made) == {"wait", "book"}


def test_package_for_coroutines_may_be_missing(app, monkeypatch):
    """Other functions are called nevertheless."""
    for name in ("asgiref", "asgiref.sync"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(RuntimeError):
        app.ensure_sync(Shelf().book)("Emma")

    assert app.ensure_sync(len)("Emma") == 4
