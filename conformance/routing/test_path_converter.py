"""What the converter path takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

CHARACTERS = st.characters(exclude_characters="\n", codec="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("a", "a", id="one-segment"),
        pytest.param("a/b/c/d", "a/b/c/d", id="four-segments"),
        pytest.param("a%2Fb", "a/b", id="encoded-slash"),
        pytest.param("a%20b/%C3%BC", "a b/ü", id="encoded-characters"),
        pytest.param("a/.hidden", "a/.hidden", id="dot-file"),
        pytest.param("%20", " ", id="space"),
        pytest.param("a;b=c/d,e", "a;b=c/d,e", id="delimiters"),
    ],
)
def test_path_takes_slashes__values(app, client, path, value):
    """The view gets the decoded text, slashes included."""
    seen = []
    app.add_url_rule("/files/<path:name>", "file", lambda name: seen.append(name) or "file")

    client.get(f"/files/{path}")

    assert seen == [value]


def test_path_is_not_empty__in_front_of_text(app, client):
    """Also where literal text follows, the path has at least one character."""
    app.add_url_rule("/wiki/<path:page>.html", "page", lambda page: page)

    found, missing = client.get("/wiki/a/b.html"), client.get("/wiki/.html")

    assert found.text == "a/b"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("path", "page"),
    [
        pytest.param("edit/edit", "edit", id="value-like-the-text"),
        pytest.param("a/edit/edit", "a/edit", id="text-twice"),
        pytest.param("a/edit/b/edit", "a/edit/b", id="text-in-between"),
    ],
)
def test_literal_text_may_follow_a_path__last_one_counts(app, client, path, page):
    """Only the text at the end of the URL is the rule's."""
    app.add_url_rule("/wiki/<path:page>/edit", "edit", lambda page: page)

    response = client.get(f"/wiki/{path}")

    assert response.text == page


def test_variable_may_follow_a_path__in_one_segment(app, client):
    """With literal text between them, both share the last segment."""
    app.add_url_rule("/files/<path:name>.<extension>", "file", lambda **values: repr(values))

    inside, no_text = client.get("/files/a/b.txt"), client.get("/files/a.b/c")

    assert inside.text == "{'name': 'a/b', 'extension': 'txt'}"
    assert no_text.status_code == 404


@given(text=st.text(CHARACTERS, min_size=1).filter(lambda text: not text.startswith("/")))
def test_path_survives_the_round_trip(client_of, text):
    """Every text but those with a line feed, a slash in front, or a lone surrogate."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule("/files/<path:name>", "file", lambda name: seen.append(name) or "file")

    with app.test_request_context():
        url = flask.url_for("file", name=text)
    client_of(app).get("/files/", extensions={"target": url.encode("ascii")})

    assert seen == [text]


@given(
    segments=st.lists(
        st.text(CHARACTERS, min_size=1).map(lambda text: text.replace("/", "")), min_size=1
    )
)
def test_path_survives_the_round_trip__in_the_middle(client_of, segments):
    """Segments without line feeds, in front of a literal text; the first is not empty."""
    app = flask.Flask("app_under_test", static_folder=None)
    page = "/".join(["wiki", *segments])
    seen = []
    app.add_url_rule("/<path:page>/edit", "edit", lambda page: seen.append(page) or "edit")

    with app.test_request_context():
        url = flask.url_for("edit", page=page)
    client_of(app).get("/edit", extensions={"target": url.encode("ascii")})

    assert seen == [page]
