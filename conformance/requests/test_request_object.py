"""The object behind the proxy."""

import flask
import pytest


def test_request_is_one_object(app, client):
    """From the first function to the last it is the same."""
    seen = []

    def note(response=None):
        seen.append(flask.request._get_current_object())
        return response

    app.before_request(lambda: note() and None)
    app.after_request(note)
    app.teardown_request(note)
    app.add_url_rule("/books", "books", lambda: note() or "seen")

    client.get("/books").read()

    assert len(seen) == 4
    assert all(each is seen[0] for each in seen)


def test_each_request_has_its_own_object(app, client):
    """Two requests of one client have two objects, each with its own path."""
    seen = []

    @app.route("/books/<title>")
    def book(title):
        seen.append(flask.request._get_current_object())
        return title

    for title in ("emma", "sanditon"):
        client.get(f"/books/{title}")

    assert seen[0] is not seen[1]
    assert [request.path for request in seen] == ["/books/emma", "/books/sanditon"]


def test_request_can_carry_values__on_the_object(app, client):
    """What is set by the proxy is on the object, and can be deleted again."""

    @app.route("/books")
    def books():
        request = flask.request._get_current_object()
        flask.request.reader = "Jane"
        carried = request.reader
        del flask.request.reader
        return f"{carried}, {hasattr(request, 'reader')}"

    answer = client.get("/books")

    assert answer.text == "Jane, False"


def test_values_go_with_the_request(app, client):
    """The second request starts without them."""

    @app.route("/books")
    def books():
        before = getattr(flask.request, "reader", "nobody")
        flask.request.reader = "Jane"
        return f"{before}, then {flask.request.reader}"

    first, second = client.get("/books"), client.get("/books")

    assert first.text == second.text == "nobody, then Jane"


def test_request_can_be_made_by_hand(wsgi):
    """Line, headers, query and body are there; what routing tells is not."""
    environ = wsgi.environ(
        "/books?page=2",
        method="PUT",
        body=b'{"title": "Emma"}',
        headers=[("Content-Type", "application/json"), ("X-Shelf", "3")],
    )

    request = flask.Request(environ)

    told = [request.method, request.url, request.args["page"], request.headers["X-Shelf"]]
    assert repr(told) == repr(["PUT", "http://localhost/books?page=2", "2", "3"])
    assert repr(request.json) == repr({"title": "Emma"})
    assert repr((request.endpoint, request.view_args, request.blueprint)) == repr((None,) * 3)


def test_request_can_be_made_by_hand__with_a_form(wsgi):
    """A form is parsed without an application."""
    form = ("Content-Type", "application/x-www-form-urlencoded")
    environ = wsgi.environ("/books", method="POST", body=b"title=Emma", headers=[form])

    request = flask.Request(environ)

    assert repr(request.form["title"]) == "'Emma'"
    assert repr(len(request.files)) == "0"


def test_request_can_be_made_of_values():
    """What is given by keyword is in the request."""
    request = flask.Request.from_values(
        "/books?page=2", base_url="https://example.com/shop", method="POST", data={"title": "Emma"}
    )

    told = [request.method, request.url, request.form["title"]]

    assert repr(told) == repr(["POST", "https://example.com/shop/books?page=2", "Emma"])
    assert isinstance(request, flask.Request)


@pytest.mark.parametrize("name", ["args", "form", "files", "values", "cookies", "headers"])
def test_parsed_values_are_kept(app, client, name):
    """They are parsed once."""

    @app.route("/books", methods=["POST"])
    def add():
        first, second = getattr(flask.request, name), getattr(flask.request, name)
        return f"the same: {first is second}, {type(first).__name__ != ''}"

    answer = client.post("/books?page=2", data={"title": "Emma"})

    assert answer.text == "the same: True, True"
