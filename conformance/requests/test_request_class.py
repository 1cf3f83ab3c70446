"""What a request class can change."""

import flask
import pytest


def with_request(app, **attributes):
    """The application, with a request class that has these attributes."""
    app.request_class = type("OwnRequest", (flask.Request,), attributes)
    return app


def test_request_class_makes_the_requests__with_the_environ(app, wsgi):
    """The class is called once for a request, with the environ of the server."""
    called = []

    class OwnRequest(flask.Request):
        def __init__(self, environ):
            called.append(environ)
            super().__init__(environ)

    app.request_class = OwnRequest
    app.add_url_rule("/books", "books", lambda: type(flask.request._get_current_object()).__name__)
    environ = wsgi.environ("/books")
    answer = wsgi.call(app, environ)

    assert answer.text == "OwnRequest"
    assert len(called) == 1
    assert called[0] is environ


def test_request_class_makes_the_requests__replaced_between_requests(app, client):
    """The class is looked up for each request."""
    app.add_url_rule("/books", "books", lambda: f"{getattr(flask.request, 'reader', 'nobody')}")

    before = client.get("/books")
    with_request(app, reader="Jane")
    after = client.get("/books")

    assert (before.text, after.text) == ("nobody", "Jane")


def test_application_class_names_the_request_class(client_of):
    """Each of two classes of applications has its own requests."""

    class Site(flask.Flask):
        request_class = type("OwnRequest", (flask.Request,), {"reader": "Jane"})

    texts = []
    for kind in (Site, flask.Flask):
        app = kind("app_under_test", static_folder=None)
        app.add_url_rule("/books", "books", lambda: f"{getattr(flask.request, 'reader', 'nobody')}")
        texts.append(client_of(app).get("/books").text)

    assert texts == ["Jane", "nobody"]


def test_default_class_is_request(app, client):
    """Neither the application nor the class has another."""
    same = []

    @app.route("/books")
    def books():
        same.append(type(flask.request._get_current_object()) is flask.Request)
        same.append(app.request_class is flask.Request)
        same.append(flask.Flask.request_class is flask.Request)
        return "compared"

    answer = client.get("/books")

    assert answer.text == "compared"
    assert same == [True] * 3


@pytest.mark.parametrize("name", ["args", "form"])
def test_class_of_arguments_and_fields_can_be_replaced(app, client, name):
    """A class whose values can be changed lets the view change them."""
    from werkzeug.datastructures import MultiDict

    with_request(app, parameter_storage_class=MultiDict)

    @app.route("/books", methods=["POST"])
    def add():
        values = getattr(flask.request, name)
        values["title"] = values["title"].upper()
        return f"{values['title']} in a {type(values).__name__}"

    answer = client.post("/books?title=Emma", data={"title": "Emma"})

    assert answer.text == "EMMA in a MultiDict"


def test_class_of_cookies_can_be_replaced(app, client):
    """A class whose values can be changed lets the view change them."""
    from werkzeug.datastructures import MultiDict

    with_request(app, dict_storage_class=MultiDict)

    @app.route("/books")
    def books():
        flask.request.cookies["theme"] = "light"
        return f"{flask.request.cookies['theme']} now"

    answer = client.get("/books", headers={"Cookie": "theme=dark"})

    assert answer.text == "light now"


def test_class_of_lists_can_be_replaced(app, client):
    """The addresses come in the class that was named."""
    with_request(app, list_storage_class=tuple)
    app.add_url_rule("/books", "books", lambda: repr(flask.request.access_route))

    answer = client.get("/books", headers={"X-Forwarded-For": "192.0.2.7, 198.51.100.1"})

    assert answer.text == "('192.0.2.7', '198.51.100.1')"


def test_parser_of_forms_can_be_replaced(app, client):
    """A parser of one's own gets the body and gives the fields."""
    from werkzeug.formparser import FormDataParser

    class Parser(FormDataParser):
        def parse(self, stream, mimetype, content_length, options=None):
            return stream, self.cls({"read": stream.read().decode()}), self.cls()

    with_request(app, form_data_parser_class=Parser)
    app.add_url_rule("/books", "add", lambda: repr(dict(flask.request.form)), methods=["POST"])

    answer = client.post("/books", content=b"Emma", headers={"Content-Type": "text/plain"})

    assert answer.text == "{'read': 'Emma'}"


def test_parser_of_forms_can_be_replaced__by_a_method(app, client):
    """``make_form_data_parser`` makes the parser for each request."""

    class OwnRequest(flask.Request):
        def make_form_data_parser(self):
            parser = super().make_form_data_parser()
            parser.max_form_parts = 1
            return parser

    app.request_class = OwnRequest
    app.add_url_rule("/books", "add", lambda: flask.request.form["title"], methods=["POST"])

    one = client.post("/books", files={"title": (None, "Emma")})
    two = client.post("/books", files={"title": (None, "Emma"), "year": (None, "1815")})

    assert (one.text, two.status_code) == ("Emma", 413)


def test_request_class_decides_which_bodies_are_forms(app, client):
    """What is not wanted as a form stays data."""
    wanted = property(lambda request: request.path == "/films")
    with_request(app, want_form_data_parsed=wanted)

    def add():
        return f"{dict(flask.request.form)}, {flask.request.data}"

    app.add_url_rule("/books", "book", add, methods=["POST"])
    app.add_url_rule("/films", "film", add, methods=["POST"])

    book = client.post("/books", data={"title": "Emma"})
    film = client.post("/films", data={"title": "Emma"})

    assert book.text == "{}, b'title=Emma'"
    assert film.text == "{'title': 'Emma'}, b''"


TYPES = {
    "form": ({"Content-Type": "application/x-www-form-urlencoded"}, True),
    "text": ({"Content-Type": "text/plain"}, True),
    "none": ({}, False),
}


@pytest.mark.parametrize(("headers", "wanted"), TYPES.values(), ids=TYPES)
def test_typed_bodies_may_be_forms(app, client, headers, wanted):
    """Whether the type is one of a form, is left to the parser."""
    app.add_url_rule(
        "/books", "add", lambda: repr(flask.request.want_form_data_parsed), methods=["POST"]
    )

    answer = client.post("/books", content=b"Emma", headers=headers)

    assert answer.text == repr(wanted)
