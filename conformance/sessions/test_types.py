"""Types of values: what comes back in the next request, value by value and nested."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup


def brought_back(app, client, value):
    """What the next request finds of a value that is stored in the session."""
    app.secret_key, found = "key", []
    app.add_url_rule("/store", "store", lambda: flask.session.update(kept=value) or "stored")
    app.add_url_rule("/find", "find", lambda: str(found.append(flask.session["kept"])))

    for path in ("/store", "/find"):
        client.get(path)
    return found


JSON = {
    "text": "größer als \u20ac 3 \U0001f600 \"'\\;, \x00\n",
    "empty-text": "",
    "integer": 2**70,
    "negative": -17,
    "float": 0.1,
    "true": True,
    "false": False,
    "none": None,
    "list": ["Emma", 1, [None, []]],
    "dictionary": {"title": "Emma", "pages": {"": {}, "last": 474}},
}


@pytest.mark.parametrize("value", JSON.values(), ids=JSON)
def test_json_values_come_back(app, client, value):
    """They come back equal and of the same type."""
    (found,) = brought_back(app, client, value)

    assert (found, type(found)) == (value, type(value))


def test_tuples_come_back__empty(app, client):
    """A tuple without items comes back as well."""
    assert brought_back(app, client, [(), ((),)]) == [[(), ((),)]]


BYTES = {"text": b"Ada", "empty": b"", "all": bytes(range(256)), "quoted": b'"\\;,\n'}


@pytest.mark.parametrize("value", BYTES.values(), ids=BYTES)
def test_bytes_come_back(app, client, value):
    """They come back equal, and are no text."""
    assert brought_back(app, client, value) == [value]


def test_markup_comes_back__in_a_list(app, client):
    """Markup is told from text in any place."""
    (found,) = brought_back(app, client, [Markup("<b>"), "<b>"])

    assert found == ["<b>", "<b>"]
    assert [type(item) for item in found] == [Markup, str]


def test_object_with_html_comes_back_as_markup(app, client):
    """What the method returned is the markup."""

    class Badge:
        def __html__(self):
            return "<b>new</b>"

    (found,) = brought_back(app, client, Badge())

    assert found == "<b>new</b>"
    assert type(found) is Markup


@pytest.mark.parametrize("number", [0, 5, 2**128 - 1])
def test_uuids_come_back(app, client, number):
    """They come back equal and as UUIDs, not as text."""
    assert brought_back(app, client, UUID(int=number)) == [UUID(int=number)]


MOMENTS = {
    "utc": datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC),
    "elsewhere": datetime(2030, 1, 2, 5, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    "without-a-zone": datetime(2030, 1, 2, 3, 4, 5),
    "within-the-second": datetime(2030, 1, 2, 3, 4, 5, 999999),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_moments_come_back(app, client, moment):
    """They come back in UTC."""
    (found,) = brought_back(app, client, moment)

    assert found == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


LEAVES = st.sampled_from(
    [None, True, 7, "Ada", "", b"\xff", Markup("<b>"), UUID(int=5), MOMENTS["utc"]]
)
KEYS = st.sampled_from([" t", " di", " b", " t__", "name", ""])
NESTED = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=2)
    ),
    max_leaves=6,
)


@given(value=NESTED)
def test_nested_values_come_back(client_of, value):
    """They come back equal, in a tuple and a list of their own.

    Of each type there is one value; all of them are told above.
    """
    app = flask.Flask("app_under_test", static_folder=None)

    found = brought_back(app, client_of(app), ([value], "value"))

    assert found == [([value], "value")]


REFUSED = {
    "object": object(),
    "set": {1, 2},
    "complex": 1j,
    "in-a-list": [object()],
}


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
def test_other_values_are_refused(app, client, value):
    """The answer says that something went wrong, and what was stored before is kept."""
    app.secret_key = "key"
    app.add_url_rule("/name", "name", lambda: flask.session.setdefault("name", "Ada"))
    app.add_url_rule("/store", "store", lambda: str(flask.session.update(kept=value)))

    named = client.get("/name")
    stored = client.get("/store")

    assert (named.text, client.get("/name").text) == ("Ada", "Ada")
    assert stored.status_code == 500
