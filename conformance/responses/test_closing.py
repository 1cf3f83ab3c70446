"""Closing, for answers that are not plain pages."""

import flask
import pytest


def made_response(diary, body="ordered", status=200):
    """A response that notes when it is closed."""
    response = flask.Response(body, status)
    response.call_on_close(lambda: diary.append("closed"))
    return response


VIEWS = {
    "tuple": ("GET", lambda diary: (made_response(diary), 201)),
    "head": ("HEAD", lambda diary: made_response(diary)),
    "no-content": ("GET", lambda diary: made_response(diary, status=204)),
    "not-modified": ("GET", lambda diary: made_response(diary, status=304)),
    "abort": ("GET", lambda diary: flask.abort(made_response(diary, status=403))),
    "stream": ("GET", lambda diary: made_response(diary, iter("ordered"))),
    "list": ("GET", lambda diary: made_response(diary, ["ordered"])),
}


@pytest.mark.parametrize(("method", "view"), VIEWS.values(), ids=VIEWS)
def test_every_answer_is_closed(app, client, method, view):
    """The function runs, and runs once, after the view."""
    diary = []

    @app.route("/order")
    def order():
        diary.append("view")
        return view(diary)

    client.request(method, "/order")

    assert diary == ["view", "closed"]


def test_every_answer_is_closed__given_after_the_view(app, client):
    """A function after the view may give one to any response, an error page included."""
    diary = []

    @app.after_request
    def note(response):
        response.call_on_close(lambda: diary.append(flask.has_request_context()))
        return response

    client.get("/nowhere")

    assert diary == [False]


def test_functions_run_when_the_response_is_closed__and_not_before(app, wsgi):
    """Nothing runs until the server closes the answer, however much of it was read."""
    diary = []
    app.add_url_rule("/order", "order", lambda: made_response(diary))

    with wsgi.start(app, wsgi.environ("/order")) as call:
        body = b"".join(call)
        before = list(diary)

    assert (body, before) == (b"ordered", [])
    assert diary == ["closed"]
