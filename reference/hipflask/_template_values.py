"""What templates do most: they look a name up in a value, call a function, and escape a value.

Fast paths for the usual values: a name in a dictionary, which Jinja finds by way of an error; a
plain function or a macro, which it asks twice what it wants; text and numbers to be escaped, in
which MarkupSafe 3 looks for markup twice. The slow paths are Jinja's ``Environment.getattr`` and
``Context.call``, and MarkupSafe's ``escape``, and everything else goes there.
"""

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any, NoReturn, TypeVar

import markupsafe
from jinja2 import Environment, Template, runtime, utils
from jinja2.utils import internalcode
from markupsafe import Markup, escape

from ._untouched import is_original

T = TypeVar("T")

# What Jinja does with a name, unless somebody had changed that before.
usual_getattr: Any = Environment.getattr if is_original(Environment, "getattr") else None

# Names that a dictionary has itself: ``{{ book.items }}`` is a method.
NAMES_OF_DICTIONARIES = frozenset(dir(dict))

Lookup = Callable[[Any, Any, str], Any]
_quick_getattr: Lookup | None = None

_markupsafe: Any = markupsafe
_usual_new = Markup.__new__
_new_text = str.__new__
# The function of MarkupSafe 2 is in C, and quick.
_ESCAPES_IN_PYTHON = (
    type(escape) is FunctionType
    and is_original(Markup, "__new__")
    and hasattr(markupsafe, "_escape_inner")
)


def only_finds(method: Lookup) -> Lookup:
    """Mark the method of an environment that finds what Jinja's finds."""
    global _quick_getattr
    _quick_getattr = method
    return method


def finds_as_usual(environment: Any) -> bool:
    """Whether an environment looks names up as Jinja's, or quicker."""
    found = type(environment).getattr
    return (
        (found is _quick_getattr or found is usual_getattr)
        and Environment.getattr is usual_getattr
        and "getattr" not in environment.__dict__
    )


_knows_marks = hasattr(utils, "_PassArg") and is_original(runtime.Context, "call")
_usual_call: Any = runtime.Context.call if _knows_marks else None
_usual_macro: Any = runtime.Macro.__call__ if is_original(runtime.Macro, "__call__") else None


class Context(runtime.Context):
    """The names of a template that is being rendered; plain functions are called quickly."""

    @internalcode
    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a function or a macro returns that a template calls."""
        if runtime.Context.call is not _usual_call:
            return super().call(obj, *args, **kwargs)
        if type(obj) is runtime.Macro and runtime.Macro.__call__ is _usual_macro:
            args = (self.eval_ctx, *args)
        else:
            plain = obj.__func__ if type(obj) is MethodType else obj
            # That it wants the context would be one of its attributes.
            if type(plain) is not FunctionType or plain.__dict__:
                return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        try:
            return obj(*args, **kwargs)
        except StopIteration:
            return super().call(_stop)


def _stop() -> NoReturn:
    raise StopIteration


@internalcode
def quick_escape(value: Any) -> Markup:
    """What MarkupSafe's ``escape`` gives."""
    if Markup.__new__ is _usual_new:
        if type(value) is str:
            return _new_text(Markup, _markupsafe._escape_inner(value))
        if type(value) is int:
            return _new_text(Markup, value)
    return escape(value)


def quickened(template: T) -> T:
    """A template whose code escapes by the quick function; or whatever somebody has made of it."""
    if _ESCAPES_IN_PYTHON and isinstance(template, Template):
        names = template.root_render_func.__globals__
        if names.get("escape") is escape:
            names["escape"] = quick_escape
    return template
