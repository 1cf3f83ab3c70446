"""Requests made for tests, and sent by the client."""

import io

import flask
import pytest

MADE = {
    "builder": lambda builder: builder,
    "environ": lambda builder: builder.get_environ(),
    "request": lambda builder: builder.get_request(),
}


def tell():
    """What the view under test says of its request."""
    return f"{flask.request.method} {flask.request.full_path} {flask.request.remote_addr}"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_client_sends_what_was_made(app, make):
    """A request in any form arrives as it was made, with the variables of the client."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell, methods=["PUT"])
    builder = EnvironBuilder(app, "/page", method="PUT", query_string={"name": "Ada"})

    answer = app.test_client().open(make(builder))

    assert str(answer.text) == "PUT /page?name=Ada 127.0.0.1"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_client_sends_what_was_made__several_times(app, make):
    """The same can be sent again."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell)
    browser, made = app.test_client(), make(EnvironBuilder(app, "/page"))

    answers = [browser.open(made).text for _ in range(2)]

    assert ", ".join(answers) == "GET /page? 127.0.0.1, GET /page? 127.0.0.1"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_was_made_counts_alone(app, make):
    """A header beside it is not sent."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", lambda: str("X-Name" in flask.request.headers))
    browser, headers = app.test_client(), {"X-Name": "Ada"}

    made = browser.open(make(EnvironBuilder(app, "/page")), headers=headers)
    plain = browser.open("/page", headers=headers)

    assert f"{made.text} {plain.text}" == "False True"


def test_client_sends_what_was_made__in_a_block(app):
    """The contexts of such a request are kept, too."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell)

    with app.test_client() as browser:
        browser.open(EnvironBuilder(app, "/page"))
        found = str(flask.request.path)

    assert found == "/page"


PLACES = {
    "none": ({}, {}, "http://localhost/"),
    "path": ({}, {"path": "/a"}, "http://localhost/a"),
    "path-without-slash": ({}, {"path": "a"}, "http://localhost/a"),
    "query": ({}, {"path": "/a", "query_string": {"b": [1, 2]}}, "http://localhost/a?b=1&b=2"),
    "subdomain": ({}, {"subdomain": "new"}, "http://new.localhost/"),
    "scheme": ({}, {"url_scheme": "https"}, "https://localhost/"),
    "base-url": ({}, {"base_url": "https://b.example:8/c"}, "https://b.example:8/c/"),
    "server-name": ({"SERVER_NAME": "b.example:81"}, {}, "http://b.example:81/"),
    "preferred-scheme": ({"PREFERRED_URL_SCHEME": "https"}, {}, "https://localhost/"),
    "base-url-counts": (
        {"SERVER_NAME": "h", "PREFERRED_URL_SCHEME": "https", "APPLICATION_ROOT": "/shop"},
        {"base_url": "http://h/c"},
        "http://h/c/",
    ),
}


@pytest.mark.parametrize(("settings", "arguments", "url"), PLACES.values(), ids=PLACES)
def test_context_for_a_test_takes_the_same_arguments__place(app, settings, arguments, url):
    """The context's request is where a client's would be."""
    app.config.update(settings)

    with app.test_request_context(**arguments):
        found = str(flask.request.url)

    assert found == url


def test_context_for_a_test_takes_the_same_arguments__form(app):
    """A mapping is a form, and the method is given by itself."""
    with app.test_request_context("/page", method="POST", data={"name": "Ada"}) as context:
        found = str(flask.request.form["name"])

    assert (found, context.request.method) == ("Ada", "POST")


BODIES = {
    "text": ({"data": "Emma", "content_type": "text/plain"}, ("text/plain", b"Emma")),
    "bytes": ({"data": b"\xff", "content_type": "image/png"}, ("image/png", b"\xff")),
    "stream": ({"input_stream": io.BytesIO(b"Emma"), "content_length": 4}, ("", b"Emma")),
    "nothing": ({}, ("", b"")),
    "json": ({"json": 7}, ("application/json", b"7")),
    "json-of-a-kind": ({"json": 7, "content_type": "text/x+json"}, ("text/x+json", b"7")),
}


@pytest.mark.parametrize(("options", "body"), BODIES.values(), ids=BODIES)
def test_context_for_a_test_takes_the_same_arguments__body(app, options, body):
    """The body is what was given, with its content type."""
    with app.test_request_context("/books", method="POST", **options):
        found = str(flask.request.mimetype), bytes(flask.request.get_data())

    assert found == body


def test_context_for_a_test_takes_the_same_arguments__upload(app):
    """A file in the data makes it a form of several parts."""
    data = {"cover": (io.BytesIO(b"picture"), "cover.png"), "tag": ["old", "new"]}

    with app.test_request_context("/books", method="POST", data=data):
        cover = flask.request.files["cover"]
        found = f"{cover.filename} {cover.read().decode()} {flask.request.form.getlist('tag')}"

    assert found == "cover.png picture ['old', 'new']"


def test_context_for_a_test_takes_the_same_arguments__headers(app):
    """Headers may be a list, in which a name comes twice; cookies are one of them."""
    headers = [("X-Shelf", "3"), ("X-Shelf", "4"), ("Cookie", "user=Ada")]

    with app.test_request_context("/books", headers=headers):
        found = f"{flask.request.headers['X-Shelf']} {flask.request.cookies['user']}"

    assert found.replace(" ", "") == "3,4Ada"


def test_context_for_a_test_takes_the_same_arguments__subdomain_of_a_rule():
    """The rules of a subdomain match a request that is described with it."""
    app = flask.Flask("app_under_test", static_folder=None, subdomain_matching=True)
    app.config["SERVER_NAME"] = "books.example"
    app.add_url_rule("/shelf", "shelf", lambda: "shelf", subdomain="api")

    with app.test_request_context("/shelf", subdomain="api"):
        found = str(flask.request.endpoint)

    assert found == "shelf"


def test_context_for_a_test_takes_the_same_arguments__environ(app):
    """Variables for the request count below its arguments, or above them."""
    base = {"REMOTE_ADDR": "192.0.2.7", "REQUEST_METHOD": "PUT"}
    arguments = {"method": "POST", "headers": {"X-Shelf": "1"}, "environ_base": base}

    with app.test_request_context(**arguments, environ_overrides={"HTTP_X_SHELF": "3"}):
        request = flask.request
        found = f"{request.remote_addr} {request.method} {request.headers['X-Shelf']}"

    assert found == "192.0.2.7 POST 3"


def test_builder_makes_a_request_for_an_application__which_it_knows(app):
    """The application is an attribute."""
    from flask.testing import EnvironBuilder

    builder = EnvironBuilder(app, "/books")

    assert builder.app is app
    assert "".join([builder.path]) == "/books"
