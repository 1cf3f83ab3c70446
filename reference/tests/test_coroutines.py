"""Coroutine functions are recognized like ``inspect`` does, though faster."""

import inspect
from functools import partial, wraps

import pytest

import hipflask
from hipflask._coroutines import is_coroutine_function


async def coroutine():
    pass


async def pieces():
    yield "piece"


def plain():
    pass


@wraps(coroutine)
def wrapping():
    pass


class Views:
    async def method(self):
        pass

    @classmethod
    async def of_class(cls):
        pass

    @staticmethod
    async def of_none():
        pass

    async def __call__(self):
        pass


CALLABLES = {
    "coroutine-function": coroutine,
    "plain-function": plain,
    "lambda": lambda: None,
    "async-generator": pieces,
    "plain-function-that-wraps-one": wrapping,
    "method": Views().method,
    "class-method": Views.of_class,
    "static-method": Views.of_none,
    "partial": partial(coroutine),
    "partial-of-a-method": partial(Views().method),
    "object": Views(),
    "class": Views,
    "builtin": print,
}


@pytest.mark.parametrize("function", CALLABLES.values(), ids=CALLABLES)
def test_answer_is_that_of_inspect(function):
    assert is_coroutine_function(function) == inspect.iscoroutinefunction(function)


@pytest.mark.skipif(not hasattr(inspect, "markcoroutinefunction"), reason="new in Python 3.12")
def test_marked_function_is_one():
    assert is_coroutine_function(inspect.markcoroutinefunction(lambda: None))


@pytest.mark.filterwarnings("ignore:Assigning a code object:DeprecationWarning")
def test_code_may_be_replaced():
    """Nothing about a function is kept."""

    def view():
        pass

    before = is_coroutine_function(view)
    view.__code__ = coroutine.__code__

    assert not before
    assert is_coroutine_function(view)


def test_override_sees_each_function_each_time():
    seen = []

    class App(hipflask.Flask):
        def ensure_sync(self, func):
            seen.append(func)
            return super().ensure_sync(func)

    def view():
        return "text"

    def hook(response):
        return response

    app = App("app", static_folder=None)
    app.add_url_rule("/text", "view", view)
    app.after_request(hook)
    client = app.test_client()
    client.get("/text")
    client.get("/text")

    assert seen == [view, hook] * 2
