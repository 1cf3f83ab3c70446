"""What the converter any takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

LITERAL = {
    "space": "a b",
    "comma": "foo,bar",
    "dot": "a.b",
    "parentheses": "(x)",
    "plus": "x+",
    "star": "y*",
    "brackets": "[z]",
    "bar": "p|q",
    "caret": "^",
    "dollar": "$",
    "apostrophe": "don't",
    "umlaut": "ü",
    "equals-sign": "a=b",
}
ITEMS = st.text(st.characters(categories=["L", "N"]) | st.sampled_from(" .+*[]|^$,;="), min_size=1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("abou", id="part"),
        pytest.param("abouts", id="more-behind"),
        pytest.param("xabout", id="more-before"),
        pytest.param("abouthelp", id="two-items"),
        pytest.param("About", id="upper-case"),
        pytest.param("about,help", id="the-whole-list"),
        pytest.param("", id="nothing"),
    ],
)
def test_any_takes_the_whole_item(app, client, text):
    """Only the item as it stands in the rule is found."""
    app.add_url_rule("/<any(about, help):page>/show", "page", lambda page: page)

    found, missing = client.get("/about/show"), client.get(f"/{text}/show")

    assert found.text == "about"
    assert missing.status_code == 404


@pytest.mark.parametrize("text", ["a", "ab", "abc"])
def test_any_takes_the_whole_item__that_begins_another(app, client, text):
    """An item that begins another one stands in the way of neither."""
    app.add_url_rule("/<any(a, ab, abc):page>", "page", lambda page: page)

    response = client.get(f"/{text}")

    assert response.text == text


def test_any_takes_the_whole_item__beside_text(app, client):
    """Items can stand beside other text in the same segment."""
    app.add_url_rule("/<any(en, de):language>-<name>", "page", lambda **values: repr(values))

    found, missing = client.get("/de-x"), client.get("/fr-x")

    assert found.text == "{'language': 'de', 'name': 'x'}"
    assert missing.status_code == 404


@pytest.mark.parametrize("item", LITERAL.values(), ids=LITERAL)
def test_quoted_items_are_taken_literally(app, client, item):
    """A character that means something in rules or patterns is just a character."""
    seen = []
    app.add_url_rule(f'/<any("{item}", other):page>', "page", lambda page: seen.append(page) or "")

    with app.test_request_context():
        url = flask.url_for("page", page=item)
    client.get(url)

    assert seen == [item]


def test_quoted_items_are_taken_literally__no_pattern(app, client):
    """A dot in an item does not stand for other characters."""
    app.add_url_rule("/<any('a.b', other):page>", "page", lambda page: page)

    found, missing = client.get("/a.b"), client.get("/axb")

    assert found.text == "a.b"
    assert missing.status_code == 404


def test_quoted_items_are_taken_literally__either_quotation_mark(app, client):
    """Single and double quotation marks do the same."""
    app.add_url_rule("""/<any('x, y', "it's"):page>""", "page", lambda page: page)

    single, double = client.get("/x,%20y"), client.get("/it's")

    assert single.text == "x, y"
    assert double.text == "it's"


@given(items=st.lists(ITEMS, min_size=1, max_size=5), data=st.data())
def test_any_survives_the_round_trip(client_of, items, data):
    """Items of letters, digits and what means something in patterns, but nothing in URLs."""
    item = data.draw(st.sampled_from(items))
    rule = "/to-<any({}):page>".format(", ".join(f'"{each}"' for each in items))
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule(rule, "page", lambda page: seen.append(page) or "page")

    with app.test_request_context():
        url = flask.url_for("page", page=item)
    client_of(app).get(url)

    assert seen == [item]
