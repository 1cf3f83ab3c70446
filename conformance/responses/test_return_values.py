"""What a view may return, beyond the examples of the page."""

import string
from types import SimpleNamespace

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def client_of_view(client_of, view):
    """A client of a new application with one view, at ``/view``."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/view", "view", view)
    return client_of(app)


@given(body=st.text(min_size=1))
def test_text_is_sent_as_html__any_text(client_of, body):
    """Every text that UTF-8 can say arrives as it was; lone surrogates are left out."""
    client = client_of_view(client_of, lambda: body)

    answer = client.get("/view")

    assert answer.status_code == 200
    assert answer.content == body.encode()


@given(body=st.binary(min_size=1))
def test_bytes_are_sent_unchanged__any_bytes(client_of, body):
    """Bytes of every value and length arrive as they were."""
    client = client_of_view(client_of, lambda: body)

    answer = client.get("/view")

    assert answer.status_code == 200
    assert answer.content == body


@given(body=st.lists(st.text() | st.binary(min_size=1), min_size=1))
def test_iterator_gives_the_body_in_pieces__any_pieces(client_of, body):
    """Texts and bytes may alternate; together they are the body."""
    client = client_of_view(client_of, lambda: iter([*body, "."]))

    answer = client.get("/view")

    whole = b"".join(part.encode() if isinstance(part, str) else part for part in body)
    assert answer.content == whole + b"."


SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@given(body=st.dictionaries(st.text(string.ascii_letters), JSON, max_size=3))
def test_dict_is_sent_as_json__any_members(client_of, body):
    """Members of every JSON type arrive; floats are left out, since their digits are free."""
    client = client_of_view(client_of, lambda: body)

    answer = client.get("/view")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == body


@given(body=st.lists(JSON, max_size=3))
def test_list_is_sent_as_json__any_items(client_of, body):
    """Items of every JSON type arrive; floats are left out, since their digits are free."""
    client = client_of_view(client_of, lambda: body)

    answer = client.get("/view")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == body


EMPTY = {"text": ("", b""), "bytes": (b"", b"")}


@pytest.mark.parametrize(("body", "sent"), EMPTY.values(), ids=EMPTY)
def test_none_is_refused__empty_body_is_not(app, client, body, sent):
    """An empty body is an answer, unlike ``None``."""
    app.add_url_rule("/view", "view", lambda: (body, {"X-View": "ran"}))

    answer = client.get("/view")

    assert (answer.status_code, answer.content) == (200, sent)
    assert answer.headers["X-View"] == "ran"


def test_iterator_gives_the_body_in_pieces__none_at_all(app, client):
    """An iterator that yields nothing gives an empty body."""
    app.add_url_rule("/view", "view", lambda: (iter(()), {"X-View": "ran"}))

    answer = client.get("/view")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["X-View"] == "ran"


def test_dict_is_sent_as_json__method_of_a_view_class(app, client):
    """What the method of a view class returns is treated alike."""
    import flask.views

    class Book(flask.views.MethodView):
        def get(self):
            return {"title": "Emma"}

    app.add_url_rule("/book", view_func=Book.as_view("book"))

    answer = client.get("/book")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {"title": "Emma"}


class Text(str):
    """A string of another class, as templates give."""


class Mapping(dict):
    """A dict of another class."""


class Sequence(list):
    """A list of another class."""


def test_dict_is_sent_as_json__subclass(app, client):
    """An object of a subclass is a dict."""
    app.add_url_rule("/view", "view", lambda: Mapping(title="Emma"))

    answer = client.get("/view")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {"title": "Emma"}


def test_list_is_sent_as_json__subclass(app, client):
    """An object of a subclass is a list."""
    app.add_url_rule("/view", "view", lambda: Sequence(["Emma"]))

    answer = client.get("/view")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == ["Emma"]


def test_text_is_sent_as_html__subclass(app, client):
    """An object of a subclass, such as safe markup, is a string."""
    app.add_url_rule("/view", "view", lambda: Text("Emma"))

    answer = client.get("/view")

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.text == "Emma"


def test_foreign_response_takes_the_class_of_the_application__of_flask(app, client):
    """A ``flask.Response`` is foreign where the application has another class."""

    class Letter(flask.Response):
        pass

    seen = []
    app.response_class = Letter
    app.after_request(lambda response: seen.append(type(response)) or response)
    app.add_url_rule("/view", "view", lambda: flask.Response("page", 203, {"X-Shelf": "3"}))

    answer = client.get("/view")

    assert (answer.status_code, answer.text, answer.headers["X-Shelf"]) == (203, "page", "3")
    assert seen[0] is Letter


REFUSED = {
    "zero": 0,
    "number": 200,
    "float": 1.5,
    "false": False,
    "true": True,
    "set": {"text"},
    "range": range(3),
    "object": SimpleNamespace(text="text"),
}


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
def test_other_types_are_refused(app, client, value):
    """What is neither text, JSON, iterator, response nor callable is a ``TypeError``."""
    app.testing = True
    app.add_url_rule("/good", "good", lambda: "text")
    app.add_url_rule("/bad", "bad", lambda: value)

    good = client.get("/good")

    assert good.text == "text"
    with pytest.raises(TypeError):
        client.get("/bad")


def wsgi_application(environ, start_response):
    """A WSGI application."""
    start_response("203 Told", [("Content-Type", "text/plain")])
    return [b"text"]


# What is returned, and the status and the media type that come of it.
ANSWERS = {
    "text": (lambda: "text", 200, "text/html"),
    "bytes": (lambda: b"text", 200, "text/html"),
    "generator": (lambda: (letter for letter in "text"), 200, "text/html"),
    "response": (lambda: flask.Response("text", 202, mimetype="text/css"), 202, "text/css"),
    "json": (lambda: flask.jsonify("text"), 200, "application/json"),
    "pair": (lambda: ("text", 202), 202, "text/html"),
    "headers": (lambda: ("text", {"Content-Type": "text/css"}), 200, "text/css"),
    "triple": (lambda: ("text", 202, {"Content-Type": "text/css"}), 202, "text/css"),
    "wsgi-application": (lambda: wsgi_application, 203, "text/plain"),
}


@pytest.mark.parametrize(("value", "status", "mimetype"), ANSWERS.values(), ids=ANSWERS)
def test_function_before_the_view_may_return_what_a_view_may(app, client, value, status, mimetype):
    """The view does not run, and every form of answer takes its place."""
    app.before_request(lambda: value())
    app.add_url_rule("/view", "view", lambda: "view")

    answer = client.get("/view")

    assert (answer.status_code, answer.text.strip().strip('"')) == (status, "text")
    assert answer.headers["Content-Type"].partition(";")[0] == mimetype
