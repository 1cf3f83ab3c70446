"""The builders of rules, compiled when the first URL is built.

Werkzeug compiles two functions for each rule that is added, which is nine tenths of the price of
adding it, and few rules ever build a URL. The fast path is a :class:`_Later` in the place of such
a function; the slow path is Werkzeug's own compiling, which is what ``_Later`` does when it is
called. The rule must not tell the difference, so everything that makes adding a rule fail still
does, and what changes in the rule afterwards changes as little as with Werkzeug.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import MethodType
from typing import Any

from werkzeug.routing import Map, Rule

from ._untouched import is_original

Builder = Callable[..., tuple[str, str]]

# How Werkzeug compiles, while nobody has replaced a step.
_STEPS = "compile", "_compile_builder", "_get_func_code"
_IS_KNOWN = all(is_original(Rule, name) for name in _STEPS)
_steps: list[Any] = [getattr(Rule, name, None) for name in _STEPS]
_compile_rule, _compile, _get_code = _steps

# Names that a rule may give a variable, and that no function may give a parameter.
_FORBIDDEN = {"None", "True", "False", "__debug__"}


def add_rule(url_map: Map, rule: Any) -> None:
    """Add a rule to a map; its builders are compiled when they are called, if that is as good."""
    if not (isinstance(rule, Rule) and _compiles_as_usual(rule)):
        url_map.add(rule)
    else:
        _add_unbuilt(url_map, rule)


def _compiles_as_usual(rule: Rule) -> bool:
    """Whether neither the class nor the rule itself has replaced a step.

    The rule's dictionary is not looked at here: all its attributes would be slower for ever.
    """
    if not _IS_KNOWN:
        return False
    compile_rule: Any = rule.compile
    compile_builder: Any = rule._compile_builder
    return (
        type(compile_rule) is type(compile_builder) is MethodType
        and compile_rule.__func__ is _compile_rule
        and compile_builder.__func__ is _compile
        and rule._get_func_code is _get_code
    )


def _add_unbuilt(url_map: Map, rule: Any) -> None:
    rule._compile_builder = partial(_compile_later, rule)
    try:
        url_map.add(rule)
    finally:
        with suppress(AttributeError):
            del rule._compile_builder


def _compile_later(rule: Any, append_unknown: bool = True) -> Any:
    """What the rule asks for while it is bound: one builder, then the other."""
    first = getattr(rule, "_build", None) if append_unknown else None
    if type(first) is not _Later and (rule.defaults or not _is_sound(rule._trace)):
        # Compiling may fail, and this is the time for it.
        return _compile(rule, append_unknown)
    return _Later(rule, append_unknown)


def _is_sound(trace: list[tuple[bool, str]]) -> bool:
    """Whether the pieces of a rule make a function: names that are parameters, and proper text."""
    names = set()
    for is_name, piece in trace:
        if not is_name:
            if not _is_text(piece):
                return False
        elif piece in names or piece in _FORBIDDEN:
            return False
        else:
            names.add(piece)
    return True


def _is_text(piece: str) -> bool:
    """Whether text can be quoted, as half a character cannot."""
    try:
        return piece.isascii() or bool(piece.encode())
    except UnicodeEncodeError:
        return False


class _Later:
    """A builder that is compiled when it is called, of the rule as it is now."""

    __slots__ = ("append_unknown", "builder", "rule", "trace")

    def __init__(self, rule: Any, append_unknown: bool) -> None:
        self.rule = rule
        self.append_unknown = append_unknown
        self.trace = rule._trace
        self.builder: Builder | None = None

    def __get__(self, rule: object, owner: object) -> "_Later":
        return self

    def __call__(self, /, **values: Any) -> tuple[str, str]:
        """Build a URL, by the function that takes this one's place from now on."""
        builder = self.builder
        if builder is None:
            builder = self.builder = self._compiled()
            self._give_way(builder)
        return builder(**values)

    def _compiled(self) -> Builder:
        as_added = _AsAdded(self.rule, self.trace)
        builder: Builder = _compile(as_added, self.append_unknown).__get__(self.rule, None)
        return builder

    def _give_way(self, builder: Builder) -> None:
        for name in ("_build", "_build_unknown"):
            if getattr(self.rule, name, None) is self:
                setattr(self.rule, name, builder)


class _AsAdded:
    """A rule as it was when its builders could have been compiled, for Werkzeug to read."""

    defaults = None

    def __init__(self, rule: Any, trace: list[tuple[bool, str]]) -> None:
        self._rule = rule
        self._trace = trace

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)
