"""Tells whether somebody has replaced a step that a fast path would leave out.

A step may be overridden in a subclass, or patched on the class or on the object, at any time, so
this is asked each time. It is asked by identity: what wraps a method may claim to be equal to it.
"""

import sys
from operator import attrgetter, is_


class Steps:
    """Some attributes of a class, as they are while nobody has replaced any of them.

    A class that lacks one, as another release of a library may, counts as one where all are
    replaced; so does one that somebody has patched before.
    """

    def __init__(self, cls: type, *names: str) -> None:
        self._names = frozenset(names)
        # Twice the last one: of a single name, attrgetter would give no tuple.
        self._of = attrgetter(*names, names[-1])
        self.usual: tuple[object, ...] = (
            self._of(cls) if all(is_original(cls, name) for name in names) else ()
        )

    def untouched_in(self, cls: type) -> bool:
        """Whether a class has all these steps from the class that this was made for."""
        return bool(self.usual) and all(map(is_, self._of(cls), self.usual))

    def untouched(self, thing: object) -> bool:
        """Whether an object does all these steps as the class did when this was made."""
        return self.untouched_in(type(thing)) and vars(thing).keys().isdisjoint(self._names)


def is_original(cls: type, name: str) -> bool:
    """Whether an attribute is there, and was written in the module of the class that has it."""
    owner = next((owner for owner in cls.__mro__ if name in vars(owner)), None)
    if owner is None:
        return False
    member = vars(owner)[name]
    function = getattr(member, "fget", None) or getattr(member, "__func__", member)
    namespace = getattr(function, "__globals__", None)
    return namespace is None or namespace is vars(sys.modules[owner.__module__])
