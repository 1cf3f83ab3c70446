"""What url_for encodes in values and in the text of rules."""

from urllib.parse import unquote

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
