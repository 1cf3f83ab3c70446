"""What encoding in paths means, beyond the examples of the page."""

from urllib.parse import quote, unquote

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
NEVER_BARE = {
    "space": (" ", "%20"),
    "question-mark": ("?", "%3F"),
    "number-sign": ("#", "%23"),
    "percent": ("%", "%25"),
    "encoded-looking": ("%20", "%2520"),
    "quotation-mark": ('"', "%22"),
    "backslash": ("\\", "%5C"),
    "umlaut": ("ü", "%C3%BC"),
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


@pytest.mark.parametrize(("text", "written"), NEVER_BARE.values(), ids=NEVER_BARE)
@pytest.mark.parametrize("converter", ["string", "path"])
def test_url_for_encodes_values(app, client, converter, text, written):
    """A character that would end the path, or be read as another, is encoded."""
    app.add_url_rule(f"/words/<{converter}:word>", "word", lambda word: f"word {word}")

    with app.test_request_context():
        url = flask.url_for("word", word=f"a{text}b")

    assert url == f"/words/a{written}b"
    assert client.get(url).text == f"word a{text}b"


@pytest.mark.parametrize(("text", "written"), NEVER_BARE.values(), ids=NEVER_BARE)
def test_url_for_encodes_rule_text(app, client, text, written):
    """The URL of a rule with such a character leads back to the rule."""
    app.add_url_rule(f"/a{text}b/<int:number>", "page", lambda number: f"page {number}")

    with app.test_request_context():
        url = flask.url_for("page", number=7)

    assert url == f"/a{written}b/7"
    assert client.get(url).text == "page 7"


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="<>/"), min_size=1))
def test_url_for_encodes_rule_text__any_text(client_of, text):
    """Any text but angle brackets, slashes and lone surrogates leads back to its rule."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule(f"/pages/{text}", "page", lambda: "page")

    with app.test_request_context():
        url = flask.url_for("page")
    response = client_of(app).get("/pages", extensions={"target": url.encode("ascii")})

    assert unquote(url) == f"/pages/{text}"
    assert response.text == "page"


@pytest.mark.parametrize("converter", ["string", "path"])
def test_url_for_leaves_what_needs_no_encoding(app, client, converter):
    """What RFC 3986 allows in a path as it is, is left, in values and in literal text."""
    bare = "azAZ09-._~!$&'()*+,:;=@"
    app.add_url_rule(f"/{bare}/<{converter}:word>", "word", lambda word: f"word {word}")

    with app.test_request_context():
        url = flask.url_for("word", word=bare)

    assert url == f"/{bare}/{bare}"
    assert client.get(url).text == f"word {bare}"
