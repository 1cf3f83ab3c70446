"""Finds the application that a command is for: from a module's name, a file, or the folder."""

import ast
import inspect
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from . import _explain
from .app import Flask

# Where an application is looked for when nobody says where it is.
DEFAULT_FILES = ("wsgi.py", "app.py")
OBJECTS = ("app", "application")
FACTORIES = ("create_app", "make_app")

# A colon before a backslash or slash is part of a Windows path, and one in arguments comes later.
COLON = re.compile(r":(?![/\\])")


class NoAppException(click.UsageError):
    """There is no application where one was looked for."""


def find_best_app(module: ModuleType) -> Flask:
    """The application of a module: by its usual names, the only one, or of a usual factory."""
    for name in OBJECTS:
        if isinstance(found := getattr(module, name, None), Flask):
            return found
    everywhere = [value for value in vars(module).values() if isinstance(value, Flask)]
    if len(everywhere) > 1:
        raise NoAppException(
            f"The module {module.__name__!r} has several applications."
            f" Say which one: '{module.__name__}:name'."
        )
    return everywhere[0] if everywhere else _from_usual_factory(module)


def _from_usual_factory(module: ModuleType) -> Flask:
    others = list(vars(module).values())
    for name in FACTORIES:
        factory = getattr(module, name, None)
        if inspect.isfunction(factory):
            problem = (
                f"The factory {name!r} in {module.__name__!r} wants arguments."
                f" Pass them: '{module.__name__}:{name}(...)'."
            )
            made = _call(factory, (), {}, problem)
            if isinstance(made, Flask):
                return made
            others.append(made)
    if any(map(_is_of_flask, others)):
        raise NoAppException(_explain.app_of_flask(module.__name__))
    raise NoAppException(
        f"There is no application and no factory in the module {module.__name__!r}."
        f" Say what it is called: '{module.__name__}:name'."
    )


def _is_of_flask(found: object) -> bool:
    """Whether this is an application, but one of Flask, which may not even be installed."""
    kinds = type(found).__mro__
    return any((kind.__module__, kind.__name__) == ("flask.app", "Flask") for kind in kinds)


def _call(factory: Callable[..., Any], args: Any, kwargs: Any, problem: str) -> Any:
    """Call a factory; arguments that do not fit are the user's mistake, all else is its own."""
    try:
        return factory(*args, **kwargs)
    except TypeError as error:
        if not _called_with_wrong_args(factory):
            raise
        raise NoAppException(problem) from error


def _called_with_wrong_args(f: Callable[..., Any]) -> bool:
    """Whether the TypeError that is being handled came from calling ``f``, not from inside it."""
    trace = sys.exc_info()[2]
    while trace is not None:
        if trace.tb_frame.f_code is f.__code__:
            return False
        trace = trace.tb_next
    return True


def find_app_by_string(module: ModuleType, app_name: str) -> Flask:
    """The application that a text names: a variable, or a factory, with literal arguments."""
    name, args, kwargs = _parsed(app_name.strip())
    if not hasattr(module, name):
        raise NoAppException(f"There is no {name!r} in {module.__name__!r}.")
    found = getattr(module, name)
    if inspect.isfunction(found):
        problem = f"The factory {app_name!r} in {module.__name__!r} does not take these arguments."
        found = _call(found, args, kwargs, problem)
    if isinstance(found, Flask):
        return found
    if _is_of_flask(found):
        raise NoAppException(_explain.app_of_flask(f"{module.__name__}:{app_name}"))
    raise NoAppException(f"'{module.__name__}:{app_name}' is no application.")


def _parsed(text: str) -> tuple[str, list[Any], dict[str, Any]]:
    """The name in a text like ``name`` or ``name(1, key='value')``, and the arguments."""
    try:
        expression = ast.parse(text, mode="eval").body
    except SyntaxError:
        expression = ast.Constant(None)
    match expression:
        case ast.Name(id=name):
            return name, [], {}
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            return name, *_literals(text, args, keywords)
    raise NoAppException(f"{text!r} is neither a name nor the call of a name.")


def _literals(
    text: str, args: list[ast.expr], keywords: list[ast.keyword]
) -> tuple[list[Any], dict[str, Any]]:
    try:
        # ``**mapping`` has no name; it is as little a literal argument as a variable.
        return [ast.literal_eval(arg) for arg in args], {
            str(keyword.arg): ast.literal_eval(keyword.value) for keyword in keywords
        }
    except ValueError:
        raise NoAppException(f"The arguments in {text!r} have to be literal values.") from None


def prepare_import(path: str) -> str:
    """The module name of a file, whose outermost package's folder becomes importable."""
    file = Path(path).resolve().with_suffix("")
    if Path(path).suffix not in {"", ".py"}:
        file = Path(path).resolve()
    if file.name == "__init__":
        file = file.parent
    names, folder = [file.name], file.parent
    while (folder / "__init__.py").exists():
        names.insert(0, folder.name)
        folder = folder.parent
    if sys.path[0] != str(folder):
        sys.path.insert(0, str(folder))
    return ".".join(names)


def locate_app(
    module_name: str, app_name: str | None, raise_if_not_found: bool = True
) -> Flask | None:
    """The application of a module; None if there is no such module and that is accepted."""
    try:
        __import__(module_name)
    except ImportError as error:
        if _failed_inside(error):
            raise NoAppException(
                f"The module {module_name!r} failed to import something itself:"
                f"\n\n{traceback.format_exc()}{_hint(error)}"
            ) from None
        if raise_if_not_found:
            raise NoAppException(f"There is no module {module_name!r} to import.") from None
        return None
    module = sys.modules[module_name]
    return find_best_app(module) if app_name is None else find_app_by_string(module, app_name)


def _hint(error: ImportError) -> str:
    """What to do where Flask is missing, and hipflask could be imported in its place."""
    package = (error.name or "").partition(".")[0]
    return f"\n{_explain.HIPFLASK_AS_FLASK}" if package == "flask" else ""


def _failed_inside(error: ImportError) -> bool:
    """Whether the module was found, and failed further in."""
    return error.__traceback__ is not None and error.__traceback__.tb_next is not None


def app_at(import_path: str) -> Flask | None:
    """The application at ``module``, ``file.py`` or either with ``:name`` behind it."""
    path, *name = COLON.split(import_path, maxsplit=1)
    return locate_app(prepare_import(path), name[0] if name else None)


def app_in_folder() -> Flask | None:
    """The application in one of the usual files of the working directory."""
    for file in DEFAULT_FILES:
        found = locate_app(prepare_import(file), None, raise_if_not_found=False)
        if found is not None:
            return found
    return None
