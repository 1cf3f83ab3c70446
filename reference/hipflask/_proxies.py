"""The proxy behind ``request``, ``g`` and the others: Werkzeug's, quicker where it is used most.

The fast path are the methods of :class:`LocalProxy`; the slow path they stand for are Werkzeug's,
which find the object, and then make a function that is called once. All other operations are
Werkzeug's, and so are the names, for a program that looks at the proxy itself.
"""

import operator
from typing import Any

from werkzeug import local


def _get(proxy: Any, name: str) -> Any:
    return getattr(proxy._get_current_object(), name)


def _set(proxy: Any, name: str, value: Any) -> None:
    setattr(proxy._get_current_object(), name, value)


def _set_item(proxy: Any, key: Any, value: Any) -> None:
    proxy._get_current_object()[key] = value


def _contains(proxy: Any, item: Any) -> bool:
    return operator.contains(proxy._get_current_object(), item)


# No docstring of its own: the proxy's is that of its object.
class LocalProxy(local.LocalProxy[Any]):
    __slots__ = ()
    __module__ = local.LocalProxy.__module__
    __doc__: Any = vars(local.LocalProxy)["__doc__"]

    __getattr__: Any = _get
    __setattr__: Any = _set
    # Not __getitem__: Python looks at it to iterate over a proxy, which an unbound one refuses.
    __setitem__: Any = _set_item
    __contains__: Any = _contains
