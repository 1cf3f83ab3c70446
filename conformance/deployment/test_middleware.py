"""Middleware around an application."""

import flask
import pytest


def around(app, diary, name):
    """Put middleware around the application that notes what passes through it."""
    inner = app.wsgi_app

    def serve(environ, start_response):
        diary.append(f"{name} in")
        answer = inner(environ, start_response)
        diary.append(f"{name} out")
        return answer

    app.wsgi_app = serve


def test_last_middleware_is_the_outermost(app, client):
    """The hooks of the application are inside of all of it."""
    diary = []
    app.add_url_rule("/books", "books", lambda: diary.append("view") or "all books")
    app.before_request(lambda: diary.append("before"))
    app.teardown_request(lambda error: diary.append("teardown"))

    for name in ("first", "second"):
        around(app, diary, name)
    client.get("/books")

    inside = ["first in", "before", "view", "teardown", "first out"]
    assert diary == ["second in", *inside, "second out"]


def test_middleware_changes_the_answer(app, client):
    """Repeated headers stay, and so does the body."""
    inner = app.wsgi_app

    def serve(environ, start_response):
        def change(status, headers, exc_info=None):
            more = [("X-Shelf", "fiction"), ("X-Shelf", "poetry")]
            return start_response("203 Changed", [*headers, *more], exc_info)

        return inner(environ, change)

    app.wsgi_app = serve
    app.add_url_rule("/books", "books", lambda: "all books")

    answer = client.get("/books")

    assert (answer.status_code, answer.text) == (203, "all books")
    assert answer.headers.get_list("X-Shelf") == ["fiction", "poetry"]


def test_middleware_may_answer_alone(app, client):
    """Neither views nor hooks nor teardown functions are called for such a request."""
    diary, inner = [], app.wsgi_app
    app.add_url_rule("/<name>", "any", lambda name: diary.append(name) or name)
    app.before_request(lambda: diary.append("before"))
    app.teardown_appcontext(lambda error: diary.append("teardown"))

    def serve(environ, start_response):
        if environ["PATH_INFO"] != "/closed":
            return inner(environ, start_response)
        start_response("503 Closed", [("Content-Length", "6")])
        return [b"closed"]

    app.wsgi_app = serve
    answers = [client.get(path) for path in ("/closed", "/open")]

    assert [(each.status_code, each.text) for each in answers] == [(503, "closed"), (200, "open")]
    assert diary == ["before", "open", "teardown"]


@pytest.mark.parametrize("books", [9, 0], ids=["answer", "error"])
def test_middleware_is_outside_of_all_contexts(app, client, books):
    """In the view both contexts are there."""
    seen, inner = [], app.wsgi_app

    def look():
        seen.append((flask.has_app_context() is True, flask.has_request_context() is True))

    def serve(environ, start_response):
        look()
        answer = inner(environ, start_response)
        look()
        return answer

    app.wsgi_app = serve
    app.add_url_rule("/books", "books", lambda: look() or str(9 // books))

    client.get("/books")

    assert seen == [(False, False), (True, True), (False, False)]


def test_propagated_error_passes_through_middleware(app, client):
    """Middleware can answer it."""
    inner = app.wsgi_app

    def serve(environ, start_response):
        try:
            return inner(environ, start_response)
        except ZeroDivisionError as error:
            start_response("502 Failed", [("Content-Type", "text/plain")])
            return [type(error).__name__.encode()]

    app.wsgi_app = serve
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.add_url_rule("/books/<int:number>", "books", lambda number: str(9 // number))

    answers = [client.get(f"/books/{number}") for number in (3, 0)]

    assert [(each.status_code, each.text) for each in answers] == [
        (200, "3"),
        (502, "ZeroDivisionError"),
    ]


def test_middleware_may_come_late(app, client):
    """It can be taken away again as well."""
    diary, inner = [], app.wsgi_app
    app.add_url_rule("/<name>", "any", lambda name: diary.append(name) or name)

    client.get("/before")
    around(app, diary, "middleware")
    client.get("/with")
    app.wsgi_app = inner
    client.get("/after")

    assert diary == ["before", "middleware in", "with", "middleware out", "after"]


def test_call_goes_through_the_inner_application(wsgi):
    """A subclass is called by the server, and calls what is inside."""
    diary = []

    class Library(flask.Flask):
        def __call__(self, environ, start_response):
            diary.append("call")
            return super().__call__(environ, start_response)

        def wsgi_app(self, environ, start_response):
            diary.append("inner")
            return super().wsgi_app(environ, start_response)

    library = Library("library", static_folder=None)
    library.add_url_rule("/books", "books", lambda: diary.append("view") or "all books")

    for serve in (library, library.wsgi_app):
        wsgi.call(serve, wsgi.environ("/books"))

    assert diary == ["call", "inner", "view", "inner", "view"]


@pytest.mark.parametrize("name", ["__call__", "wsgi_app"])
def test_call_goes_through_the_inner_application__replaced_on_the_class(
    app, client, monkeypatch, name
):
    """Tools that watch all applications replace the methods of the class, at any time."""
    original, diary = getattr(flask.Flask, name), []
    app.add_url_rule("/books", "books", lambda: diary.append("view") or "all books")

    def watch(self, environ, start_response):
        diary.append(f"watched {self.name}")
        return original(self, environ, start_response)

    client.get("/books")
    monkeypatch.setattr(flask.Flask, name, watch)
    client.get("/books")

    assert diary == ["view", f"watched {app.name}", "view"]
