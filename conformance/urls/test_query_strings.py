"""Query strings that url_for writes: which values, how often, and how they are encoded."""

from decimal import Decimal
from uuid import UUID

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(codec="utf-8"), max_size=10)
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=10).filter(
    lambda name: name not in {"self", "endpoint", "_anchor", "_method", "_scheme", "_external"}
)


def link(app, client, endpoint, **values):
    """The URL that a view gets from url_for."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get("/link").text


@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({"shelf": ("new", "old")}, "/books?shelf=new&shelf=old", id="tuple"),
        pytest.param({"shelf": ["b", "a", "b"]}, "/books?shelf=b&shelf=a&shelf=b", id="repeated"),
        pytest.param({"page": [1]}, "/books?page=1", id="one-item"),
        pytest.param({"page": [], "sort": "title"}, "/books?sort=title", id="empty-beside-another"),
        pytest.param({"page": []}, "/books", id="empty"),
        pytest.param({"page": ""}, "/books?page=", id="empty-text"),
    ],
)
def test_list_gives_a_pair_for_each_item__of_any_number(app, client, values, url):
    """No item gives no pair, and no query if there is nothing else; empty text is an item."""
    app.add_url_rule("/books", "books", lambda: "all books")

    built = link(app, client, "books", **values)

    assert built == url


@pytest.mark.parametrize(
    ("values", "url"),
    [
        pytest.param({"page": None, "sort": "title"}, "/books?sort=title", id="beside-another"),
        pytest.param({"page": None}, "/books", id="alone"),
        pytest.param({"page": [None, 1, None]}, "/books?page=1", id="in-a-list"),
        pytest.param({"page": [None], "sort": "title"}, "/books?sort=title", id="only-in-a-list"),
        pytest.param({"page": 0}, "/books?page=0", id="zero-is-not-none"),
        pytest.param({"page": "None"}, "/books?page=None", id="text-is-not-none"),
    ],
)
def test_none_is_left_out(app, client, values, url):
    """Only None is, and only where it stands."""
    app.add_url_rule("/books", "books", lambda: "all books")

    built = link(app, client, "books", **values)

    assert built == url


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(7, "7", id="int"),
        pytest.param(-1.5, "-1.5", id="float"),
        pytest.param(True, "True", id="true"),
        pytest.param(False, "False", id="false"),
        pytest.param(Decimal("1.50"), "1.50", id="decimal"),
        pytest.param(
            UUID("12345678123456781234567812345678"),
            "12345678-1234-5678-1234-567812345678",
            id="uuid",
        ),
        pytest.param(ValueError("no"), "no", id="object"),
    ],
)
@pytest.mark.parametrize("in_list", [False, True], ids=["alone", "in-a-list"])
def test_values_are_written_as_text(app, client, value, text, in_list):
    """The view reads the text, wherever the value stood."""
    app.add_url_rule("/books", "books", lambda: flask.request.args.getlist("value"))

    with app.test_request_context("/link"):
        url = flask.url_for("books", value=[value, "end"] if in_list else value)

    assert client.get(url).json() == ([text, "end"] if in_list else [text])


@pytest.mark.parametrize(
    "text",
    [
        "a b",
        "a+b",
        "a&b",
        "a=b",
        "a;b",
        "a#b",
        "a?b",
        "a/b",
        "100%",
        "%20",
        "ü",
        "書",
        "\n",
        "'\"<>",
    ],
)
def test_query_is_read_as_it_was_written__in_ascii(app, client, text):
    """The URL is ASCII and leads back to the text, as a value and as a name."""
    app.add_url_rule("/books", "books", lambda: flask.request.args)

    with app.test_request_context("/link"):
        url = flask.url_for("books", value=text, **{text: "named"})

    assert url.isascii()
    assert client.get(url).json() == {"value": text, text: "named"}


@given(values=st.dictionaries(NAMES, st.lists(TEXT, min_size=1, max_size=3), max_size=3))
def test_query_is_read_as_it_was_written__any(client_of, values):
    """Dictionaries of lists of texts (lone surrogates and names of parameters are left out)."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", "books", lambda: flask.request.args.to_dict(flat=False))

    with app.test_request_context("/link"):
        url = flask.url_for("books", **values)

    assert client_of(app).get(url).json() == values
