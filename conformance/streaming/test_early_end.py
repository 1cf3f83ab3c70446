"""Streams that are closed before their end, after any number of pieces."""

from itertools import islice

import flask
import pytest


def add_story(app, diary, wrap):
    """Add a stream at ``/story`` that notes what it does, and teardown functions that do so."""

    def tell():
        diary.append("begin")
        try:
            yield from "abc"
            diary.append("end")
        finally:
            diary.append(f"finally, request: {flask.has_request_context()}")

    @app.route("/story")
    def story():
        return flask.stream_with_context(tell()) if wrap else tell()

    app.teardown_request(lambda error: diary.append(("request", type(error))))
    app.teardown_appcontext(lambda error: diary.append(("application", type(error))))


def read(app, wsgi, number):
    """Ask the stream for a number of pieces, then close it; what was read."""
    with wsgi.start(app, wsgi.environ("/story")) as call:
        return list(islice(call, number))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_closed_stream_runs_its_last_lines(app, wsgi, number):
    """The lines after the piece that was read last do not run, but those of ``finally`` do."""
    diary = []
    add_story(app, diary, wrap=False)

    pieces = read(app, wsgi, number)

    assert pieces == [b"a", b"b", b"c"][:number]
    assert diary[-2:] == ["begin", "finally, request: False"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_closed_stream_still_has_its_context(app, wsgi, number):
    """It can give back what it took from the request."""
    diary = []
    add_story(app, diary, wrap=True)

    pieces = read(app, wsgi, number)

    assert pieces == [b"a", b"b", b"c"][:number]
    assert [entry for entry in diary if isinstance(entry, str)] == [
        "begin",
        "finally, request: True",
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_teardown_follows_a_closed_stream(app, wsgi, number):
    """Both kinds of teardown functions come last, and leave nothing active."""
    diary = []
    add_story(app, diary, wrap=True)

    read(app, wsgi, number)

    assert diary[-3] == "finally, request: True"
    assert [kind for kind, _ in diary[-2:]] == ["request", "application"]
    assert flask.has_app_context() is False


def test_teardown_learns_of_the_early_end(app, wsgi):
    """The last of them get the error that a generator sees where it is closed."""
    diary = []
    add_story(app, diary, wrap=True)

    read(app, wsgi, 1)

    assert diary[-2:] == [("request", GeneratorExit), ("application", GeneratorExit)]


def test_teardown_learns_of_the_early_end__and_of_no_other(app, wsgi):
    """A stream that ends by itself ends without an error."""
    diary = []
    add_story(app, diary, wrap=True)

    pieces = read(app, wsgi, 4)

    assert pieces == [b"a", b"b", b"c"]
    assert diary[-2:] == [("request", type(None)), ("application", type(None))]


@pytest.mark.parametrize("wrap", [False, True], ids=["plain", "wrapped"])
def test_stream_that_was_never_read_does_not_run(app, wsgi, wrap):
    """Neither its first nor its last lines run."""
    diary = []
    add_story(app, diary, wrap)

    read(app, wsgi, 0)

    assert [entry for entry in diary if isinstance(entry, str)] == []
    assert [kind for kind, _ in diary[-2:]] == ["request", "application"]


def test_teardown_follows_a_stream_that_was_never_read(app, wsgi):
    """Both kinds of teardown functions have run, and nothing is active."""
    diary = []
    add_story(app, diary, wrap=True)

    read(app, wsgi, 0)

    assert [kind for kind, _ in diary[-2:]] == ["request", "application"]
    assert flask.has_app_context() is False
    assert flask.has_request_context() is False
