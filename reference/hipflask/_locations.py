"""Where a module lies on disk: the root of an application, and a place for its instance folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

# What was found by name, while an application is made.
_looked_for: ContextVar[dict[str, ModuleSpec | None]] = ContextVar("hipflask.looked_for")


def get_root_path(import_name: str) -> str:
    """The folder of a module or package; the working directory for one that has no place."""
    module = sys.modules.get(import_name)
    file = _file_of(module)
    if file is not None:
        return str(Path(file).absolute().parent)
    spec = _spec(import_name, module)
    if spec is None or spec.loader is None:
        return str(Path.cwd())
    file = spec.origin if spec.has_location else _file_of(import_module(import_name))
    if file is None:
        raise RuntimeError(
            f"{import_name!r} has no file, as a namespace package has none, so there is no root"
            " path to be found. Pass root_path explicitly."
        )
    return str(Path(file).absolute().parent)


def _file_of(module: object) -> str | None:
    return getattr(module, "__file__", None)


@contextmanager
def looking_once() -> Iterator[None]:
    """Within, look for a module that is not imported once only: on the disk, that is slow."""
    token = _looked_for.set({})
    try:
        yield
    finally:
        _looked_for.reset(token)


def _spec(import_name: str, module: object) -> ModuleSpec | None:
    try:
        found: ModuleSpec | None = getattr(module, "__spec__", None) or _found(import_name)
    except (ImportError, ValueError):
        return None
    return found


def _found(import_name: str) -> ModuleSpec | None:
    known = _looked_for.get(None)
    if known is None or import_name in sys.modules:
        return find_spec(import_name)
    if import_name not in known:
        known[import_name] = find_spec(import_name)
    return known[import_name]


def _find_package_path(import_name: str) -> str:
    """The folder that the outermost package of a name is imported from."""
    top, *inner = import_name.split(".")
    spec = _spec(top, None)
    if spec is None:
        return str(Path.cwd())
    if spec.submodule_search_locations:
        return _place_of_package(spec, import_name if inner else None)
    if spec.origin in (None, "namespace", "built-in", "frozen"):
        return str(Path.cwd())
    assert spec.origin is not None
    return str(Path(spec.origin).parent)


def _place_of_package(spec: ModuleSpec, inner_name: str | None) -> str:
    """The folder above a package; of a namespace's portions, the one that has the module."""
    portions = [Path(place) for place in spec.submodule_search_locations or ()]
    if spec.origin in (None, "namespace") and inner_name is not None:
        inner = _spec(inner_name, None)
        if inner is not None:
            places = [*(inner.submodule_search_locations or ()), inner.origin or ""]
            for portion in portions:
                if any(Path(place).is_relative_to(portion) for place in places):
                    return str(portion.parent)
    return str(portions[0].parent)


def find_package(import_name: str) -> tuple[str | None, str]:
    """Where a package is installed, as prefix and folder; no prefix if it is not installed."""
    place = Path(_find_package_path(import_name)).absolute()
    prefix = Path(sys.prefix).absolute()
    if place.is_relative_to(prefix):
        return str(prefix), str(place)
    if place.name.lower() != "site-packages":
        return None, str(place)
    above = place.parent
    if above.name.lower() == "lib":
        return str(above.parent), str(place)
    if above.parent.name.lower() == "lib":
        return str(above.parent.parent), str(place)
    return str(above), str(place)


def find_instance_path(import_name: str, name: str) -> str:
    """The default instance folder: beside the code, or under ``var`` if it is installed."""
    prefix, place = find_package(import_name)
    if prefix is None:
        return str(Path(place, "instance"))
    return str(Path(prefix, "var", f"{name}-instance"))
