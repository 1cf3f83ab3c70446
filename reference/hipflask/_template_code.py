"""Templates given as text, whose compiled code is kept.

Jinja compiles such a text each time, which is nineteen twentieths of rendering it. The fast path
is :func:`template_from`; the slow path it stands for is ``Environment.from_string``. Kept are the
code and the functions that it made; every call makes a template of its own of them, with the
globals and policies of the moment.

They are used again while nothing that they were made from has changed: the text, the settings of
the syntax, the filters and tests it names, which decide how they are called, and what Jinja gives
to a template's code. They are not kept if making them ran anybody's code, as Jinja does for a
filter of a constant, and never where somebody took part in compiling: by an extension, by a
replaced step, by an own ``autoescape`` function.
"""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from operator import attrgetter
from types import CodeType, MethodType
from typing import Any, NamedTuple, cast

from jinja2 import (
    ChainableUndefined,
    DebugUndefined,
    Environment,
    StrictUndefined,
    Template,
    Undefined,
    runtime,
)

from ._template_values import finds_as_usual, quickened
from ._untouched import Steps, comparison, is_original

# How many texts an environment keeps the code of, and how long they may be.
CAPACITY = 128
LONGEST = 10_000

# Where a value becomes part of a page, so that markup in it has to be escaped.
AUTOESCAPED = (".html", ".htm", ".xml", ".xhtml", ".svg")

# What takes part in making code of a text; one that is missing or replaced decides.
_COMPILING = Steps(
    Environment,
    "from_string",
    "compile",
    "_parse",
    "_tokenize",
    "preprocess",
    "iter_extensions",
    "lexer",
    "_generate",
    "_compile",
    "code_generator_class",
    "getitem",
)
_settings_of = attrgetter(
    "autoescape",
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "is_async",
)
# What the code of a template gets from Jinja when it runs for the first time.
_exported = getattr(runtime, "exported", ())
_gets_the_usual = comparison(_exported, tuple(getattr(runtime, name) for name in _exported))
# How a template is made of what its code made.
_from_code, _from_names = (
    getattr(getattr(Template, name, None), "__func__", None)
    for name in ("from_code", "_from_namespace")
)
_MAKES_AS_KNOWN = is_original(Template, "from_code") and is_original(Template, "_from_namespace")
_UNDEFINED = (Undefined, StrictUndefined, DebugUndefined, ChainableUndefined)


def select_jinja_autoescape(self: object, filename: str | None) -> bool:
    """Whether values are escaped in a template: by its file's ending, always in a string."""
    return filename is None or filename.endswith(AUTOESCAPED)


class _Made(NamedTuple):
    """What was made of a text, and from what."""

    code: CodeType
    names: dict[str, Any]
    settings: tuple[object, ...]
    filters: dict[str, object]
    tests: dict[str, object]

    def fits(self, environment: Any) -> bool:
        """Whether the same would be made now."""
        return (
            # An overlay shares what is kept.
            self.names["environment"] is environment
            and self.settings == _settings_of(environment)
            and _gets_the_usual(runtime)
            and (not self.filters or _unchanged(self.filters, environment.filters))
            and (not self.tests or _unchanged(self.tests, environment.tests))
        )


class _Place:
    """Where what was made of one text is kept."""

    made: _Made | None = None


def _unchanged(then: dict[str, object], now: dict[str, object]) -> bool:
    return all(now.get(name) is function for name, function in then.items())


def template_from(environment: Any, source: str) -> Template:
    """What ``environment.from_string(source)`` gives, of kept code if that is as good."""
    if type(source) is not str or len(source) > LONGEST or not _compiles_as_usual(environment):
        return cast(Template, environment.from_string(source))
    values = environment.make_globals(None)
    place = _place_of(environment, source)
    made = place.made
    if made is not None and made.fits(environment):
        return _template_of(made, environment, values)
    code, filters, tests = _compiled(environment, source)
    template: Any = quickened(environment.template_class.from_code(environment, code, values, None))
    is_known = isinstance(template, Template) and _gets_the_usual(runtime)
    if is_known and not (filters.ran or tests.ran):
        names, settings = template.root_render_func.__globals__, _settings_of(environment)
        place.made = _Made(code, names, settings, filters.named, tests.named)
    return cast(Template, template)


def _place_of(environment: Any, source: str) -> _Place:
    known = vars(environment)
    places = known.get("_places_of_texts")
    if places is None:
        places = known["_places_of_texts"] = lru_cache(CAPACITY)(lambda source: _Place())
    place: _Place = places(source)
    return place


def _template_of(made: _Made, environment: Any, values: Any) -> Template:
    """A new template; of functions that are there already, if nobody does that otherwise."""
    cls = environment.template_class
    if not (
        _MAKES_AS_KNOWN
        and not environment.is_async
        and getattr(cls.from_code, "__func__", None) is _from_code
        and getattr(cls._from_namespace, "__func__", None) is _from_names
    ):
        return cast(Template, cls.from_code(environment, made.code, values, None))
    template: Template = cls._from_namespace(environment, made.names, values)
    template.blocks = template.blocks.copy()
    return template


def _compiles_as_usual(environment: Any) -> bool:
    """Whether the code of a text depends on what :class:`_Code` and its key tell, alone."""
    return (
        not environment.extensions
        and environment.finalize is None
        and not environment.sandboxed
        and environment.undefined in _UNDEFINED
        and type(environment.filters) is type(environment.tests) is dict
        and _escapes_as_usual(environment.autoescape)
        and _COMPILING.untouched(environment)
        and finds_as_usual(environment)
    )


def _escapes_as_usual(autoescape: object) -> bool:
    if type(autoescape) is MethodType:
        return autoescape.__func__ is select_jinja_autoescape
    return type(autoescape) is bool


def _compiled(environment: Any, source: str) -> tuple[CodeType, "_Watched", "_Watched"]:
    """The code of a text, and what it asked for among the filters and tests."""
    watching = copy(environment)
    watching.filters = filters = _Watched(environment.filters)
    watching.tests = tests = _Watched(environment.tests)
    return watching.compile(source), filters, tests


class _Watched(dict[str, Any]):
    """The filters or tests of an environment; notes which are asked for, and whether one runs."""

    def __init__(self, functions: dict[str, Any]) -> None:
        super().__init__(functions)
        self.named: dict[str, object] = {}
        self.ran = False

    def get(self, name: str, default: Any = None) -> Any:
        """The function, or the default, as the compiler asks for it."""
        function = self.named[name] = super().get(name, default)
        return function if function is None else _Running(function, self)


class _Running:
    """Stands for a filter or a test while a text is compiled."""

    def __init__(self, function: Callable[..., Any], of: _Watched) -> None:
        self._function = function
        self._of = of

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        self._of.ran = True
        return self._function(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        # How Jinja marks a function that wants the context or the environment.
        return getattr(self._function, name)
