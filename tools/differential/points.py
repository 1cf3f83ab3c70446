"""The places where people change what a class does: methods, properties and plain attributes."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from differential.kinds import KINDS, Kind
from differential.values import VALUES

SPECIAL = (
    *("__init__", "__call__", "__enter__", "__exit__", "__contains__", "__iter__", "__len__"),
    *("__getitem__", "__setitem__", "__delitem__", "__getattr__", "__setattr__"),
)
"""The special methods that are worth overriding."""

INHERITED = ("_load_form_data", "_get_file_stream", "_find_error_handler", "_check_setup_finished")
"""Private methods that extensions are known to override or call."""


@dataclass(frozen=True)
class Point:
    """A method, a property or a plain attribute that may be overridden."""

    kind: Kind
    name: str
    form: str

    @property
    def address(self) -> str:
        """Kind and name: ``Flask.make_response``."""
        return f"{self.kind.name}.{self.name}"


def points(module: Any) -> Iterator[Point]:
    """The methods and properties of all kinds that a framework offers, and some attributes."""
    for kind in KINDS:
        owner = kind.own(module)
        for name in dir(owner):
            form = _form(owner, name)
            if form is not None:
                yield Point(kind, name, form)
    yield from attributes()


def attributes() -> Iterator[Point]:
    """The attributes for which there is another value."""
    kinds = {kind.name: kind for kind in KINDS}
    for address in VALUES:
        kind, _, name = address.partition(".")
        yield Point(kinds[kind], name, "value")


def _form(owner: type, name: str) -> str | None:
    private = name.startswith("_") and name not in SPECIAL and name not in INHERITED
    if private or definer_of(owner, name) in (object, type):
        return None
    attribute = inspect.getattr_static(owner, name)
    if inspect.isroutine(attribute):
        return "method"
    return "property" if hasattr(attribute, "__set__") else None


def definer_of(owner: type, name: str) -> type:
    """The class that has the attribute in its own namespace."""
    return next((each for each in owner.__mro__ if name in vars(each)), object)
