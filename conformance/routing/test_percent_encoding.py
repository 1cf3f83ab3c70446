"""What encoding in paths means, beyond the examples of the page."""

from urllib.parse import quote

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

RESERVED = {
    "question-mark": "?",
    "number-sign": "#",
    "semicolon": ";",
    "equals-sign": "=",
    "ampersand": "&",
    "comma": ",",
    "colon": ":",
    "at-sign": "@",
    "dollar": "$",
    "exclamation-mark": "!",
    "brackets": "[]",
    "parentheses": "()",
    "percent": "%",
    "backslash": "\\",
    "quotation-mark": '"',
    "angle-brackets": "<>",
}


@pytest.mark.parametrize("character", RESERVED.values(), ids=RESERVED)
def test_reserved_characters_belong_to_the_value__encoded(app, client, character):
    """Encoded in a path, the character arrives in the value and ends nothing."""
    seen = []
    app.add_url_rule("/words/<word>", "word", lambda word: seen.append(word) or "word")

    client.get(f"/words/a{quote(character, safe='')}b")

    assert seen == [f"a{character}b"]


@pytest.mark.parametrize("character", ";=&,:@$!()'*", ids=ascii)
def test_reserved_characters_belong_to_the_value__bare(app, client, character):
    """What may stand in a path as it is arrives like that."""
    seen = []
    app.add_url_rule("/words/<word>", "word", lambda word: seen.append(word) or "word")

    client.get(f"/words/a{character}b")

    assert seen == [f"a{character}b"]


@given(text=st.text("abc", min_size=1), encoded=st.sets(st.integers(0, 8)))
def test_encoding_does_not_change_the_match__any_character(client_of, text, encoded):
    """Whichever letters of literal text and value are encoded, the match is the same."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/page-<name>", "page", lambda name: f"page {name}")

    path = "/" + "".join(
        f"%{ord(letter):02X}" if place in encoded else letter
        for place, letter in enumerate(f"page-{text}")
    )
    response = client_of(app).get(path)

    assert response.text == f"page {text}"


@pytest.mark.parametrize(
    ("target", "text"),
    [
        pytest.param("%FF", "\ufffd", id="never-in-utf-8"),
        pytest.param("a%C3", "a\ufffd", id="cut-short"),
        pytest.param("%C3%A9%FF", "é\ufffd", id="behind-a-good-one"),
        pytest.param("%E9", "\ufffd", id="latin-1"),
    ],
)
def test_undecodable_bytes_are_replaced__values(app, client, target, text):
    """Each broken place becomes one replacement character, and the rest stays."""
    seen = []
    app.add_url_rule("/words/<word>", "word", lambda word: seen.append(word) or "word")

    client.get(f"/words/{target}")

    assert seen == [text]


@pytest.mark.parametrize("segment", [".", "..", "...", ".a", "a.."], ids=ascii)
def test_dot_segments_are_not_resolved__as_values(app, client, segment):
    """A segment of dots is a value like others."""
    app.add_url_rule("/pages/<name>", "page", lambda name: name)

    response = client.get("/pages/", extensions={"target": f"/pages/{segment}".encode()})

    assert response.text == segment


def test_dot_segments_are_not_resolved__no_other_rule(app, client):
    """A path does not reach the rule that it would name once its dots were resolved."""
    app.add_url_rule("/admin/users", "users", lambda: "users")
    app.add_url_rule("/<path:rest>", "rest", lambda rest: f"rest {rest}")

    resolved = client.get("/admin/users")
    dotted = client.get("/", extensions={"target": b"/pages/../admin/users"})

    assert resolved.text == "users"
    assert dotted.text == "rest pages/../admin/users"


CONVERTED = {
    "int": ("<int:value>", "7"),
    "float": ("<float:value>", "7.5"),
    "uuid": ("<uuid:value>", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
    "any": ("<any(a, b):value>", "a"),
    "string-of-length": ("<string(length=1):value>", "a"),
}


@pytest.mark.parametrize(("variable", "text"), CONVERTED.values(), ids=CONVERTED)
def test_line_feed_is_a_character_like_others__behind_a_value(app, client, variable, text):
    """A line feed behind a value that a converter takes makes it one that it does not take."""
    app.add_url_rule(f"/{variable}", "page", lambda value: f"{value}!")

    found, missing = client.get(f"/{text}"), client.get(f"/{text}%0A")

    assert found.text == f"{text}!"
    assert missing.status_code == 404
