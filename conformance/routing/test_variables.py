"""Where variables stand in a rule, beyond the examples of the page."""

import re

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

PATTERNS = {
    "dot": ("a.b", "axb"),
    "plus": ("ab+", "abb"),
    "star": ("ab*", "abb"),
    "parentheses": ("(a)", "a"),
    "brackets": ("[ab]", "a"),
    "bar": ("a|b", "a"),
    "caret": ("^a", "a"),
    "dollar": ("a$", "a"),
    "braces": ("a{2}", "aa"),
    "backslash": ("\\d", "7"),
}


@pytest.mark.parametrize(("literal", "as_pattern"), PATTERNS.values(), ids=PATTERNS)
def test_literal_text_is_no_pattern__in_a_segment(app, client, literal, as_pattern):
    """Beside a variable, each such character matches itself and nothing else."""
    app.add_url_rule(f"/{literal}-<name>", "page", lambda name: name)

    found = client.get(f"/{re.sub('[^a-z0-9]', percent, literal)}-x")
    missing = client.get(f"/{as_pattern}-x")

    assert found.text == "x"
    assert missing.status_code == 404


def percent(match):
    """A character as it is written in a URL when it must not be read as anything else."""
    return f"%{ord(match[0]):02X}"


@pytest.mark.parametrize(
    ("rule", "path", "values"),
    [
        pytest.param("/<a>.<b>", "/x.y", {"a": "x", "b": "y"}, id="dot"),
        pytest.param("/<a>and<b>", "/xandy", {"a": "x", "b": "y"}, id="word"),
        pytest.param("/<int:a><b>", "/12x", {"a": 12, "b": "x"}, id="nothing-between"),
        pytest.param("/(<int:a>,<int:b>)", "/(1,2)", {"a": 1, "b": 2}, id="around-both"),
        pytest.param("/<a>-<b>-<c>", "/x-y-z", {"a": "x", "b": "y", "c": "z"}, id="three"),
        pytest.param("/<a>-<b>/<c>", "/x-y/z-", {"a": "x", "b": "y", "c": "z-"}, id="two-segments"),
        pytest.param(
            "/<any(en, de):a>-<uuid:b>",
            "/de-6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            {"a": "de", "b": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
            id="hyphens-inside-too",
        ),
    ],
)
def test_several_variables_share_a_segment__values(app, client, rule, path, values):
    """Each variable gets its own part of the segment."""
    seen = []
    app.add_url_rule(rule, "page", lambda **values: seen.append(values) or "page")

    client.get(path)

    assert [{name: as_plain(value) for name, value in each.items()} for each in seen] == [values]


def as_plain(value):
    """A number as it is, everything else as text."""
    return value if isinstance(value, int) else str(value)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/-5", id="first-empty"),
        pytest.param("/2024-", id="second-empty"),
        pytest.param("/2024", id="no-literal"),
        pytest.param("/2024/5", id="slash-instead"),
        pytest.param("/2024-5-1", id="more-behind"),
    ],
)
def test_several_variables_share_a_segment__refused(app, client, path):
    """No variable may be empty, and the literal text between them must be there."""
    app.add_url_rule("/<int:year>-<int:month>", "archive", lambda year, month: f"{year} {month}")

    found, missing = client.get("/2024-5"), client.get(path)

    assert found.text == "2024 5"
    assert missing.status_code == 404


@given(year=st.integers(0, 9999), word=st.text("abcxyz.-", min_size=1))
def test_several_variables_share_a_segment__round_trip(client_of, year, word):
    """What url_for puts together comes apart again; words keep to letters, dots and hyphens."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule("/<int:year>-<word>", "page", lambda **values: seen.append(values) or "page")

    with app.test_request_context():
        url = flask.url_for("page", year=year, word=word)
    client_of(app).get(url)

    assert seen == [{"year": year, "word": word}]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("/<>", id="empty"),
        pytest.param("/<1st>", id="digit-first"),
        pytest.param("/<first-name>", id="hyphen"),
        pytest.param("/<first name>", id="space-inside"),
        pytest.param("/< name>", id="space-before"),
        pytest.param("/<int : name>", id="spaces-around-colon"),
        pytest.param("/<:name>", id="no-converter-before-colon"),
        pytest.param("/<int:>", id="no-name-behind-colon"),
        pytest.param("/<int(min=1:name>", id="open-parenthesis"),
        pytest.param("/<<name>>", id="two-pairs"),
    ],
)
def test_malformed_variable_is_refused(app, client, rule):
    """Nothing but an optional converter and an ASCII identifier may stand between the brackets."""
    app.add_url_rule("/page/<name>", "page", lambda name: name)

    with pytest.raises(ValueError):
        app.add_url_rule(rule, "malformed", lambda **values: "malformed")

    assert client.get("/page/x").text == "x"
