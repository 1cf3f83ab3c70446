"""Tells whether somebody has replaced a step that a fast path would leave out.

A step may be overridden in a subclass, or patched on the class or on the object, at any time, so
this is asked each time. It is asked by identity: what wraps a method may claim to be equal to it.
"""

import sys
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

Test = Callable[[Any], bool]


class Steps:
    """Some attributes of a class, as they are while nobody has replaced any of them.

    A class that lacks one, as another release of a library may, counts as one where all are
    replaced; so does one that somebody has patched before.
    """

    def __init__(self, cls: type, *names: str) -> None:
        # Twice the last one: of a single name, attrgetter would give no tuple.
        of = attrgetter(*names, names[-1])
        known = all(is_original(cls, name) for name in names)
        self.cls, self.names = cls, names
        self.usual: tuple[object, ...] = of(cls) if known else ()
        self.untouched_in: Test = self._untouched_in
        """Whether a class has all these steps from the class that this was made for."""
        self.untouched: Test = self._untouched
        """Whether an object does all these steps as the class did when this was made."""

    # Each is put together when it is asked first: all of them would slow down the import.

    def _untouched_in(self, cls: Any) -> bool:
        self.untouched_in = comparison(self.names, self.usual)
        return self.untouched_in(cls)

    def _untouched(self, thing: Any) -> bool:
        self.untouched = comparison(self.names, self.usual, of_objects=True)
        return self.untouched(thing)


def comparison(names: Sequence[str], usual: tuple[object, ...], of_objects: bool = False) -> Test:
    """A function that compares the attributes of a class or a module with the usual ones.

    It is put together, for name by name takes a third of the time of a loop over them.
    """
    if not usual:
        return lambda cls: False
    known: dict[str, object] = {"names": frozenset(names)}
    known |= {f"usual_{name}": member for name, member in zip(names, usual, strict=False)}
    tests = " and ".join(f"cls.{name} is usual_{name}" for name in names)
    text = f"lambda cls: {tests}"
    if of_objects:
        has_none = "names.isdisjoint(thing.__dict__)"
        text = f"lambda thing: (cls := type(thing)) is not None and {tests} and {has_none}"
    compare: Test = eval(text, known)
    return compare


def together(*steps: Steps) -> Callable[[], bool]:
    """A function that tells of several classes at once whether they have all their steps."""
    if not all(of_one.usual for of_one in steps):
        return lambda: False
    known: dict[str, object] = {}
    tests = []
    for number, of_one in enumerate(steps):
        known[f"class_{number}"] = of_one.cls
        for name, member in zip(of_one.names, of_one.usual, strict=False):
            known[f"usual_{number}_{name}"] = member
            tests.append(f"class_{number}.{name} is usual_{number}_{name}")
    compare: Callable[[], bool] = eval(f"lambda: {' and '.join(tests)}", known)
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
