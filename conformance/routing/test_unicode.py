"""Text beyond ASCII in rules and URLs, beyond the examples of the page."""

from urllib.parse import quote

import flask
import pytest

LOOKALIKES = {
    "composed-and-decomposed": ("\u00e9", "e\u0301"),
    "latin-and-cyrillic": ("a", "\u0430"),
    "wide-and-narrow": ("A", "\uff21"),
    "ligature-and-letters": ("\ufb01", "fi"),
    "kelvin-and-k": ("K", "\u212a"),
}


@pytest.mark.parametrize(
    "text",
    ["größe", "日本語", "Привет", "שלום", "😀", "e\u0301"],
    ids=["latin", "japanese", "cyrillic", "hebrew", "emoji", "combining"],
)
def test_rules_may_be_written_in_any_script__scripts(app, client, text):
    """In whatever script a rule is written, its UTF-8 leads to it."""
    app.add_url_rule(f"/{text}/<int:number>", "page", lambda number: f"page {number}")

    response = client.get(f"/{quote(text)}/7")

    assert response.text == "page 7"


@pytest.mark.parametrize(
    ("rule", "other"),
    [
        pytest.param("books", "Books", id="ascii"),
        pytest.param("größe", "GRÖSSE", id="latin"),
        pytest.param("привет", "ПРИВЕТ", id="cyrillic"),
    ],
)
def test_case_counts(app, client, rule, other):
    """Text in another case is another text."""
    app.add_url_rule(f"/{rule}/<word>", "page", lambda word: word)

    found, missing = client.get(f"/{quote(rule)}/x"), client.get(f"/{quote(other)}/x")

    assert found.text == "x"
    assert missing.status_code == 404


@pytest.mark.parametrize(("one", "other"), LOOKALIKES.values(), ids=LOOKALIKES)
def test_text_is_not_normalized__rules(app, client, one, other):
    """Rules of different code points live side by side."""
    app.add_url_rule(f"/-{one}", "one", lambda: "one")
    app.add_url_rule(f"/-{other}", "other", lambda: "other")

    answers = client.get(f"/-{quote(one)}").text, client.get(f"/-{quote(other)}").text

    assert answers == ("one", "other")


@pytest.mark.parametrize(("one", "other"), LOOKALIKES.values(), ids=LOOKALIKES)
def test_text_is_not_normalized__values(app, client, one, other):
    """Values keep the code points that were sent."""
    seen = []
    app.add_url_rule("/words/<word>", "word", lambda word: seen.append(word) or "word")

    with app.test_request_context():
        urls = [flask.url_for("word", word=one), flask.url_for("word", word=other)]
    for url in urls:
        client.get(url)

    assert seen == [one, other]
