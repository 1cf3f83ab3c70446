"""Subclasses of the application that set it up, or run its coroutines."""

import flask
import pytest


def test_subclass_can_take_further_arguments(client_of):
    """Views and functions around them may be methods."""

    class Shop(flask.Flask):
        def __init__(self, *args, greeting="Welcome", **kwargs):
            super().__init__(*args, static_folder=None, **kwargs)
            self.greeting = greeting
            self.add_url_rule("/greeting", "greeting", self.greet)
            self.after_request(self.stamp)

        def greet(self):
            return f"{self.greeting} to {self.name}"

        def stamp(self, response):
            response.headers["X-Stamp"] = self.name
            return response

    shops = [Shop("books"), Shop("films", greeting="Hello")]

    answers = [client_of(shop).get("/greeting") for shop in shops]

    assert [answer.text for answer in answers] == ["Welcome to books", "Hello to films"]
    assert [answer.headers["X-Stamp"] for answer in answers] == ["books", "films"]


def run(coroutine):
    """The result of a coroutine that waits for nothing."""
    with pytest.raises(StopIteration) as end:
        coroutine.send(None)
    return end.value.value


def test_coroutine_functions_are_run_by_a_method(client_of):
    """Views and functions around them alike."""
    diary = []

    class Shop(flask.Flask):
        def async_to_sync(self, func):
            diary.append(func.__name__)
            return lambda *given, **named: run(func(*given, **named))

    async def visit(name):
        return f"visited by {name}"

    async def stamp(response):
        response.headers["X-Stamp"] = "seen"
        return response

    shop = Shop("shop", static_folder=None)
    shop.add_url_rule("/visit/<name>", "visit", visit)
    shop.add_url_rule("/plain", "plain", lambda: "plain")
    shop.after_request(stamp)

    answers = [client_of(shop).get(path) for path in ("/plain", "/visit/Ada")]

    assert [answer.text for answer in answers] == ["plain", "visited by Ada"]
    assert [answer.headers["X-Stamp"] for answer in answers] == ["seen", "seen"]
    assert diary == ["stamp", "visit", "stamp"]
