"""Headers and the environ."""

import flask
import pytest

ABOUT_THE_BODY = {"Content-Type": "text/plain", "Content-Length": "4"}


@pytest.mark.parametrize(("name", "value"), ABOUT_THE_BODY.items(), ids=ABOUT_THE_BODY)
def test_headers_about_the_body_belong_to_them(app, client, name, value):
    """Both are found by name in any case, and listed."""

    @app.route("/books", methods=["POST"])
    def add():
        headers = flask.request.headers
        listed = {key.lower(): value for key, value in headers.items()}
        return repr((headers[name], headers[name.upper()], listed[name.lower()], name in headers))

    answer = client.post("/books", content=b"Emma", headers={"Content-Type": "text/plain"})

    assert answer.text == repr((value, value, value, True))


@pytest.mark.parametrize("name", ABOUT_THE_BODY)
def test_headers_about_the_body_belong_to_them__unless_missing(app, client, name):
    """A request without a body has neither."""
    app.add_url_rule("/books", "books", lambda: f"got {flask.request.headers.get(name)}")

    answer = client.get("/books")

    assert answer.text == "got None"


def test_headers_can_be_iterated(app, client):
    """Each header comes once, ``Host`` among them."""
    seen = []

    @app.route("/books")
    def books():
        seen.extend((name.lower(), value) for name, value in flask.request.headers)
        return "seen"

    client.get("/books", headers={"X-Shelf": "new", "X-Number": "17"})

    assert len(seen) == len(dict(seen)) >= 3
    assert dict(seen)["x-shelf"] == "new"
    assert dict(seen)["x-number"] == "17"
    assert dict(seen)["host"] == "localhost"


def test_headers_are_latin_1(app, wsgi):
    """Bytes beyond ASCII are not taken for UTF-8."""
    app.add_url_rule("/books", "books", lambda: repr(flask.request.headers["X-Title"]))
    headers = [("X-Title", "Persuasi\xf3n \xc3\xb3")]

    answer = wsgi.call(app, wsgi.environ("/books", headers=headers))

    assert answer.text == repr("Persuasi\xf3n \xc3\xb3")


@pytest.mark.parametrize("name", ["X-Shelf", "X-Number"])
def test_headers_cannot_be_changed(app, client, name):
    """Neither a known nor a new header takes a value."""

    @app.route("/books")
    def books():
        with pytest.raises(TypeError):
            flask.request.headers[name] = "old"
        return f"still {flask.request.headers['X-Shelf']}"

    answer = client.get("/books", headers={"X-Shelf": "new"})

    assert answer.text == "still new"


def test_environ_comes_from_the_server(app, wsgi):
    """What a middleware has put there is found, and what the view puts there is seen outside."""

    @app.route("/books")
    def books():
        flask.request.environ["view.word"] = "seen"
        return f"user {flask.request.environ['middleware.user']}"

    environ = wsgi.environ("/books", **{"middleware.user": "jane"})
    answer = wsgi.call(app, environ)

    assert answer.text == "user jane"
    assert environ["view.word"] == "seen"
