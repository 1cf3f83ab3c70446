"""JSON in the body, beyond the examples of the page."""

import json

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

JSON = {"Content-Type": "application/json"}


def told(app, client, look, **request):
    """What a view tells about a request with a body."""
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.append(look(flask.request))
        return "seen"

    answer = client.post("/books", **request)
    assert answer.text == "seen"
    return seen[0]


SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(0, 1) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(value=VALUES)
def test_any_json_arrives(client_of, value):
    """Any value arrives; integers beyond 2**53 and floats outside of 0 to 1 are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    body = json.dumps(value).encode()

    found = told(app, client_of(app), lambda r: [r.get_json()], content=body, headers=JSON)

    assert found == [value]


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}], ids=repr)
def test_any_json_arrives__empty(app, client, value):
    """A value that is false is a value."""
    found = told(
        app,
        client,
        lambda request: [request.json, request.get_json()],
        content=json.dumps(value).encode(),
        headers=JSON,
    )

    assert found == [value, value]
    assert type(found[0]) is type(value)


def test_any_json_arrives__deep(app, client):
    """Two hundred lists inside each other are no problem."""
    body = b"[" * 200 + b"]" * 200

    found = told(app, client, lambda request: json.dumps(request.json), content=body, headers=JSON)

    assert found == body.decode()


MEDIA_TYPES = {
    "plain": ("application/json", True),
    "capitals": ("Application/JSON", True),
    "parameter": ("application/json; charset=utf-8", True),
    "suffix": ("application/vnd.api+json", True),
    "suffix-and-parameter": ("application/problem+json; a=b", True),
    "longer": ("application/jsonlines", False),
    "text": ("text/json", False),
    "suffix-of-text": ("text/vnd.api+json", False),
    "form": ("application/x-www-form-urlencoded", False),
    "none": (None, False),
}


@pytest.mark.parametrize(("media_type", "is_json"), MEDIA_TYPES.values(), ids=MEDIA_TYPES)
def test_media_type_says_whether_it_is_json(app, client, media_type, is_json):
    """The body is not looked at, and is parsed only if the type is right."""
    headers = {"Content-Type": media_type} if media_type else {}

    def look(request):
        return request.is_json, request.get_json(silent=True)

    found = told(app, client, look, content=b'"Emma"', headers=headers)

    assert found == (is_json, "Emma" if is_json else None)


def test_json_need_not_be_kept(app, client):
    """Neither the value nor the body is there for who comes later."""

    def look(request):
        return request.get_json(cache=False), request.get_data(), request.get_json(silent=True)

    found = told(app, client, look, json=["Emma"])

    assert found == (["Emma"], b"", None)


def test_json_need_not_be_kept__unless_it_was_before(app, client):
    """What was kept is parsed anew, into another object."""

    def look(request):
        first, second = request.get_json(), request.get_json(cache=False)
        return first, second, first is second, request.get_json() is first

    found = told(app, client, look, json=["Emma"])

    assert found == (["Emma"], ["Emma"], False, True)


ORDERS = {
    "json-first": lambda request: (request.get_json(), request.data),
    "data-first": lambda request: (request.data, request.get_json())[::-1],
    "get-data-first": lambda request: (request.get_data(), request.json)[::-1],
    "form-first": lambda request: (request.form, request.json, request.data)[1:],
}


@pytest.mark.parametrize("look", ORDERS.values(), ids=ORDERS)
def test_body_stays_readable(app, client, look):
    """Neither takes the body away from the other."""
    found = told(app, client, look, json=["Emma"])

    assert found == (["Emma"], b'["Emma"]')


CHARSETS = {"none": "", "right": "; charset=utf-8", "wrong": "; charset=latin-1"}


@pytest.mark.parametrize("charset", CHARSETS.values(), ids=CHARSETS)
def test_json_is_utf_8(app, client, charset):
    """What is said about the encoding does not count."""
    headers = {"Content-Type": "application/json" + charset}

    found = told(app, client, lambda r: r.json, content='"é"'.encode(), headers=headers)

    assert found == "é"
