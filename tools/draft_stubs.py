"""Write down which names the installed Flask offers, as stubs to compare with the specification's::

    path/to/environment/bin/python tools/draft_stubs.py /tmp/draft
    .venv/bin/ruff format /tmp/draft
    diff -ru spec/api-surface/flask /tmp/draft/flask

It needs nothing but Flask. A draft knows one release and no documentation: what other releases
lack goes below a condition, and what nobody should rely on goes out (spec/api-surface/README.md).
"""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar

# In this order: what is neither class nor function belongs to the first module that has it.
MODULES = (
    *("typing", "signals", "globals", "logging", "json.tag", "json.provider", "json", "sessions"),
    *("config", "ctx", "wrappers", "helpers", "templating", "debughelpers", "views", "cli"),
    *("sansio.scaffold", "sansio.app", "sansio.blueprints", "app", "blueprints", "testing", ""),
)
SPECIAL = {"__init__", "__call__", "__enter__", "__exit__", "__contains__", "__iter__"}
LITERALS = bool | int | float | str | bytes | None


def is_public(name: str) -> bool:
    """Whether a name of a class or module is for its users."""
    return not name.startswith("_") or name in SPECIAL


class Instances:
    """One object of each class whose objects have attributes that the class has not."""

    def __init__(self, flask: ModuleType) -> None:
        self.app = flask.Flask("library", static_folder=None)
        self.app.secret_key = "key"
        with self.app.test_request_context("/shelf") as context:
            blueprint = flask.Blueprint("shelf", "library")
            found = [
                *(self.app, blueprint, blueprint.make_setup_state(self.app, {})),
                *(context, context.request, self.app.app_context(), self.app.test_client()),
                *(self.app.config, self.app.json, self.app.session_interface, flask.Response()),
                flask.cli.ScriptInfo(create_app=lambda: self.app),
                flask.testing.EnvironBuilder(self.app),
            ]
        self.by_class = {type(each): vars(each) for each in found}

    def names(self, class_: type) -> Iterator[str]:
        """The public names that only its objects have."""
        for name in self.by_class.get(class_, ()):
            if is_public(name) and not hasattr(class_, name):
                yield name


def parameters(function: Callable[..., object]) -> str:
    """The parameters as a stub has them: no annotations, and three dots for what is no literal."""
    signature = inspect.signature(function)
    plain = [
        each.replace(annotation=each.empty, default=default_of(each))
        for each in signature.parameters.values()
    ]
    return str(inspect.Signature(plain)).replace("=Ellipsis", "=...")


def default_of(parameter: inspect.Parameter) -> object:
    """A default that can be written down."""
    default = parameter.default
    is_plain = default is parameter.empty or isinstance(default, LITERALS | tuple)
    return default if is_plain else ...


def value(found: object) -> str:
    """A literal as it is, all else as three dots."""
    return repr(found) if isinstance(found, LITERALS) else "..."


def members(class_: type) -> dict[str, Any]:
    """The public members of a class and of its bases in Werkzeug."""
    bases = [each for each in class_.__mro__ if each.__module__.startswith("werkzeug.")]
    found: dict[str, Any] = {}
    for base in (*reversed(bases), class_):
        found |= {name: each for name, each in vars(base).items() if is_public(name)}
    return dict(sorted(found.items()))


def is_property(member: object) -> bool:
    """Whether a member of a class is an attribute of its objects."""
    return hasattr(type(member), "__get__") and not callable(member)


def class_lines(name: str, class_: type, instances: Instances) -> Iterator[str]:
    """A class: what it has itself, what its objects have, and methods."""
    bases = ", ".join(base.__qualname__ for base in class_.__bases__ if base is not object)
    yield f"class {name}({bases}):" if bases else f"class {name}:"
    attributes, values, methods = set(instances.names(class_)), list[str](), list[str]()
    for each, found in members(class_).items():
        if isinstance(found, FunctionType | classmethod | staticmethod):
            methods += method(each, found)
        elif is_property(found) and type(found).__name__ != "ConfigAttribute":
            attributes.add(each)
        else:
            values.append(f"{each} = {value(found)}")
    lines = [*values, *(f"{each}: object" for each in sorted(attributes)), *methods]
    yield from (f"    {line}" for line in lines or ["..."])


def method(name: str, found: Any) -> Iterator[str]:
    """The lines of one method."""
    if isinstance(found, classmethod | staticmethod):
        yield f"@{type(found).__name__}"
    yield f"def {name}{parameters(getattr(found, '__func__', found))}: ..."


def object_lines(name: str, found: Any) -> Iterator[str]:
    """What is neither class nor function: a command with its options, or just a name."""
    if hasattr(type(found), "get_params"):
        yield f'@click.command("{found.name}")'
        for each in found.params:
            flags = ", ".join(f'"{flag}"' for flag in [*each.opts, *each.secondary_opts])
            yield f"@click.option({flags})"
        yield f"def {name}(): ..."
    else:
        yield f"{name} = ..."


def module_lines(module: ModuleType, homes: dict[int, str], instances: Instances) -> Iterator[str]:
    """All that a module defines; in the package, all that it hands on."""
    for name, found in sorted(vars(module).items()):
        kind = type(found)  # Not isinstance: outside a context, that is an error for a proxy.
        if name.startswith("_") or issubclass(kind, ModuleType | TypeVar):
            continue
        is_object = not issubclass(kind, type | FunctionType)
        home = homes.setdefault(id(found), module.__name__ if is_object else found.__module__)
        if module.__name__ == "flask":
            yield f"from {home} import {name} as {name}"
        elif home == module.__name__ and is_object:
            yield from object_lines(name, found)
        elif home == module.__name__ and issubclass(kind, type):
            yield from class_lines(name, found, instances)
        elif home == module.__name__:
            yield f"def {name}{parameters(found)}: ..."


def stub_path(module: ModuleType) -> str:
    """Where the stub of a module lies."""
    name = module.__name__.replace(".", "/")
    return f"{name}/__init__.pyi" if hasattr(module, "__path__") else f"{name}.pyi"


def main() -> None:
    """Write a stub for each module."""
    summary, _, more = (__doc__ or "").partition("::\n\n")
    kept = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=f"{summary}.", epilog=more, formatter_class=kept)
    parser.add_argument("folder", type=Path, help="where to write them")
    folder = parser.parse_args().folder
    if not can_import("flask"):
        parser.error("there is no Flask here; run it by the Python that has it")
    write_stubs(import_module("flask"), folder)


def write_stubs(flask: ModuleType, folder: Path) -> None:
    """Write a stub for each module of a framework."""
    names = [f"flask.{name}".rstrip(".") for name in MODULES]
    modules = [import_module(name) for name in names if can_import(name)]
    instances, homes = Instances(flask), dict[int, str]()
    for module in modules:
        path = folder / stub_path(module)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = module_lines(module, homes, instances)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def can_import(name: str) -> bool:
    """Whether this release has the module."""
    try:
        import_module(name)
    except ModuleNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
