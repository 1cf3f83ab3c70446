"""Templates given as text, whose compiled code is kept.

Jinja compiles such a text each time, which is nineteen twentieths of rendering it. The fast path
is :func:`template_from`; the slow path it stands for is ``Environment.from_string``. Kept is the
code only: every call makes a template of its own, with the globals and policies of the moment.

Code is used again while nothing that it was made from has changed: the text, the settings of the
syntax, and the filters and tests it names, which decide how they are called. It is not kept if
making it ran anybody's code, as Jinja does for a filter of a constant, and never where somebody
took part in compiling: by an extension, by a replaced step, by an own ``autoescape`` function.
"""

from collections.abc import Callable
from copy import copy
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
)
from jinja2.utils import LRUCache

from ._untouched import Steps

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
    "getattr",
    "getitem",
)
_settings = attrgetter(
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
_UNDEFINED = (Undefined, StrictUndefined, DebugUndefined, ChainableUndefined)


def select_jinja_autoescape(self: object, filename: str | None) -> bool:
    """Whether values are escaped in a template: by its file's ending, always in a string."""
    return filename is None or filename.endswith(AUTOESCAPED)


class _Code(NamedTuple):
    """Compiled code, with the filters and tests that it was made for."""

    code: CodeType
    filters: dict[str, object]
    tests: dict[str, object]

    def fits(self, environment: Any) -> bool:
        return _unchanged(self.filters, environment.filters) and _unchanged(
            self.tests, environment.tests
        )


def _unchanged(then: dict[str, object], now: dict[str, object]) -> bool:
    return all(now.get(name) is function for name, function in then.items())


def template_from(environment: Any, source: str) -> Template:
    """What ``environment.from_string(source)`` gives, of kept code if that is as good."""
    if type(source) is not str or len(source) > LONGEST or not _compiles_as_usual(environment):
        return cast(Template, environment.from_string(source))
    values = environment.make_globals(None)
    code = _kept_code(environment, source)
    return cast(Template, environment.template_class.from_code(environment, code, values, None))


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
    )


def _escapes_as_usual(autoescape: object) -> bool:
    if type(autoescape) is MethodType:
        return autoescape.__func__ is select_jinja_autoescape
    return type(autoescape) is bool


def _kept_code(environment: Any, source: str) -> CodeType:
    kept = vars(environment).setdefault("_code_of_texts", LRUCache(CAPACITY))
    # The usual function escapes in a text, so it is as good as True.
    key = (source, bool(environment.autoescape), *_settings(environment))
    found: _Code | None = kept.get(key)
    if found is not None and found.fits(environment):
        return found.code
    made, ran_code = _compiled(environment, source)
    if not ran_code:
        kept[key] = made
    return made.code


def _compiled(environment: Any, source: str) -> tuple[_Code, bool]:
    """The code of a text, and whether a filter or a test ran while it was made."""
    watching = copy(environment)
    watching.filters = filters = _Watched(environment.filters)
    watching.tests = tests = _Watched(environment.tests)
    code = watching.compile(source)
    return _Code(code, filters.named, tests.named), filters.ran or tests.ran


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
