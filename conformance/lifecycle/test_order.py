"""The order of the functions around a view, beyond the examples of the page."""

import flask
import pytest

EMPTY_ANSWERS = {"text": ("", b""), "bytes": (b"", b""), "dict": ({}, b"{}")}


@pytest.mark.parametrize(("value", "sent"), EMPTY_ANSWERS.values(), ids=EMPTY_ANSWERS)
def test_function_before_the_view_may_answer__empty(app, client, value, sent):
    """An empty value is an answer too: only ``None`` lets a request go on."""
    diary = []
    app.before_request(lambda: diary.append("go on"))
    app.before_request(lambda: value)
    app.add_url_rule("/visit", "visit", lambda: diary.append("visit") or "visited")

    answer = client.get("/visit")

    assert diary == ["go on"]
    assert (answer.status_code, answer.content.strip()) == (200, sent)


def test_function_before_the_view_may_answer__unknown_url(app, client):
    """The answer of a function before the view takes the place of a 404 as well."""
    app.before_request(lambda: f"{flask.request.path} has moved")

    answer = client.get("/nowhere")

    assert (answer.status_code, answer.text) == (200, "/nowhere has moved")


def test_functions_after_this_request_come_first__given_before_the_view(app, client):
    """A function before the view may give one, which sees what the view made."""
    diary = []

    @app.before_request
    def plan():
        flask.after_this_request(lambda response: diary.append(response.data) or response)

    app.after_request(lambda response: diary.append("always") or response)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    client.get("/visit")

    assert diary == [b"visited", "always"]


def test_functions_after_this_request_come_first__may_replace_the_response(app, client):
    """The response that it returns is the one that goes on."""
    seen = []

    @app.route("/visit")
    def visit():
        flask.after_this_request(lambda response: flask.Response("replaced", status=203))
        return "visited"

    app.after_request(lambda response: seen.append(response.status_code) or response)

    answer = client.get("/visit")

    assert seen == [203]
    assert (answer.status_code, answer.text) == (203, "replaced")


def test_teardown_functions_run_last__answer_before_the_view(app, client):
    """They run as well when a function before the view gave the answer."""
    diary = []
    app.before_request(lambda: "closed")
    app.after_request(lambda response: diary.append("after") or response)
    app.teardown_request(lambda error: diary.append(("teardown", error)))

    client.get("/visit")

    assert diary == ["after", ("teardown", None)]


def test_url_values_are_preprocessed_first__unknown_url(app, client):
    """For an unknown URL both endpoint and values are ``None``."""
    diary = []
    app.before_request(lambda: diary.append("before"))
    app.url_value_preprocessor(lambda endpoint, values: diary.append((endpoint, values)))

    client.get("/nowhere")

    assert diary == [(None, None), "before"]
