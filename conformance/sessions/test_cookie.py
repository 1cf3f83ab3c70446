"""The cookie of the session: who may read it, as the configuration has it."""

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


def test_cookie_can_be_shown_to_scripts(app, client):
    """The flag is left out."""
    attributes = attributes_of(app, client, SESSION_COOKIE_HTTPONLY=False)

    assert attributes == {"Path=/"}


def test_cookie_can_be_kept_to_secure_connections(app, client):
    """The flag is sent, also over a connection that is not secure."""
    attributes = attributes_of(app, client, SESSION_COOKIE_SECURE=True)

    assert attributes == {"Secure", "Path=/", "HttpOnly"}


@pytest.mark.parametrize("policy", ["Strict", "Lax", "None"])
def test_cookie_can_be_kept_from_other_sites(app, client, policy):
    """Each policy is sent under its name, and none where there is none."""
    attributes = attributes_of(app, client, SESSION_COOKIE_SAMESITE=policy)

    assert attributes == {f"SameSite={policy}", "Path=/", "HttpOnly"}


def test_cookie_can_be_parted_by_site(app, client):
    """Both flags are sent, as browsers want it."""
    attributes = attributes_of(app, client, SESSION_COOKIE_PARTITIONED=True)

    assert attributes == {"Partitioned", "Secure", "Path=/", "HttpOnly"}
