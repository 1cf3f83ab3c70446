"""Sending the cookie: when, when not, and how it is taken back."""

import flask
import pytest

PATHS = {
    "view": "/unused",
    "read": "/name",
    "unknown-url": "/nowhere",
    "aborted": "/aborted",
    "error": "/error",
    "redirect": "/folder",
}
paths = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)


@pytest.fixture
def library(app):
    """An application with many kinds of responses, and a view that stores a name."""
    app.secret_key = "key"
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    app.add_url_rule("/folder/", "folder", lambda: "the folder")

    @app.route("/enter")
    def enter():
        flask.session["name"] = "Ada"
        return "entered"

    return app


@paths
def test_unchanged_session_is_not_sent(library, client, path):
    """No kind of response sends the cookie, which stays good all the same."""
    client.get("/enter")

    answer = client.get(path)

    assert "set-cookie" not in answer.headers
    assert client.get("/name").text == "Ada"


@paths
def test_client_without_a_session_gets_no_cookie(library, client, path):
    """No kind of response sets a cookie before somebody enters."""
    answer = client.get(path)

    assert "set-cookie" not in answer.headers
    assert "set-cookie" in client.get("/enter").headers


ENDS = {
    "clear": lambda session: session.clear(),
    "delete": lambda session: session.__delitem__("name"),
    "pop": lambda session: session.pop("name"),
    "popitem": lambda session: session.popitem(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_session_can_be_emptied_in_any_way(library, client, end):
    """After each way to remove the last value, the client has no cookie any more."""

    @library.route("/leave")
    def leave():
        end(flask.session)
        return "left"

    client.get("/enter")
    entered = len(client.cookies)
    client.get("/leave")

    assert (entered, len(client.cookies)) == (1, 0)


def test_emptied_session_is_deleted__permanent(app, client):
    """A permanent session that was cleared is deleted, and not refreshed."""
    app.secret_key = "key"

    @app.route("/enter")
    def enter():
        flask.session.permanent = True
        return "entered"

    @app.route("/leave")
    def leave():
        flask.session.clear()
        return "left"

    client.get("/enter")
    entered = len(client.cookies)
    client.get("/leave")

    assert (entered, len(client.cookies)) == (1, 0)
    assert "set-cookie" not in client.get("/nowhere").headers


PLACES = {
    "name": {"SESSION_COOKIE_NAME": "visit"},
    "domain": {"SESSION_COOKIE_DOMAIN": "library.test"},
    "path": {"SESSION_COOKIE_PATH": "/shelf"},
    "mount-point": {"APPLICATION_ROOT": "/shelf"},
    "secure": {"SESSION_COOKIE_SECURE": True},
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_cookie_is_deleted_where_it_was_set(library, client, place):
    """The cookie is gone for a client that keeps cookies apart by name, domain and path."""
    library.config.update(place)
    library.add_url_rule("/shelf/leave", "leave", lambda: str(flask.session.clear()))

    client.get("https://library.test/enter")
    entered = len(client.cookies)
    client.get("https://library.test/shelf/leave")

    assert (entered, len(client.cookies)) == (1, 0)
