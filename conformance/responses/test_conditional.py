"""Conditional responses, by tag and by date."""

from datetime import UTC, datetime

import flask
import pytest

METHODS = {"get": ("GET", 304), "head": ("HEAD", 304), "post": ("POST", 200), "put": ("PUT", 200)}


@pytest.mark.parametrize(("method", "status"), METHODS.values(), ids=METHODS)
def test_other_methods_are_answered_in_full(app, client, method, status):
    """A condition counts for the methods that only read."""

    @app.route("/page", methods=["GET", "POST", "PUT"])
    def page():
        response = flask.make_response("page")
        response.set_etag("17")
        return response.make_conditional(flask.request)

    answer = client.request(method, "/page", headers={"If-None-Match": '"17"'})

    assert (answer.status_code, answer.headers["ETag"]) == (status, '"17"')


DATES = {
    "same": ("Wed, 02 Jan 2030 03:04:05 GMT", 304, ""),
    "later": ("Thu, 03 Jan 2030 00:00:00 GMT", 304, ""),
    "earlier": ("Tue, 01 Jan 2030 00:00:00 GMT", 200, "page"),
    "no-date": ("lately", 200, "page"),
}


@pytest.mark.parametrize(("since", "status", "body"), DATES.values(), ids=DATES)
def test_unchanged_page_is_answered_without_a_body(app, client, since, status, body):
    """The date of the response decides, to the second."""

    @app.route("/page")
    def page():
        response = flask.make_response("page", {"X-Shelf": "3"})
        response.last_modified = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
        return response.make_conditional(flask.request)

    answer = client.get("/page", headers={"If-Modified-Since": since})

    assert (answer.status_code, answer.text) == (status, body)
    assert answer.headers["X-Shelf"] == "3"


TAGS = {
    "any": ("*", 304),
    "weak": ('W/"17"', 304),
    "other": ('"18"', 200),
    "part": ('"1"', 200),
}


@pytest.mark.parametrize(("known", "status"), TAGS.values(), ids=TAGS)
def test_known_tag_is_answered_without_a_body__forms(app, client, known, status):
    """Weak tags are compared like strong ones, and an asterisk is every tag."""

    @app.route("/page")
    def page():
        response = flask.make_response("page")
        response.set_etag("17")
        return response.make_conditional(flask.request)

    answer = client.get("/page", headers={"If-None-Match": known})

    assert (answer.status_code, answer.headers["ETag"]) == (status, '"17"')


def test_known_tag_is_answered_without_a_body__after_the_view(app, client):
    """A function after the view can make all answers conditional."""

    @app.after_request
    def compare(response):
        response.add_etag()
        return response.make_conditional(flask.request)

    app.add_url_rule("/page", "page", lambda: {"title": "Emma"})

    first = client.get("/page")
    second = client.get("/page", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.json()) == (200, {"title": "Emma"})
    assert (second.status_code, second.content) == (304, b"")
