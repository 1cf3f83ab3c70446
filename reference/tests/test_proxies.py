"""The quicker proxy does what Werkzeug's does."""

import copy
import operator
from contextvars import ContextVar

import pytest
from werkzeug import local

import hipflask
from hipflask._proxies import LocalProxy


class Basket:
    """What many things can be done to."""

    kind = "basket"

    def __init__(self):
        self.items = {"a": 1}
        self.reads = 0

    @property
    def broken(self):
        self.reads += 1
        raise AttributeError("it is broken")

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __iter__(self):
        return iter(self.items)

    def __eq__(self, other):
        return self.items == getattr(other, "items", None)

    __hash__ = object.__hash__

    def __repr__(self):
        return f"basket of {self.items}"


OPERATIONS = {
    "attribute": lambda proxy: proxy.kind,
    "missing-attribute": lambda proxy: proxy.missing,
    "broken-attribute": lambda proxy: (getattr(proxy, "broken", "none"), proxy.reads),
    "private-attribute": lambda proxy: proxy._private,
    "set-attribute": lambda proxy: (setattr(proxy, "new", 1), proxy.new, proxy.__dict__),
    "delete-attribute": lambda proxy: delattr(proxy, "reads"),
    "item": lambda proxy: proxy["a"],
    "missing-item": lambda proxy: proxy["b"],
    "set-item": lambda proxy: (operator.setitem(proxy, "b", 2), proxy.items),
    "contains-by-iteration": lambda proxy: ("a" in proxy, "b" in proxy),
    "class": lambda proxy: (str(proxy.__class__), isinstance(proxy, Basket)),
    "docstring": lambda proxy: (proxy.__doc__, type(proxy).__doc__),
    "module": lambda proxy: proxy.__module__,
    "type": lambda proxy: (repr(type(proxy)), isinstance(proxy, local.LocalProxy)),
    "repr": repr,
    "dir": lambda proxy: {"kind", "items"} <= set(dir(proxy)),
    "truth": bool,
    "equality": lambda proxy: (proxy == Basket(), proxy != Basket()),
    "copy": lambda proxy: type(copy.copy(proxy)),
    "iteration": list,
    "call": lambda proxy: proxy(),
    "text": lambda proxy: f"{proxy.kind} {proxy}",
}


def outcome(proxy_class, operation, bound):
    """What an operation gives, or raises."""
    variable = ContextVar("variable")
    if bound:
        variable.set(Basket())
    proxy = proxy_class(variable, unbound_message="there is none")
    try:
        return operation(proxy)
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("bound", [True, False], ids=["bound", "unbound"])
@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_operation_does_the_same(operation, bound):
    """With an object and without one, the outcome is that of Werkzeug's proxy."""
    expected = outcome(local.LocalProxy, operation, bound)

    assert outcome(LocalProxy, operation, bound) == expected


@pytest.mark.parametrize(
    "name", ["app_ctx", "current_app", "g", "request_ctx", "request", "session"]
)
def test_proxies_are_quick_ones(name):
    """The proxies for users are of the quicker kind."""
    proxy = getattr(hipflask.globals, name)

    assert type(proxy) is LocalProxy


@pytest.mark.parametrize("name", ["__getattr__", "__setattr__", "__setitem__", "__contains__"])
def test_quick_operation_makes_no_function(name):
    """What makes the proxy quick is a plain method."""
    assert not hasattr(vars(local.LocalProxy)[name], "__code__")
    assert hasattr(vars(LocalProxy)[name], "__code__")
