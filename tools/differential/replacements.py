"""What is put in the place of a method, a property or an attribute.

Each replacement writes down that it was asked, and then does what its act says.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import ImATeapot

from differential.points import Point
from differential.values import VALUES
from differential.watching import Diary, arguments_of


class Refused(Exception):
    """What a replacement raises that does not want to work."""


def _call(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return function(*given, **named)


def _return_none(function: Callable[..., Any], *given: Any, **named: Any) -> None:
    return None


def _raise(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    raise Refused


def _abort(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    raise ImATeapot


def _raise_after(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    function(*given, **named)
    raise Refused


ACTS = {
    "call": _call,
    "none": _return_none,
    "raise": _raise,
    "abort": _abort,
    "raise-after": _raise_after,
}
"""What a replacement does with the function that it stands for, and with the arguments."""

ACTS_OF = {
    "method": ("none", "raise", "abort", "raise-after"),
    "property": ("none",),
    "value": (),
}
"""The acts, beside ``call``, for each form of a point; a value is simply another one."""


@dataclass(frozen=True)
class Replacement:
    """A point, and what is done there instead."""

    point: Point
    act: str
    diary: Diary

    def attribute(self, owner: type) -> Any:
        """What takes the place of the attribute in a class."""
        if self.point.form == "value":
            return VALUES[self.point.address]
        original = inspect.getattr_static(owner, self.point.name)
        if self.point.form == "property":
            return ReplacedProperty(self, original)
        if isinstance(original, staticmethod):
            return staticmethod(self._recording(original.__func__, skip=0))
        if isinstance(original, classmethod):
            return classmethod(self._recording(original.__func__))
        return self._recording(original)

    def bound(self, target: Any) -> Any:
        """What takes the place of the attribute of one object."""
        if self.point.form == "value":
            return VALUES[self.point.address]
        return self._recording(getattr(target, self.point.name), skip=0)

    def _recording(self, original: Callable[..., Any], skip: int = 1) -> Callable[..., Any]:
        act = ACTS[self.act]

        def replacement(*given: Any, **named: Any) -> Any:
            self.diary.asked = True
            self.diary.note_call(self.point.address, arguments_of(original, *given, **named)[skip:])
            return act(original, *given, **named)

        return replacement


class ReplacedProperty:
    """Reads what the original reads, or None. How often it is read is free, so it is not noted."""

    def __init__(self, replacement: Replacement, original: Any) -> None:
        self._replacement = replacement
        self._original = original

    def __get__(self, target: Any, owner: type) -> Any:
        if target is None:
            return self
        self._replacement.diary.asked = True
        return ACTS[self._replacement.act](self._original.__get__, target, owner)

    def __set__(self, target: Any, value: Any) -> None:
        self._original.__set__(target, value)

    def __delete__(self, target: Any) -> None:
        self._original.__delete__(target)
