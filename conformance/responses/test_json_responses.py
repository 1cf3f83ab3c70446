"""JSON responses, for every value and every source."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def answer_to(client_of, view):
    """What a new application with this view answers."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/view", "view", view)
    return client_of(app).get("/view")


@given(value=JSON)
def test_one_value_is_sent_as_it_is__property(client_of, value):
    """Every JSON value can be sent; floats are left out, since their digits are free."""
    answer = answer_to(client_of, lambda: flask.jsonify(value))

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == value


@given(values=st.lists(JSON, min_size=2, max_size=4))
def test_several_values_are_sent_as_an_array__property(client_of, values):
    """Two to four JSON values are sent in their order; floats are left out."""
    answer = answer_to(client_of, lambda: flask.jsonify(*values))

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == values


@given(values=st.dictionaries(st.text(st.characters(codec="utf-8")), JSON, min_size=1, max_size=3))
def test_named_values_are_sent_as_an_object__property(client_of, values):
    """Every text can be a name, every JSON value stand under it; floats are left out."""
    answer = answer_to(client_of, lambda: flask.jsonify(**values))

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == values


ARRAYS = {"list": [1, 2], "tuple": (1, 2), "empty": []}


@pytest.mark.parametrize("value", ARRAYS.values(), ids=ARRAYS)
def test_one_value_is_sent_as_it_is__array(app, client, value):
    """A list or tuple alone is the array itself, not an array with an array in it."""
    app.add_url_rule("/view", "view", lambda: flask.jsonify(value))

    answer = client.get("/view")

    assert answer.json() == list(value)


def test_one_value_is_sent_as_it_is__none(app, client):
    """``None`` is ``null``."""
    app.add_url_rule("/view", "view", lambda: flask.jsonify(None))

    answer = client.get("/view")

    assert (answer.status_code, answer.text.strip()) == (200, "null")


SOURCES = {
    "jsonify-one": lambda: flask.jsonify("Emma"),
    "jsonify-several": lambda: flask.jsonify("Emma", 1815),
    "jsonify-named": lambda: flask.jsonify(title="Emma"),
    "dict": lambda: {"title": "Emma"},
    "list": lambda: ["Emma"],
    "dict-in-a-tuple": lambda: ({"title": "Emma"}, 200),
    "make-response": lambda: flask.make_response({"title": "Emma"}),
}


@pytest.mark.parametrize("view", SOURCES.values(), ids=SOURCES)
def test_provider_makes_every_json_response(app, client, view):
    """A provider that answers in its own way does so for all of them."""
    import flask.json.provider

    class Shouting(flask.json.provider.DefaultJSONProvider):
        def response(self, *args, **kwargs):
            response = super().response(*args, **kwargs)
            response.set_data(response.get_data(as_text=True).upper())
            return response

    app.json = Shouting(app)
    app.add_url_rule("/view", "view", view)

    answer = client.get("/view")

    assert "EMMA" in answer.text
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("view", SOURCES.values(), ids=SOURCES)
def test_provider_makes_every_json_response__of_its_media_type(app, client, view):
    """The media type of the provider is that of all of them."""
    import flask.json.provider

    class Problems(flask.json.provider.DefaultJSONProvider):
        mimetype = "application/problem+json"

    app.json = Problems(app)
    app.add_url_rule("/view", "view", view)

    answer = client.get("/view")

    assert "Emma" in answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
