"""Redirects that the test client follows, for every status."""

import flask
import pytest


@pytest.mark.parametrize(
    ("status", "seen"),
    [(302, "GET "), (303, "GET "), (307, "POST body"), (308, "POST body")],
    ids=["found", "see-other", "temporary", "permanent"],
)
def test_redirect_decides_the_method(app, status, seen):
    """A browser that is sent elsewhere asks, unless it is told to repeat."""
    app.add_url_rule("/old", "old", lambda: flask.redirect("/new", status), methods=["POST"])

    @app.route("/new", methods=["GET", "POST"])
    def new():
        return f"{flask.request.method} {flask.request.get_data(as_text=True)}"

    answer = app.test_client().post("/old", data="body", follow_redirects=True)

    assert str(answer.text) == seen


def test_redirects_are_followed_on_demand__with_cookies(app):
    """A cookie of the redirect is sent along."""

    @app.route("/enter")
    def enter():
        answer = flask.redirect("/name")
        answer.set_cookie("name", "Ada")
        return answer

    app.add_url_rule("/name", "name", lambda: flask.request.cookies["name"])

    answer = app.test_client().get("/enter", follow_redirects=True)

    assert str(answer.text) == "Ada"


def test_followed_redirects_are_remembered__none(app):
    """An answer that followed nothing remembers nothing."""
    app.add_url_rule("/new", "new", lambda: "here")
    app.add_url_rule("/old", "old", lambda: flask.redirect("/new"))
    browser = app.test_client()

    direct, sent = (browser.get(path, follow_redirects=True) for path in ("/new", "/old"))

    assert (len(list(direct.history)), len(list(sent.history))) == (0, 1)
