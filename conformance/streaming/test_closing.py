"""Iterators that must be closed, however far they were read."""

from itertools import islice

import flask
import pytest


class Pieces:
    """An iterator that notes when it is closed, and whether its request is active then."""

    def __init__(self, diary):
        self.diary = diary
        self.left = list("abc")

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.diary.append("read")
        return self.left.pop(0)

    def close(self):
        self.diary.append(f"close, request: {flask.has_request_context()}")


FORMS = {
    "returned": lambda pieces: pieces,
    "in-a-tuple": lambda pieces: (pieces, 200),
    "in-a-response": lambda pieces: flask.Response(pieces),
    "made": lambda pieces: flask.make_response(pieces, 200),
}


@pytest.mark.parametrize("number", [0, 1, 3, 4])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_iterator_of_a_stream_is_closed__however_far_it_was_read(app, wsgi, form, number):
    """The iterator is closed last, and once, wherever the server stops."""
    diary = []
    app.add_url_rule("/story", "story", lambda: form(Pieces(diary)))

    with wsgi.start(app, wsgi.environ("/story")) as call:
        pieces = list(islice(call, number))
        before = list(diary)

    assert pieces == [b"a", b"b", b"c"][:number]
    assert "close" not in " ".join(before)
    assert diary == [*before, "close, request: False"]


UNREAD = {
    "head": ("HEAD", 200),
    "no-content": ("GET", 204),
    "not-modified": ("GET", 304),
    "head-of-no-content": ("HEAD", 204),
}


@pytest.mark.parametrize(("method", "status"), UNREAD.values(), ids=UNREAD)
def test_iterator_is_closed_without_being_read(app, wsgi, method, status):
    """The server gets no body, and the iterator is closed."""
    diary = []
    app.add_url_rule("/story", "story", lambda: (Pieces(diary), status))

    answer = wsgi.call(app, wsgi.environ("/story", method=method))

    assert (answer.status, answer.body) == (status, b"")
    assert [entry for entry in diary if entry != "read"] == ["close, request: False"]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_wrapped_iterator_is_closed_in_its_context(app, wsgi, number):
    """The request is active, whether the server reads to the end or stops before it."""
    diary = []
    app.add_url_rule("/story", "story", lambda: flask.stream_with_context(Pieces(diary)))

    with wsgi.start(app, wsgi.environ("/story")) as call:
        pieces = list(islice(call, number))

    assert pieces == [b"a", b"b", b"c"][:number]
    assert {entry for entry in diary if entry != "read"} == {"close, request: True"}


def test_functions_run_after_the_stream__closed_before_its_end(app, wsgi):
    """The stream ends first, then its contexts, then the response."""
    diary = []
    app.teardown_request(lambda error: diary.append("leave"))

    @app.route("/story")
    def story():
        response = flask.Response(flask.stream_with_context(Pieces(diary)))
        response.call_on_close(lambda: diary.append("closed"))
        return response

    with wsgi.start(app, wsgi.environ("/story")) as call:
        piece = call.next_chunk()

    assert piece == b"a"
    assert diary[-3:] == ["close, request: True", "leave", "closed"]
