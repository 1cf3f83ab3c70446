"""Cookies that the test client keeps, by host and path."""

import flask
import pytest


@pytest.mark.parametrize(
    ("attributes", "place", "is_sent"),
    [
        pytest.param({}, {}, True, id="same-host"),
        pytest.param({}, {"base_url": "http://other.example"}, False, id="other-host"),
        pytest.param({"path": "/shop"}, {}, False, id="other-path"),
        pytest.param({"path": "/shop"}, {"path": "/shop/name"}, True, id="below-the-path"),
    ],
)
def test_cookies_stay_with_their_host_and_path(app, attributes, place, is_sent):
    """Host and path of the request decide whether a cookie goes along."""

    @app.route("/enter")
    def enter():
        answer = flask.make_response("entered")
        answer.set_cookie("name", "Ada", **attributes)
        return answer

    for path in ("/name", "/shop/name"):
        app.add_url_rule(path, path, lambda: flask.request.cookies.get("name", "nobody"))
    browser = app.test_client()
    browser.get("/enter")

    answer = browser.get(**({"path": "/name"} | place))

    assert str(answer.text) == ("Ada" if is_sent else "nobody")


def test_cookies_are_kept__until_they_are_deleted(app):
    """An answer that deletes a cookie takes it from the client."""

    @app.route("/leave")
    def leave():
        answer = flask.make_response("left")
        answer.delete_cookie("name")
        return answer

    @app.route("/enter")
    def enter():
        answer = flask.make_response("entered")
        answer.set_cookie("name", "Ada")
        return answer

    app.add_url_rule("/name", "name", lambda: flask.request.cookies.get("name", "nobody"))
    browser = app.test_client()

    seen = [browser.get(path).text for path in ("/enter", "/name", "/leave", "/name")]

    assert " ".join(seen) == "entered Ada left nobody"


def test_cookies_are_kept__beside_those_of_the_request(app):
    """A cookie in the headers of one request is not kept."""
    app.add_url_rule("/name", "name", lambda: flask.request.cookies.get("name", "nobody"))
    browser = app.test_client(use_cookies=False)

    once = browser.get("/name", headers={"Cookie": "name=Ada"})
    again = browser.get("/name")

    assert f"{once.text} {again.text}" == "Ada nobody"
