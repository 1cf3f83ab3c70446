"""Where the cookie is sent: domain and path, as the configuration has them."""

import flask
import pytest


def attributes_of(app, client, **settings):
    """The attributes of the cookie in an application with some settings."""
    app.config.update(settings, SECRET_KEY="key")

    @app.route("/enter")
    def enter():
        flask.session["name"] = "Ada"
        return "entered"

    (header,) = client.get("/enter").headers.get_list("Set-Cookie")
    return set(header.split("; ")[1:])


def test_domain_is_a_setting(app, client):
    """The domain is sent beside what is sent anyway."""
    attributes = attributes_of(app, client, SESSION_COOKIE_DOMAIN="library.test")

    assert attributes == {"Domain=library.test", "Path=/", "HttpOnly"}


PATHS = {
    "root": ({"APPLICATION_ROOT": "/library"}, "/library"),
    "path": ({"SESSION_COOKIE_PATH": "/shelf"}, "/shelf"),
    "both": ({"SESSION_COOKIE_PATH": "/shelf", "APPLICATION_ROOT": "/library"}, "/shelf"),
    "path-of-the-host": ({"SESSION_COOKIE_PATH": "/", "APPLICATION_ROOT": "/library"}, "/"),
}


@pytest.mark.parametrize(("settings", "path"), PATHS.values(), ids=PATHS)
def test_path_is_a_setting(app, client, settings, path):
    """The more special setting wins."""
    attributes = attributes_of(app, client, **settings)

    assert attributes == {f"Path={path}", "HttpOnly"}


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        pytest.param({}, "/", id="no-setting"),
        pytest.param({"APPLICATION_ROOT": "/library"}, "/library", id="root"),
    ],
)
def test_mount_point_takes_no_part(app, client_of, settings, path):
    """The path is that of the setting for an application that is mounted elsewhere."""

    def mounted(environ, start_response):
        return app({**environ, "SCRIPT_NAME": "/elsewhere"}, start_response)

    app.add_url_rule("/place", "place", lambda: flask.request.script_root)
    client = client_of(mounted)

    attributes = attributes_of(app, client, **settings)

    assert client.get("/place").text == "/elsewhere"
    assert attributes == {f"Path={path}", "HttpOnly"}
