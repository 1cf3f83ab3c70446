"""Short cuts to Werkzeug's dictionary of several values for each key.

They stand for ``ImmutableMultiDict(pairs)``, which asks what kind of thing it was given, and for
its ``get``, which makes an error in order to answer None.
"""

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import ImmutableMultiDict

from ._untouched import Steps

_FILLING = Steps(ImmutableMultiDict, "__new__", "__init__", "get", "__getitem__")
_made: Any = ImmutableMultiDict([("key", 1), ("key", 2)])
# Another Werkzeug may keep the values otherwise; then there is no short cut.
_IS_KNOWN = dict(dict.items(_made)) == {"key": [1, 2]} and not vars(_made)


def multidict(cls: Any, pairs: Iterable[tuple[str, Any]]) -> Any:
    """A dictionary of this class with some pairs."""
    if cls is not ImmutableMultiDict or not (_IS_KNOWN and _FILLING.untouched_in(cls)):
        return cls(list(pairs))
    values: dict[str, list[Any]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    made = cls.__new__(cls)
    dict.update(made, values)
    return made


def first_value(values: Any, key: str) -> Any:
    """The first value for a key, or None: ``values.get(key)``."""
    cls = type(values)
    if cls is not ImmutableMultiDict or not (_IS_KNOWN and _FILLING.untouched_in(cls)):
        return values.get(key)
    found = dict.get(values, key)
    return found[0] if found else None
