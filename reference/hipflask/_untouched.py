"""Tells whether somebody has replaced a step that a fast path would leave out.

A step may be overridden in a subclass, or patched on the class or on the object, at any time, so
this is asked each time. It is asked by identity: what wraps a method may claim to be equal to it.
"""

import sys
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any


class Steps:
    """Some attributes of a class, as they are while nobody has replaced any of them.

    A class that lacks one, as another release of a library may, counts as one where all are
    replaced; so does one that somebody has patched before.
    """

    def __init__(self, cls: type, *names: str) -> None:
        self._names = frozenset(names)
        # Twice the last one: of a single name, attrgetter would give no tuple.
        of = attrgetter(*names, names[-1])
        known = all(is_original(cls, name) for name in names)
        self.usual: tuple[object, ...] = of(cls) if known else ()
        self.untouched_in = comparison(names, self.usual)
        """Whether a class has all these steps from the class that this was made for."""

    def untouched(self, thing: object) -> bool:
        """Whether an object does all these steps as the class did when this was made."""
        return self.untouched_in(type(thing)) and self._names.isdisjoint(thing.__dict__)


def comparison(names: Sequence[str], usual: tuple[object, ...]) -> Callable[[Any], bool]:
    """A function that compares the attributes of a class or a module with the usual ones.

    It is put together, for name by name takes a third of the time of a loop over them.
    """
    if not usual:
        return lambda cls: False
    known = {f"usual_{name}": member for name, member in zip(names, usual, strict=False)}
    tests = (f"cls.{name} is usual_{name}" for name in names)
    compare: Callable[[Any], bool] = eval(f"lambda cls: {' and '.join(tests)}", known)
    return compare


def is_original(cls: type, name: str) -> bool:
    """Whether an attribute is there, and was written in the module of the class that has it."""
    owner = next((owner for owner in cls.__mro__ if name in vars(owner)), None)
    if owner is None:
        return False
    member = vars(owner)[name]
    function = getattr(member, "fget", None) or getattr(member, "__func__", member)
    namespace = getattr(function, "__globals__", None)
    return namespace is None or namespace is vars(sys.modules[owner.__module__])
