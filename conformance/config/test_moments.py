"""Settings that are changed between two requests."""

import flask
import pytest


@pytest.fixture
def visits(app, client):
    """A function that makes two requests, and tells what settings could have changed about them."""
    app.secret_key = "key"

    @app.post("/books")
    def books():
        flask.session["user"] = "Ada"
        flask.session.permanent = True
        return flask.request.get_data()

    @app.route("/gone")
    def gone():
        flask.abort(410)

    def visit():
        answers = client.post("/books", content=b"Emma"), client.get("/gone")
        statuses = [answer.status_code for answer in answers]
        return statuses, answers[0].headers.get("Set-Cookie", "none")

    return visit


@pytest.mark.parametrize(
    ("name", "value", "statuses"),
    [
        pytest.param("MAX_CONTENT_LENGTH", 3, [413, 410], id="limit"),
        pytest.param("TRAP_HTTP_EXCEPTIONS", True, [200, 500], id="trap"),
    ],
)
def test_change_counts_from_the_next_request_on(app, visits, name, value, statuses):
    """The setting changes what it is for, and changes it back."""
    seen, before = [visits()[0]], app.config[name]

    for each in (value, before):
        app.config[name] = each
        seen.append(visits()[0])

    assert seen == [[200, 410], statuses, [200, 410]]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("PREFERRED_URL_SCHEME", "https", "https://shop.test/books", id="scheme"),
        pytest.param("APPLICATION_ROOT", "/old", "http://shop.test/old/books", id="root"),
        pytest.param("SERVER_NAME", "town.test", "http://town.test/books", id="server"),
    ],
)
def test_change_counts_from_the_next_request_on__links(app, client, name, value, expected):
    """Nor is a setting for URLs without a request fixed by a request."""
    app.config["SERVER_NAME"] = "shop.test"
    app.add_url_rule("/books", "books", lambda: "all books")
    links = []

    for each in (app.config[name], value):
        app.config[name] = each
        with app.app_context():
            links.append(flask.url_for("books"))
        answer = client.get(links[-1].replace("/old", "").replace("https", "http"))

    assert links == ["http://shop.test/books", expected]
    assert answer.text == "all books"


COOKIES = {
    "SESSION_COOKIE_NAME": ("shelf", "shelf="),
    "SESSION_COOKIE_PATH": ("/books", "Path=/books"),
    "SESSION_COOKIE_SAMESITE": ("Lax", "SameSite=Lax"),
    "SESSION_COOKIE_SECURE": (True, "Secure"),
}


@pytest.mark.parametrize("name", COOKIES)
def test_change_counts_from_the_next_request_on__cookies(app, visits, name):
    """The session's cookie follows its settings."""
    value, expected = COOKIES[name]

    first = visits()
    app.config[name] = value
    second = visits()

    assert [expected in cookies for _, cookies in (first, second)] == [False, True]


def test_change_counts_from_the_next_request_on__propagation(app, client):
    """An error of the view becomes an answer or gets out, as the setting says at the moment."""
    app.add_url_rule("/books", "books", lambda: int("three"))

    statuses = [client.get("/books").status_code]
    app.config["PROPAGATE_EXCEPTIONS"] = True
    with pytest.raises(ValueError):
        client.get("/books")
    app.config["PROPAGATE_EXCEPTIONS"] = None
    statuses.append(client.get("/books").status_code)

    assert statuses == [500, 500]
