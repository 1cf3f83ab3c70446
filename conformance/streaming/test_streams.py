"""Streams, piece by piece, as the server asks for them."""

import flask
import pytest


class Pieces:
    """An iterator that is no generator, and notes what it is asked for."""

    def __init__(self, diary):
        self.diary = diary
        self.left = ["one", "two"]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.diary.append(f"make {self.left[0]}")
        return self.left.pop(0)


def generated(diary):
    """A generator of the same pieces."""
    for piece in ("one", "two"):
        diary.append(f"make {piece}")
        yield piece


VIEWS = {
    "generator": generated,
    "iterator": Pieces,
    "map": lambda diary: map(str, generated(diary)),
    "tuple": lambda diary: (generated(diary), 200),
    "response": lambda diary: flask.Response(generated(diary)),
    "response-in-a-tuple": lambda diary: (flask.Response(generated(diary)), 200, {}),
    "made": lambda diary: flask.make_response(generated(diary)),
    "with-context": lambda diary: flask.stream_with_context(generated(diary)),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_pieces_are_sent_as_they_are_made(app, wsgi, view):
    """However the stream is returned, the server has a piece before the next is made."""
    diary = []
    app.add_url_rule("/story", "story", lambda: view(diary))

    with wsgi.start(app, wsgi.environ("/story")) as call:
        for chunk in filter(None, call):
            diary.append(f"send {chunk.decode()}")

    assert diary == ["make one", "send one", "make two", "send two"]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_stream_starts_after_the_view__and_the_head(app, wsgi, view):
    """When the application returns, the server has the status, and no piece is made yet."""
    diary = []
    app.add_url_rule("/story", "story", lambda: view(diary))

    with wsgi.start(app, wsgi.environ("/story")) as call:
        status, before = call.status, list(diary)
        body = b"".join(call)

    assert (status, before, body) == (200, [], b"onetwo")


def test_pieces_are_sent_as_they_are_made__without_end(app, wsgi):
    """A stream may be endless: only what is asked for is made."""
    made = []

    def count():
        while True:
            made.append(len(made))
            yield f"{made[-1]} "

    app.add_url_rule("/count", "count", count)

    with wsgi.start(app, wsgi.environ("/count")) as call:
        chunks = [chunk for chunk, _ in zip(call, range(3), strict=False)]

    assert chunks == [b"0 ", b"1 ", b"2 "]
    assert made[:3] == [0, 1, 2]
    assert len(made) < 5
