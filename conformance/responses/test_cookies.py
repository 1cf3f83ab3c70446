"""Cookies on their way to the client and back."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def app_with_cookie(value):
    """An application that sets a cookie at ``/enter`` and tells at ``/tell`` what came back."""
    app = flask.Flask("app_under_test", static_folder=None)

    @app.route("/enter")
    def enter():
        response = flask.make_response("entered")
        response.set_cookie("name", value)
        return response

    app.add_url_rule("/tell", "tell", lambda: {"value": flask.request.cookies.get("name")})
    return app


@given(value=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_any_text_can_be_in_a_cookie__property(client_of, value):
    """Every text comes back as it was; lone surrogates and control characters are left out."""
    client = client_of(app_with_cookie(value))

    client.get("/enter")

    assert client.get("/tell").json() == {"value": value}


VALUES = {
    "empty": "",
    "digits": "0017",
    "space": "Ada Lovelace",
    "blanks-around": " Ada ",
    "equals-sign": "a=b&c=d",
    "semicolon": "Ada; Path=/elsewhere",
    "comma": "Ada, Max",
    "quotes": '"Ada"',
    "one-quote": 'Ada"',
    "backslash": "\\101da",
    "percent": "%41da",
    "accents": "Åsa Ødegård",
    "beyond-unicode-planes": "📚",
    "json": '{"name": "Ada", "shelf": [3]}',
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_any_text_can_be_in_a_cookie(client_of, value):
    """Characters that mean something in headers are part of the value like all others."""
    client = client_of(app_with_cookie(value))

    client.get("/enter")

    assert client.get("/tell").json() == {"value": value}


def test_cookie_comes_back__empty_by_default(app, client):
    """A cookie without a value has the empty text."""

    @app.route("/enter")
    def enter():
        response = flask.make_response("entered")
        response.set_cookie("seen")
        return response

    app.add_url_rule("/tell", "tell", lambda: dict(flask.request.cookies))

    client.get("/enter")

    assert client.get("/tell").json() == {"seen": ""}


RESPONSES = {
    "text": lambda: "text",
    "dict": lambda: {"name": "Ada"},
    "stream": lambda: iter(["text"]),
    "redirect": lambda: flask.redirect("/elsewhere"),
    "error": lambda: flask.abort(404),
    "no-content": lambda: ("", 204),
}


@pytest.mark.parametrize("view", RESPONSES.values(), ids=RESPONSES)
def test_cookie_can_be_set_before_the_response_exists__on_all(app, client, view):
    """The response may be of any kind, an error page included."""

    @app.route("/visit")
    def visit():
        @flask.after_this_request
        def remember(response):
            response.set_cookie("language", "eo")
            return response

        return view()

    client.get("/visit")

    assert dict(client.cookies) == {"language": "eo"}


def test_cookie_can_be_set_before_the_response_exists__in_order(app, client):
    """Of several functions that set the same cookie, the last one given counts."""

    @app.route("/visit")
    def visit():
        for language in ("eo", "de"):

            @flask.after_this_request
            def remember(response, language=language):
                response.set_cookie("language", language)
                return response

        return "visited"

    client.get("/visit")

    assert dict(client.cookies) == {"language": "de"}
