"""What the converter string takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

SEGMENTS = {
    "one-letter": ("a", "a"),
    "digits": ("007", "007"),
    "dots": ("a.b.c", "a.b.c"),
    "unreserved": ("a-b_c~d", "a-b_c~d"),
    "sub-delimiters": ("!$&'()*+,;=", "!$&'()*+,;="),
    "colon-and-at": (":@", ":@"),
    "space": ("%20", " "),
    "line-feed": ("a%0Ab", "a\nb"),
    "null": ("a%00b", "a\0b"),
    "umlaut": ("%C3%BC", "ü"),
    "emoji": ("%F0%9F%98%80", "😀"),
    "angle-brackets": ("%3Cint:x%3E", "<int:x>"),
}


@pytest.mark.parametrize(("segment", "text"), SEGMENTS.values(), ids=SEGMENTS)
def test_string_takes_one_segment__characters(app, client, segment, text):
    """Every character but the slash may be part of the text."""
    seen = []
    app.add_url_rule("/books/<string:title>", "book", lambda title: seen.append(title) or "book")

    client.get(f"/books/{segment}")

    assert seen == [text]


@pytest.mark.parametrize(
    ("arguments", "shortest", "longest"),
    [
        pytest.param("length=3", 3, 3, id="length"),
        pytest.param("length=1", 1, 1, id="length-one"),
    ],
)
def test_length_is_exact(app, client, arguments, shortest, longest):
    """One character less or more is not found."""
    app.add_url_rule(f"/<string({arguments}):text>", "page", lambda text: text)

    taken = taken_lengths(client)

    assert taken == list(range(shortest, longest + 1))


def test_minlength_is_the_least(app, client):
    """From the least length on, every length is taken."""
    app.add_url_rule("/<string(minlength=3):text>", "page", lambda text: text)

    taken = taken_lengths(client)

    assert taken == [3, 4, 5, 6]


def test_minlength_is_the_least__positional(app, client):
    """A single argument without a name is the least length."""
    app.add_url_rule("/<string(3):text>", "page", lambda text: text)

    taken = taken_lengths(client)

    assert taken == [3, 4, 5, 6]


def test_maxlength_is_the_most(app, client):
    """Up to the greatest length, every length but zero is taken."""
    app.add_url_rule("/<string(maxlength=3):text>", "page", lambda text: text)

    taken = taken_lengths(client)

    assert taken == [1, 2, 3]


def test_both_limits_hold_together(app, client):
    """Between the limits, both included, every length is taken."""
    app.add_url_rule("/<string(minlength=2, maxlength=4):text>", "page", lambda text: text)

    taken = taken_lengths(client)

    assert taken == [2, 3, 4]


def taken_lengths(client):
    """The lengths from 0 to 6 at which a text reaches the view."""
    texts = ["abcdef"[:length] for length in range(7)]
    return [len(text) for text in texts if text and client.get(f"/{text}").text == text]


@given(text=st.text(st.characters(exclude_characters="/", codec="utf-8"), min_size=1))
def test_string_survives_the_round_trip(client_of, text):
    """Every text without a slash; lone surrogates, which UTF-8 cannot say, are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule("/books/<title>", "book", lambda title: seen.append(title) or "book")

    with app.test_request_context():
        url = flask.url_for("book", title=text)
    client_of(app).get("/books/", extensions={"target": url.encode("ascii")})

    assert seen == [text]


@given(data=st.data(), length=st.integers(1, 5))
def test_string_survives_the_round_trip__with_length(client_of, data, length):
    """Every text of the rule's length, counted in code points, without slash and surrogates."""
    characters = st.characters(exclude_characters="/", codec="utf-8")
    text = data.draw(st.text(characters, min_size=length, max_size=length))
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule(
        f"/<string(length={length}):word>", "word", lambda word: seen.append(word) or ""
    )

    with app.test_request_context():
        url = flask.url_for("word", word=text)
    client_of(app).get("/word", extensions={"target": url.encode("ascii")})

    assert seen == [text]
