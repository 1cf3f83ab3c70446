"""Whether a function is a coroutine function, which is asked of every view and hook, each time."""

import inspect
from collections.abc import Callable
from inspect import CO_COROUTINE
from types import FunctionType, MethodType
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])

_usual_method: Callable[..., Any] | None = None


def only_awaits(method: Method) -> Method:
    """Mark the application's ``ensure_sync``: it hands on what is no coroutine function."""
    global _usual_method
    _usual_method = method
    return method


def awaits_as_usual(app: Any) -> bool:
    """Whether nobody replaced an application's ``ensure_sync``."""
    return type(app).ensure_sync is _usual_method and "ensure_sync" not in app.__dict__


def _find_mark() -> str | None:
    """The attribute by which ``inspect.markcoroutinefunction`` marks, since Python 3.12."""
    mark = getattr(inspect, "markcoroutinefunction", None)
    return None if mark is None else next(iter(vars(mark(lambda: None))), None)


_MARK = _find_mark()


def is_coroutine_function(function: Callable[..., Any]) -> bool:
    """What ``inspect.iscoroutinefunction`` says.

    Fast path: a plain function, or a method that is one, has it in a flag of its code, unless a
    mark says otherwise. All else (partials, callable objects, marked functions) goes the slow way.
    """
    plain = function.__func__ if type(function) is MethodType else function
    if type(plain) is FunctionType and (_MARK is None or _MARK not in plain.__dict__):
        return plain.__code__.co_flags & CO_COROUTINE != 0
    return inspect.iscoroutinefunction(function)
