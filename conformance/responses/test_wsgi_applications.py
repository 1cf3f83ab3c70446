"""Applications that views hand requests on to, in every form that WSGI allows."""

import pytest


def returning(environ, start_response):
    """An application that returns a list."""
    start_response("203 Told", [("X-Number", "17")])
    return [b"told ", b"you"]


def generating(environ, start_response):
    """An application that is a generator."""
    start_response("203 Told", [("X-Number", "17")])
    yield b"told "
    yield b"you"


def late(environ, start_response):
    """An application that sends something empty before it starts."""
    yield b""
    start_response("203 Told", [("X-Number", "17")])
    yield b"told you"


def writing(environ, start_response):
    """An application that writes, and returns the rest."""
    write = start_response("203 Told", [("X-Number", "17")])
    write(b"told ")
    return [b"you"]


class Callable:
    """An object that is an application."""

    def __call__(self, environ, start_response):
        return returning(environ, start_response)


class Instances:
    """A class whose instances are answers."""

    def __init__(self, environ, start_response):
        self.pieces = returning(environ, start_response)

    def __iter__(self):
        return iter(self.pieces)


APPLICATIONS = {
    "list": returning,
    "generator": generating,
    "late-start": late,
    "write": writing,
    "object": Callable(),
    "class": Instances,
}


@pytest.mark.parametrize("other", APPLICATIONS.values(), ids=APPLICATIONS)
def test_all_ways_to_answer_are_understood(app, client, other):
    """Status, headers and body arrive, however they are given."""
    app.add_url_rule("/other", "other", lambda: other)

    answer = client.get("/other")

    assert (answer.status_code, answer.text) == (203, "told you")
    assert answer.headers.get_list("X-Number") == ["17"]


class Pieces:
    """An iterable that notes what is done with it."""

    def __init__(self, diary):
        self.diary = diary
        self.pieces = iter([b"told ", b"you"])

    def __iter__(self):
        return self

    def __next__(self):
        piece = next(self.pieces)
        self.diary.append(piece)
        return piece

    def close(self):
        self.diary.append("close")


@pytest.mark.parametrize("status", ["200 OK", "204 No Content"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_iterable_of_the_application_is_closed(app, wsgi, method, status):
    """Once and at the end, even when the answer has no body."""
    diary = []

    def other(environ, start_response):
        start_response(status, [("X-Number", "17")])
        return Pieces(diary)

    app.add_url_rule("/other", "other", lambda: other)

    answer = wsgi.call(app, wsgi.environ("/other", method=method))

    assert (answer.status, answer.header("X-Number")) == (int(status[:3]), "17")
    assert diary.index("close") == len(diary) - 1


def no_iterable(environ, start_response):
    """An application whose answer is none."""
    start_response("200 OK", [])
    return 17


FUNCTIONS = {
    "no-parameters": lambda: "text",
    "one-parameter": lambda name: "text",
    "no-iterable": no_iterable,
    "class": dict,
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_function_that_is_no_application_is_refused__table(app, client, function):
    """It may take the wrong number of arguments, or return what is no iterable."""
    app.testing = True
    app.add_url_rule("/good", "good", lambda: returning)
    app.add_url_rule("/bad", "bad", lambda: function)

    good = client.get("/good")

    assert good.text == "told you"
    with pytest.raises(TypeError):
        client.get("/bad")
