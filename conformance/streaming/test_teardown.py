"""Contexts before, during and after a wrapped stream, seen from the server."""

import flask
import pytest


def add_story(app):
    """Add a wrapped stream at ``/story`` whose pieces tell whether a context is active."""

    @app.route("/story")
    def story():
        def tell():
            yield f"{flask.has_request_context()} "
            yield f"{flask.has_app_context()}"

        return flask.stream_with_context(tell())


def contexts_around(app, wsgi):
    """Which contexts are active before a stream and after it, and what it says itself."""
    with wsgi.start(app, wsgi.environ("/story")) as call:
        before = flask.has_app_context(), flask.has_request_context()
        body = b"".join(call)
        ended = flask.has_app_context(), flask.has_request_context()
    return before, body, ended


def test_no_context_is_left_behind(app, wsgi):
    """No context is active as soon as the last piece was made, before the answer is closed."""
    add_story(app)

    _, body, ended = contexts_around(app, wsgi)

    assert body == b"True True"
    assert ended == (False, False)


def test_no_context_is_left_behind__after_an_error(app, wsgi):
    """An error in the stream ends the contexts as well."""
    seen = []

    @app.route("/story")
    def story():
        def tell():
            yield "Once upon a time"
            seen.append(flask.request.path)
            raise LookupError

        return flask.stream_with_context(tell())

    with wsgi.start(app, wsgi.environ("/story")) as call, pytest.raises(LookupError):
        b"".join(call)

    assert seen == ["/story"]
    assert flask.has_app_context() is False


def test_contexts_rest_between_view_and_stream(app, wsgi):
    """The server may do anything in between, in whatever thread."""
    add_story(app)

    before, body, ended = contexts_around(app, wsgi)

    assert before == (False, False)
    assert (body, ended) == (b"True True", (False, False))


def test_contexts_stayed_between_view_and_stream(app, wsgi):
    """They are active in the thread that called the application."""
    add_story(app)

    before, body, ended = contexts_around(app, wsgi)

    assert before == (True, True)
    assert (body, ended) == (b"True True", (False, False))


def test_contexts_stay_between_view_and_stream(app, wsgi):
    """It is active in the thread that called the application."""
    add_story(app)

    before, body, ended = contexts_around(app, wsgi)

    assert before == (True, True)
    assert (body, ended) == (b"True True", (False, False))


@pytest.mark.parametrize("status", [200, 404, 500])
def test_teardown_follows_the_stream__of_handlers(app, client, status):
    """A stream that a handler returned is followed by teardown as well."""
    diary = []
    app.teardown_request(lambda error: diary.append("leave"))

    @app.errorhandler(status if status != 200 else 404)
    def answer(error):
        def tell():
            yield f"nothing at {flask.request.path}"
            diary.append("told")

        return flask.stream_with_context(tell()), status

    @app.route("/failing")
    def failing():
        raise LookupError

    answered = client.get("/failing" if status == 500 else "/nowhere")

    assert answered.status_code == status
    assert answered.text.startswith("nothing at /")
    assert diary[-2:] == ["told", "leave"]
