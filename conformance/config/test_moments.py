"""Settings that are changed between two requests."""

import flask
import pytest


def test_change_counts_from_the_next_request_on(app, client):
    """The setting changes what it is for, and changes it back."""
    app.add_url_rule("/gone", "gone", lambda: flask.abort(410))
    statuses = []

    for trapped in (False, True, False):
        app.config["TRAP_HTTP_EXCEPTIONS"] = trapped
        statuses.append(client.get("/gone").status_code)

    assert statuses == [410, 500, 410]


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
def test_change_counts_from_the_next_request_on__cookies(app, client, name):
    """The session's cookie follows its settings."""
    app.secret_key = "key"
    app.add_url_rule("/books", "books", lambda: flask.session.setdefault("user", "Ada"))
    before, (value, expected) = app.config[name], COOKIES[name]
    cookies = []

    for each in (before, value):
        app.config[name] = each
        client.cookies.clear()
        cookies.append(client.get("/books").headers.get("Set-Cookie", "none"))

    assert [expected in cookie for cookie in cookies] == [False, True]
