"""Scripts of others: pages as a browser reads them."""

import json
from html.parser import HTMLParser

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text, as a browser finds them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


# What ends a text, an attribute, a script or a comment, and what can be hidden behind.
HOSTILE = st.text(st.sampled_from("<>&\"'/=`-!;a\u2028\\")) | st.sampled_from(
    ["</script>", "<script>", "<!--", "-->", "]]>", "&lt;", "&#34;", "' x='", '" x="', "</p><p>"]
)


@given(text=HOSTILE)
def test_text_is_no_markup(app, text):
    """Any text of characters that mean something in HTML comes through as it is.

    The application is the same for all, since it does not change.
    """
    source = """<p a="{{ text }}" b='{{ text }}'>{{ text }}</p>"""

    with app.app_context():
        page = Page(flask.render_template_string(source, text=text))

    assert page.tags == [("p", {"a": text, "b": text})]
    assert page.text == text


@given(text=HOSTILE)
def test_json_ends_no_script(app, text):
    """Any text of such characters comes through in a script and in an attribute.

    The application is the same for all, since it does not change.
    """
    source = "<script>{{ value|tojson }}</script><p a='{{ value|tojson }}'></p>"
    value = {"text": text, text: [text]}

    with app.app_context():
        page = Page(flask.render_template_string(source, value=value))
    (script, attributes), (paragraph, kept) = page.tags

    assert (script, attributes, paragraph) == ("script", {}, "p")
    assert [json.loads(page.text), json.loads(kept["a"])] == [value, value]


REQUESTS = {
    "unknown-path": ("GET", "/%3Cscript%3E", 404),
    "unknown-method": ("PUT", "/books/?<script>", 405),
    "slash-redirect": ("GET", "/shelf/%3Cscript%3E", 308),
    "slash-redirect-with-query": ("GET", "/shelf/3?<script>'\"", 308),
    "aborted": ("GET", "/abort?text=%3Cscript%3E", 400),
    "missing-key": ("GET", "/key?%3Cscript%3E", 400),
    "error": ("GET", "/error?text=%3Cscript%3E", 500),
    "redirect": ("GET", "/redirect?text=%3Cscript%3E%22", 302),
}


@pytest.mark.parametrize(("method", "url", "status"), REQUESTS.values(), ids=REQUESTS)
def test_pages_of_errors_and_redirects_have_no_markup_of_the_visitor(
    app, client, method, url, status
):
    """No page has the tag that the visitor sent, beside a page that has it."""

    app.add_url_rule("/books/", "books", lambda: "<script>")
    app.add_url_rule("/shelf/<place>/", "shelf", lambda place: place)
    app.add_url_rule("/abort", "abort", lambda: flask.abort(400, flask.request.args["text"]))
    app.add_url_rule("/key", "key", lambda: flask.request.args["text"])
    app.add_url_rule("/error", "error", lambda: {}[flask.request.args["text"]])
    app.add_url_rule(
        "/redirect", "redirect", lambda: flask.redirect(flask.request.args["text"], 302)
    )

    answer = client.request(method, url)
    tags = [[tag for tag, _ in Page(page.text).tags] for page in (client.get("/books/"), answer)]

    assert answer.status_code == status
    assert tags[0] == ["script"]
    assert "script" not in tags[1]
