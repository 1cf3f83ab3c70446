"""The settings of an application that configures nothing."""

from datetime import timedelta

import flask
import pytest

DEFAULTS = {
    "DEBUG": False,
    "TESTING": False,
    "PROPAGATE_EXCEPTIONS": None,
    "TRAP_HTTP_EXCEPTIONS": False,
    "TRAP_BAD_REQUEST_ERRORS": None,
    "SECRET_KEY": None,
    "SESSION_COOKIE_NAME": "session",
    "SESSION_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_PATH": None,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SECURE": False,
    "SESSION_COOKIE_SAMESITE": None,
    "PERMANENT_SESSION_LIFETIME": timedelta(days=31),
    "SESSION_REFRESH_EACH_REQUEST": True,
    "MAX_COOKIE_SIZE": 4093,
    "MAX_CONTENT_LENGTH": None,
    "SERVER_NAME": None,
    "APPLICATION_ROOT": "/",
    "PREFERRED_URL_SCHEME": "http",
    "SEND_FILE_MAX_AGE_DEFAULT": None,
    "USE_X_SENDFILE": False,
    "TEMPLATES_AUTO_RELOAD": None,
    "EXPLAIN_TEMPLATE_LOADING": False,
}
NEWER_DEFAULTS = {
    "SECRET_KEY_FALLBACKS": None,
    "SESSION_COOKIE_PARTITIONED": False,
    "TRUSTED_HOSTS": None,
    "MAX_FORM_MEMORY_SIZE": 500_000,
    "MAX_FORM_PARTS": 1_000,
    "PROVIDE_AUTOMATIC_OPTIONS": True,
}


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_settings_have_defaults(app, name, default):
    """The setting is there, with a value of the same type."""
    settings = dict(app.config)

    assert settings[name] == default
    assert type(settings[name]) is type(default)


@pytest.mark.parametrize(("name", "default"), NEWER_DEFAULTS.items(), ids=NEWER_DEFAULTS)
def test_newer_settings_have_defaults(app, name, default):
    """The setting is there, with a value of the same type."""
    settings = dict(app.config)

    assert settings[name] == default
    assert type(settings[name]) is type(default)


def test_nothing_else_is_set(app):
    """The tables of the page are complete."""
    assert set(app.config) == {*DEFAULTS, *NEWER_DEFAULTS}


FORMER = {
    "JSON_AS_ASCII": [True, False],
    "JSON_SORT_KEYS": [True, False],
    "JSONIFY_MIMETYPE": ["text/plain", "text/html"],
    "JSONIFY_PRETTYPRINT_REGULAR": [True, False],
}


@pytest.mark.parametrize("name", FORMER)
def test_former_settings_have_no_effect(app, client, name):
    """JSON is the same whatever is set."""
    app.add_url_rule("/shelf", "shelf", lambda: {"b": "ä", "a": 1})
    answers = [client.get("/shelf")]

    for value in FORMER[name]:
        app.config[name] = value
        answers.append(client.get("/shelf"))

    assert [answer.json() for answer in answers] == [{"a": 1, "b": "ä"}] * 3
    assert len({(answer.text, answer.headers["Content-Type"]) for answer in answers}) == 1


def test_former_settings_have_no_effect__environment(app, client):
    """``ENV`` does not switch debug mode."""
    app.config["ENV"] = "development"
    app.add_url_rule("/debug", "debug", lambda: str(flask.current_app.debug))

    assert client.get("/debug").text == "False"
