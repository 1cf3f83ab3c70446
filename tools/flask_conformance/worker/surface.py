"""Finds in the target what a stub names, and writes down how it is there, so as to be compared.

What a target offers beyond the stub is left out: a parameter that may be omitted is no difference.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from inspect import Parameter, Signature
from typing import Any

from .stubs import Entry, signature_of, text_of

VARIADIC = {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD}
SAYS_NOTHING = {"(*args, **kwargs)", "(*args, **kw)"}
"""Parameters that tell only that something can be called."""


def find(entry: Entry) -> Any:
    """What is there under that name; an AssertionError if nothing is."""
    __tracebackhide__ = True
    found = import_module(entry.module)
    for name in entry.names:
        assert is_offered(found, name), f"{entry} is missing"
        found = getattr(found, name)
    return found


def is_offered(owner: Any, name: str) -> bool:
    """Whether a module or class has that name, and not just any name whatever."""
    return hasattr(owner, name) and not hasattr(owner, f"{name}_by_another_name")


def has_attribute(instance: Any, name: str) -> bool:
    """Whether an object has that attribute, and not as a method. It is not asked for its value."""
    of_class = inspect.getattr_static(type(instance), name, None)
    return name in dir(instance) and not inspect.isroutine(of_class)


def parameters(entry: Entry) -> str:
    """The parameters of what is found: as the stub has them if they fit, otherwise all of them."""
    __tracebackhide__ = True
    found = find(entry if entry.names[-1] != "__init__" else entry.owner)
    assert callable(found), f"{entry} cannot be called"
    if entry.content in SAYS_NOTHING:
        return entry.content
    signature = inspect.signature(found)
    if _takes_self(entry):
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    fitting = _as_far_as(signature_of(entry.content), signature)
    return fitting if fitting == entry.content else text_of(_without_annotations(signature))


def _takes_self(entry: Entry) -> bool:
    """Whether the first parameter of what is found in the class stands for the object."""
    if entry.kind != "method" or entry.names[-1] == "__init__":
        return False
    found = inspect.getattr_static(find(entry.owner), entry.names[-1])
    return not isinstance(found, classmethod | staticmethod)


def _without_annotations(signature: Signature) -> Signature:
    plain = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    return Signature(plain)


def _as_far_as(wanted: Signature, found: Signature) -> str:
    """What is found, without annotations and without what can be left out and is not wanted."""
    found = _without_annotations(found)
    parameters = [_like(wanted, each) for each in found.parameters.values()]
    positional = [each for each in parameters if each.kind <= Parameter.POSITIONAL_OR_KEYWORD]
    while positional and _is_extra(wanted, positional[-1]):
        positional.pop()
    named = [each for each in parameters if each.kind > Parameter.POSITIONAL_OR_KEYWORD]
    order = [*wanted.parameters]
    others = [each for each in named if not _is_extra(wanted, each)]
    others.sort(key=lambda each: (each.kind, each.name not in order or order.index(each.name)))
    return text_of(Signature([*positional, *others]))


def _like(wanted: Signature, found: Parameter) -> Parameter:
    """A parameter as the stub would have it, if it says the same."""
    if found.kind in VARIADIC:
        names = [each.name for each in wanted.parameters.values() if each.kind == found.kind]
        return found.replace(name=names[0]) if names else found
    twin = wanted.parameters.get(found.name, found)
    if twin.default is ... and found.default is not Parameter.empty:
        found = found.replace(default=...)
    # Who may give it by place and by name, may give it in either way.
    return found.replace(kind=twin.kind) if found.kind == found.POSITIONAL_OR_KEYWORD else found


def _is_extra(wanted: Signature, found: Parameter) -> bool:
    is_optional = found.default is not Parameter.empty or found.kind in VARIADIC
    return is_optional and found.name not in wanted.parameters
