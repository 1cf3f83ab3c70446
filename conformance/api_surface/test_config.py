"""The members of the configuration's class, and the keys, name by name."""

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import has_attribute, parameters

STUBS = Stubs.beside(__file__)
KEYS = [
    "DEBUG",
    "TESTING",
    "PROPAGATE_EXCEPTIONS",
    "SECRET_KEY",
    "PERMANENT_SESSION_LIFETIME",
    "USE_X_SENDFILE",
    "SERVER_NAME",
    "APPLICATION_ROOT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_REFRESH_EACH_REQUEST",
    "MAX_CONTENT_LENGTH",
    "SEND_FILE_MAX_AGE_DEFAULT",
    "TRAP_BAD_REQUEST_ERRORS",
    "TRAP_HTTP_EXCEPTIONS",
    "EXPLAIN_TEMPLATE_LOADING",
    "PREFERRED_URL_SCHEME",
    "TEMPLATES_AUTO_RELOAD",
    "MAX_COOKIE_SIZE",
]
KEYS_OF_3_1 = [
    "SECRET_KEY_FALLBACKS",
    "TRUSTED_HOSTS",
    "SESSION_COOKIE_PARTITIONED",
    "MAX_FORM_MEMORY_SIZE",
    "MAX_FORM_PARTS",
    "PROVIDE_AUTOMATIC_OPTIONS",
]


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.config"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.config"), ids=str)
def test_configurations_have_these_attributes(entry):
    """A configuration has the attribute, and not as a method."""
    config = flask.Config("/library")

    assert has_attribute(config, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("key", KEYS)
def test_keys_are_there(app, key):
    """The key is there, and not just any key."""
    keys = list(app.config)

    assert key in keys
    assert f"{key}_BY_ANOTHER_NAME" not in keys


@pytest.mark.parametrize("key", KEYS_OF_3_1)
def test_keys_of_3_1_are_there(app, key):
    """The key is there, and not just any key."""
    keys = list(app.config)

    assert key in keys
    assert f"{key}_BY_ANOTHER_NAME" not in keys
