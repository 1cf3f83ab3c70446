"""Credentials in all schemes."""

from base64 import b64encode

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def told(app, wsgi, look, header):
    """What a view tells about the credentials in a header."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(look(flask.request.authorization))
        return "seen"

    headers = [] if header is None else [("Authorization", header)]
    answer = wsgi.call(app, wsgi.environ("/books", headers=headers))
    assert answer.text == "seen"
    return seen[0]


def basic(credentials):
    """The header for credentials of the scheme Basic."""
    return "Basic " + b64encode(credentials).decode()


@pytest.mark.parametrize("header", [None, ""], ids=["missing", "empty"])
def test_request_without_credentials_has_none(app, wsgi, header):
    """Nothing is made up."""
    found = told(app, wsgi, lambda credentials: credentials, header)

    assert found is None


PASSWORDS = {
    "colon": (b"jane:a:b", ("jane", "a:b")),
    "empty-password": (b"jane:", ("jane", "")),
    "empty-user": (b":secret", ("", "secret")),
}


@pytest.mark.parametrize(("sent", "pair"), PASSWORDS.values(), ids=PASSWORDS)
def test_any_password_arrives__parted(app, wsgi, sent, pair):
    """The user has no colon, the password may have several."""
    found = told(app, wsgi, lambda auth: (auth.username, auth.password), basic(sent))

    assert found == pair


@given(user=st.text(st.characters(codec="utf-8", exclude_characters=":")), password=st.text())
def test_any_password_arrives(client_of, user, password):
    """Any text arrives; lone surrogates, and colons in the user name, are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/books")
    def books():
        auth = flask.request.authorization
        seen.append((auth.username, auth.password))
        return "seen"

    header = basic(f"{user}:{password}".encode())
    answer = client_of(app).get("/books", headers={"Authorization": header})

    assert answer.text == "seen"
    assert seen == [(user, password)]


SCHEMES = {
    "basic": (basic(b"a:b"), "basic"),
    "capitals": (basic(b"a:b").replace("Basic", "BASIC"), "basic"),
    "bearer": ("Bearer abc", "bearer"),
    "digest": ('Digest username="jane"', "digest"),
    "own": ("Lector abc", "lector"),
}


@pytest.mark.parametrize(("header", "scheme"), SCHEMES.values(), ids=SCHEMES)
def test_scheme_is_told(app, wsgi, header, scheme):
    """Schemes are told alike, however they are written."""
    found = told(app, wsgi, lambda credentials: credentials.type, header)

    assert found == scheme


def test_parameters_are_told(app, wsgi):
    """Values are unquoted; what is missing is ``None``."""
    header = 'Digest username="jane", realm="the shelf", qop=auth, nc=00000001'

    found = told(
        app,
        wsgi,
        lambda auth: (auth.username, auth.realm, auth.get("qop"), auth.get("nc"), auth.get("uri")),
        header,
    )

    assert found == ("jane", "the shelf", "auth", "00000001", None)


UNREADABLE = {
    "no-base64": "Basic !!!",
    "cut-short": "Basic am",
    "no-utf-8": basic(b"\xff\xfe:\xff"),
}


@pytest.mark.parametrize("header", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_credentials_are_not_trusted(app, wsgi, header):
    """Whatever is told, no user is."""
    found = told(app, wsgi, lambda auth: ("user", (auth and auth.username) or "nobody"), header)

    assert found == ("user", "nobody")
