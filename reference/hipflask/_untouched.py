"""Tells whether somebody has replaced a step that a fast path would leave out.

A step may be overridden in a subclass, or patched on the class or on the object, at any time, so
this is asked each time. It is asked by identity: what wraps a method may claim to be equal to it.
"""

from operator import attrgetter, is_


class Steps:
    """Some attributes of a class, as they are while nobody has replaced any of them.

    A class that lacks one, as another release of a library may, counts as one where all are
    replaced.
    """

    def __init__(self, cls: type, *names: str) -> None:
        self._names = frozenset(names)
        self._of = attrgetter(*names)
        self._usual: tuple[object, ...] = (
            self._of(cls) if all(hasattr(cls, name) for name in names) else ()
        )

    def untouched(self, thing: object) -> bool:
        """Whether an object does all these steps as the class did when this was made."""
        return (
            bool(self._usual)
            and vars(thing).keys().isdisjoint(self._names)
            and all(map(is_, self._of(type(thing)), self._usual))
        )
