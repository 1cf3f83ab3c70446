"""Lets a streamed body use the request it belongs to."""

from collections.abc import Callable, Iterator
from functools import update_wrapper
from typing import Any, AnyStr, overload

from .ctx import AppContext, RequestContext, _cv_app, request_for

CALLER = "stream_with_context"


@overload
def stream_with_context(generator_or_function: Iterator[AnyStr]) -> Iterator[AnyStr]: ...


@overload
def stream_with_context(
    generator_or_function: Callable[..., Iterator[AnyStr]],
) -> Callable[..., Iterator[AnyStr]]: ...


def stream_with_context(
    generator_or_function: Iterator[AnyStr] | Callable[..., Iterator[AnyStr]],
) -> Iterator[AnyStr] | Callable[..., Iterator[AnyStr]]:
    """Wrap an iterator, or decorate a function, so that its pieces are made in this context.

    The contexts are pushed again when the first piece is asked for, and end with the iterator.
    """
    if callable(generator_or_function):
        return _decorated(generator_or_function)
    pieces = iter(generator_or_function)
    request_context = request_for(CALLER)
    return _within(pieces, request_context, _cv_app.get())


def _decorated(function: Callable[..., Iterator[AnyStr]]) -> Callable[..., Iterator[AnyStr]]:
    def wrapper(*args: Any, **kwargs: Any) -> Iterator[AnyStr]:
        return stream_with_context(function(*args, **kwargs))

    return update_wrapper(wrapper, function)


def _within(
    pieces: Iterator[AnyStr], request_context: RequestContext, app_context: AppContext
) -> Iterator[AnyStr]:
    with app_context, request_context:
        try:
            yield from pieces
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
