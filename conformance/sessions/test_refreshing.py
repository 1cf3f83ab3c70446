"""Refreshing: which responses send the cookie again."""

import flask
import pytest

PATHS = {
    "view": "/unused",
    "read": "/name",
    "unknown-url": "/nowhere",
    "aborted": "/aborted",
    "error": "/error",
    "redirect": "/folder",
    "static-file": "/static/page.css",
}


@pytest.fixture
def library(tmp_path):
    """An application whose views use the session or do not, one of which stores a name."""
    (tmp_path / "page.css").touch()
    app = flask.Flask("app_under_test", static_folder=tmp_path, static_url_path="/static")
    app.secret_key = "key"
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    app.add_url_rule("/folder/", "folder", lambda: "the folder")

    @app.route("/enter")
    def enter():
        flask.session["name"] = "Ada"
        flask.session.permanent = True
        return "entered"

    return app


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_every_response_refreshes(library, client_of, path):
    """Each kind of response sends the cookie that has the session."""
    client = client_of(library)
    client.get("/enter")

    cookie = client.get(path).headers["Set-Cookie"].partition(";")[0]
    client.cookies.clear()

    assert client.get("/name", headers={"Cookie": cookie}).text == "Ada"
