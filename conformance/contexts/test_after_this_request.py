"""Functions for this request, beyond the examples of the page."""

import flask
import pytest


def test_deciding_needs_a_request__application_context(app):
    """An application context alone is not enough."""

    def note(response):
        return response

    with app.test_request_context("/visit"):
        given = flask.after_this_request(note)

    with app.app_context(), pytest.raises(RuntimeError):
        flask.after_this_request(note)
    assert given is note


def test_error_pages_are_responses_to_this_request__unknown_url(app, client):
    """What a function before the view gave gets the response to an unknown URL."""

    @app.before_request
    def plan():
        flask.after_this_request(lambda response: flask.Response(f"was {response.status_code}"))

    answer = client.get("/nowhere")

    assert (answer.status_code, answer.text) == (200, "was 404")


def test_error_pages_are_responses_to_this_request__answer_before_the_view(app, client):
    """It gets as well what a function before the view answers."""
    seen = []

    @app.before_request
    def refuse():
        flask.after_this_request(lambda response: seen.append(response.status_code) or response)
        return "closed", 403

    client.get("/visit")

    assert seen == [403]


def test_nested_requests_decide_for_themselves__by_hand(app, client):
    """What is given within a request context made by hand stays there."""
    diary = []

    def note(response, path):
        diary.append(path)
        return response

    def plan():
        path = str(flask.request.path)
        flask.after_this_request(lambda response: note(response, path))

    @app.route("/outer")
    def outer():
        plan()
        with app.test_request_context("/inner"):
            plan()
        return "visited"

    client.get("/outer")

    assert diary == ["/outer"]
