"""Streams that fail, before or after some of their pieces, wrapped or not."""

import logging

import flask
import pytest


class StoryError(Exception):
    """What a failing stream raises."""


def fail():
    """Raise what no handler expects."""
    raise StoryError


def add_story(app, wrap, pieces, error=fail):
    """Add a stream at ``/story`` that gives some pieces and then calls ``error``."""

    def tell():
        for number in range(pieces):
            yield f"{number}"
        error()

    @app.route("/story")
    def story():
        stream = flask.stream_with_context(tell()) if wrap else tell()
        return stream, 203, {"X-Shelf": "3"}


def read(call, error=StoryError):
    """What the server gets until the error comes, which must come."""
    sent = []
    with pytest.raises(error):
        sent.extend(call)
    return b"".join(sent)


WRAPPED = pytest.mark.parametrize("wrap", [False, True], ids=["plain", "wrapped"])
PIECES = pytest.mark.parametrize("pieces", [0, 1, 3])


@WRAPPED
@PIECES
@pytest.mark.parametrize("testing", [False, True], ids=["in-production", "in-a-test"])
def test_error_leaves_the_stream(app, wsgi, wrap, pieces, testing):
    """The server gets all pieces and then the error, whether or not errors are propagated."""
    app.testing = testing
    add_story(app, wrap, pieces)

    with wsgi.start(app, wsgi.environ("/story")) as call:
        sent = read(call)

    assert sent == b"012"[:pieces]


@WRAPPED
@PIECES
def test_status_of_a_failing_stream_stays(app, wsgi, wrap, pieces):
    """The server has both before the first piece is asked for, and no others come."""
    add_story(app, wrap, pieces)

    with wsgi.start(app, wsgi.environ("/story")) as call:
        before = call.status, dict(call.headers)["X-Shelf"]
        read(call)

    assert before == (203, "3")
    assert (call.status, dict(call.headers)["X-Shelf"]) == before


def aborted():
    """Raise the error for an unknown URL."""
    flask.abort(404)


def class_of(error):
    """The class of what ``error`` raises."""
    try:
        error()
    except Exception as raised:
        return type(raised)


@WRAPPED
@PIECES
@pytest.mark.parametrize("error", [fail, aborted])
def test_handlers_are_not_asked_about_streams(app, wsgi, wrap, pieces, error):
    """Neither a handler for the class, the code or everything nor that for 500 is asked."""
    asked = []
    for kind in (StoryError, 404, 500, Exception):
        app.register_error_handler(kind, lambda error: asked.append(error) or "handled")
    app.add_url_rule("/view", "view", error)
    add_story(app, wrap, pieces, error)

    handled = wsgi.call(app, wsgi.environ("/view"))
    with wsgi.start(app, wsgi.environ("/story")) as call:
        read(call, class_of(error))

    assert handled.text == "handled"
    assert len(asked) == 1


@pytest.fixture
def records(app):
    """What is written to the logger of the application."""
    kept = []
    handler = logging.Handler()
    handler.emit = kept.append
    app.logger.addHandler(handler)
    yield kept
    app.logger.removeHandler(handler)


@WRAPPED
def test_failing_stream_is_not_logged(app, wsgi, records, wrap):
    """The application logs a view that fails, and no stream that does."""
    app.add_url_rule("/view", "view", fail)
    add_story(app, wrap, 1)

    view = wsgi.call(app, wsgi.environ("/view"))
    logged = len(records)
    with wsgi.start(app, wsgi.environ("/story")) as call:
        read(call)

    assert (view.status, logged) == (500, 1)
    assert len(records) == logged


@PIECES
def test_teardown_learns_of_the_error(app, wsgi, pieces):
    """Both kinds of teardown functions get the error that leaves the stream."""
    diary = []
    app.teardown_request(lambda error: diary.append(("request", type(error))))
    app.teardown_appcontext(lambda error: diary.append(("application", type(error))))
    add_story(app, True, pieces)

    with wsgi.start(app, wsgi.environ("/story")) as call:
        read(call)

    assert diary[-2:] == [("request", StoryError), ("application", StoryError)]


@WRAPPED
@PIECES
def test_failing_stream_is_closed(app, wsgi, wrap, pieces):
    """They run once, and not before."""
    diary = []

    @app.after_request
    def note(response):
        response.call_on_close(lambda: diary.append("closed"))
        return response

    add_story(app, wrap, pieces)

    with wsgi.start(app, wsgi.environ("/story")) as call:
        read(call)
        diary.append("failed")

    assert diary == ["failed", "closed"]
