"""Build-only rules: there for building, not for matching."""

import flask


def test_build_only_rule_is_not_served__nor_redirected(app, client):
    """A build-only folder does not redirect its bare path either."""
    app.add_url_rule("/files/", "files", build_only=True)
    app.add_url_rule("/books/", "books", lambda: flask.url_for("files"))

    answers = [client.get(url) for url in ("/books/", "/books", "/files/", "/files")]

    assert answers[0].text == "/files/"
    assert [each.status_code for each in answers[1:]] == [308, 404, 404]


def test_build_only_rule_builds_urls__beside_served_rules(app, client):
    """An endpoint can be served by one rule and built by another."""
    app.add_url_rule("/api/<name>", "book", lambda name: flask.url_for("book", name=name, v=2))
    app.add_url_rule("/v<int:v>/<name>", "book", build_only=True)

    answer = client.get("/api/Emma")

    assert answer.text == "/v2/Emma"


def test_build_only_rule_hides_no_other__that_is_less_specific(app, client):
    """A build-only rule does not keep a rule with a variable from answering its URL."""
    app.add_url_rule("/books/new", "new", build_only=True)
    app.add_url_rule("/books/<title>", "book", lambda title: f"the book {title}")

    answer = client.get("/books/new")

    assert answer.text == "the book new"
