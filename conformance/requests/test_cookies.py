"""Cookies as the client sends them."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def cookies(app, wsgi, header):
    """The pairs that a view finds in a header."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(list(flask.request.cookies.items(multi=True)))
        return "seen"

    answer = wsgi.call(app, wsgi.environ("/books", headers=[("Cookie", header)]))
    assert answer.text == "seen"
    return seen[0]


HEADERS = {
    "one": ("a=1", [("a", "1")]),
    "two": ("a=1; b=2", [("a", "1"), ("b", "2")]),
    "no-space": ("a=1;b=2", [("a", "1"), ("b", "2")]),
    "empty-value": ("a=; b=2", [("a", ""), ("b", "2")]),
    "equals-sign": ("a=b=c", [("a", "b=c")]),
    "percent": ("a=%20+", [("a", "%20+")]),
    "capitals": ("A=1; a=2", [("A", "1"), ("a", "2")]),
}


@pytest.mark.parametrize(("header", "pairs"), HEADERS.values(), ids=HEADERS)
def test_cookies_have_names__table(app, wsgi, header, pairs):
    """Cookies are parted by semicolons, and nothing in them is percent-decoded."""
    found = cookies(app, wsgi, header)

    assert found == pairs


def test_repeated_cookie_has_several_values(app, client):
    """The first is the one that counts."""

    @app.route("/books")
    def books():
        values = flask.request.cookies
        return f"{values['a']} of {values.getlist('a')}, {values.getlist('c')}"

    answer = client.get("/books", headers={"Cookie": "a=1; b=2; a=3"})

    assert answer.text == "1 of ['1', '3'], []"


QUOTED = {
    "spaces": ('a="x y"', "x y"),
    "semicolon": (r'a="x\073y"', "x;y"),
    "quote": (r'a="x\"y"', 'x"y'),
    "backslash": (r'a="x\\y"', r"x\y"),
    "letters-beyond-ascii": (r'a="\303\251"', "é"),
    "nothing": ('a=""', ""),
}


@pytest.mark.parametrize(("header", "value"), QUOTED.values(), ids=QUOTED)
def test_quoted_value_is_unquoted(app, wsgi, header, value):
    """Three digits behind a backslash are a byte of UTF-8; a quote stands for itself."""
    found = cookies(app, wsgi, header)

    assert found == [("a", value)]


@given(value=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=50))
def test_cookie_comes_back(client_of, value):
    """Any text comes back; control characters and lone surrogates are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/give")
    def give():
        response = flask.make_response("given")
        response.set_cookie("theme", value)
        return response

    @app.route("/take")
    def take():
        seen.append(flask.request.cookies["theme"])
        return "taken"

    client = client_of(app)
    pair = client.get("/give").headers["Set-Cookie"].partition("; ")[0]
    client.get("/take", headers={"Cookie": pair})

    assert seen == [value]


@pytest.mark.parametrize("name", ["theme", "size"])
def test_cookies_cannot_be_changed(app, client, name):
    """Neither a known nor a new cookie takes a value."""

    @app.route("/books")
    def books():
        with pytest.raises(TypeError):
            flask.request.cookies[name] = "light"
        return f"still {dict(flask.request.cookies)}"

    answer = client.get("/books", headers={"Cookie": "theme=dark"})

    assert answer.text == "still {'theme': 'dark'}"


MALFORMED = {
    "no-name": "=x; a=1",
    "nothing": "; ; a=1",
    "spaces": "  a  =  1  ",
    "unclosed-quote": 'b="x; a=1',
}


@pytest.mark.parametrize("header", MALFORMED.values(), ids=MALFORMED)
def test_malformed_cookie_spoils_no_other(app, wsgi, header):
    """What can be read is read."""
    found = cookies(app, wsgi, header)

    assert ("a", "1") in found
