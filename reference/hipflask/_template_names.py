"""The names that a template knows besides what it is given: its own, and those of all templates.

Jinja keeps them in a chain of two mappings. Where one template imports from another, it compares
their names one by one, through that chain. The fast path is :meth:`Keys.__rsub__`; the slow path it
stands for is that of ``KeysView``.
"""

import collections
from collections.abc import KeysView
from typing import Any

from jinja2 import Environment

from ._untouched import is_original

usual_make_globals: Any = (
    Environment.make_globals if is_original(Environment, "make_globals") else None
)


class Keys(KeysView[str]):
    """The keys of a chain, which are quickly taken out of a set."""

    __slots__ = ("_names",)

    def __init__(self, names: "ChainMap") -> None:
        super().__init__(names)
        self._names = names

    def __rsub__(self, other: Any) -> Any:
        maps = self._names.maps
        if type(other) is set and all(type(names) is dict for names in maps):
            return other.difference(*maps)
        return super().__rsub__(other)


class ChainMap(collections.ChainMap[str, Any]):
    """Jinja's chain, under its name."""

    def keys(self) -> Keys:
        """The names."""
        return Keys(self)


def merged(names: object) -> dict[str, Any] | None:
    """What a template's own names and those of all say, the own ones first.

    None: there is something else than these two dictionaries.
    """
    if type(names) is not ChainMap or len(names.maps) != 2:
        return None
    own, of_all = names.maps
    if type(own) is not dict or type(of_all) is not dict:
        return None
    return of_all | own if own else of_all
