"""The application's response class, wherever responses come from."""

import flask
import pytest


def wsgi_application(environ, start_response):
    """A WSGI application."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"text"]


def failing():
    """A view that fails."""
    raise LookupError


SOURCES = {
    "text": lambda: "text",
    "bytes": lambda: b"text",
    "dict": lambda: {"kind": "object"},
    "list": lambda: ["text"],
    "generator": lambda: (letter for letter in "text"),
    "tuple": lambda: ("text", 201),
    "wsgi-application": lambda: wsgi_application,
    "response-of-flask": lambda: flask.Response("text"),
    "jsonify": lambda: flask.jsonify("text"),
    "make-response": lambda: flask.make_response("text"),
    "redirect": lambda: flask.redirect("/elsewhere"),
    "abort": lambda: flask.abort(404),
    "abort-with-a-response": lambda: flask.abort(flask.Response("text", 404)),
    "failing": failing,
}


def classes_seen(app, client, method, path):
    """The classes of the responses that the functions after the view saw."""
    seen = []
    app.after_request(lambda response: seen.append(type(response)) or response)
    client.request(method, path)
    return seen


@pytest.mark.parametrize("view", SOURCES.values(), ids=SOURCES)
def test_application_chooses_the_class__everywhere(app, client, view):
    """The class is the same whatever the view does."""

    class Letter(flask.Response):
        pass

    app.response_class = Letter
    app.add_url_rule("/view", "view", view)

    seen = classes_seen(app, client, "GET", "/view")

    assert len(seen) == 1
    assert seen[0] is Letter


WITHOUT_A_VIEW = {
    "unknown-url": ("GET", "/nowhere"),
    "wrong-method": ("POST", "/view"),
    "automatic-options": ("OPTIONS", "/view"),
    "folder": ("GET", "/folder"),
}


@pytest.mark.parametrize(("method", "path"), WITHOUT_A_VIEW.values(), ids=WITHOUT_A_VIEW)
def test_application_chooses_the_class__without_a_view(app, client, method, path):
    """Answers that the application gives by itself are of the class as well."""

    class Letter(flask.Response):
        pass

    app.response_class = Letter
    app.add_url_rule("/view", "view", lambda: "text")
    app.add_url_rule("/folder/", "folder", lambda: "text")

    seen = classes_seen(app, client, method, path)

    assert len(seen) == 1
    assert seen[0] is Letter


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: flask.make_response("text"), id="make-response"),
        pytest.param(lambda: flask.make_response(), id="make-response-of-nothing"),
        pytest.param(lambda: flask.jsonify("text"), id="jsonify"),
        pytest.param(lambda: flask.redirect("/elsewhere"), id="redirect"),
    ],
)
def test_application_chooses_the_class__by_hand(app, make):
    """Functions that make a response make it of the class at once."""

    class Letter(flask.Response):
        pass

    app.response_class = Letter

    with app.test_request_context("/view"):
        made = make()

    assert type(made) is Letter


def test_class_of_the_application_can_be_inherited(client_of):
    """The class of the application brings its class of responses along."""

    class Letter(flask.Response):
        default_mimetype = "text/plain"

    class Post(flask.Flask):
        response_class = Letter

    app = Post("app_under_test", static_folder=None)
    app.add_url_rule("/letter", "letter", lambda: "Dear Max")

    answer = client_of(app).get("/letter")

    assert answer.text == "Dear Max"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("name", ["text", "bytes", "generator", "make-response"])
def test_class_decides_about_the_media_type__of_all_bodies(app, client, name):
    """The media type is that of the class for each body that has none of its own."""

    class Plain(flask.Response):
        default_mimetype = "text/x-plain"

    app.response_class = Plain
    app.add_url_rule("/view", "view", SOURCES[name])

    answer = client.get("/view")

    assert answer.text == "text"
    assert answer.headers["Content-Type"] == "text/x-plain; charset=utf-8"


MAKING = ["__init__", "set_data"]
SENDING = ["get_wsgi_response", "get_wsgi_headers", "get_app_iter", "iter_encoded", "close"]


def noting(method, seen):
    """A function that does what the method does, and notes it."""

    def note(*args, **kwargs):
        seen.append(method.__name__)
        return method(*args, **kwargs)

    return note


@pytest.mark.parametrize("name", [*MAKING, "__call__", *SENDING])
def test_class_can_replace_what_a_response_does__in_a_subclass(app, client, name):
    """A method of the subclass is used once for each response."""
    seen = []
    method = noting(getattr(flask.Response, name), seen)
    app.response_class = type("Letter", (flask.Response,), {name: method})
    app.add_url_rule("/letter", "letter", lambda: "Dear Max")

    answer = client.get("/letter")

    assert answer.text == "Dear Max"
    assert seen == [name]


@pytest.mark.parametrize("name", [*MAKING, "__call__", *SENDING])
def test_class_can_replace_what_a_response_does__later(app, client, monkeypatch, name):
    """A method that is put on the class after a request is used by the next."""
    seen = []
    app.add_url_rule("/letter", "letter", lambda: "Dear Max")
    client.get("/letter")
    monkeypatch.setattr(flask.Response, name, noting(getattr(flask.Response, name), seen))

    answer = client.get("/letter")

    assert answer.text == "Dear Max"
    assert seen == [name]


@pytest.mark.parametrize("name", SENDING)
def test_class_can_replace_what_a_response_does__of_one_response(app, client, name):
    """A method that is put on one response is used for it."""
    seen = []
    app.add_url_rule("/letter", "letter", lambda: "Dear Max")

    @app.after_request
    def put(response):
        setattr(response, name, noting(getattr(response, name), seen))
        return response

    answer = client.get("/letter")

    assert answer.text == "Dear Max"
    assert seen == [name]
