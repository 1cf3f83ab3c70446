"""Finds the target's modules under Flask's names.

An import asks the finders in turn for the spec of a module, and the spec's loader for the module.
Here the loader gives a module that exists already, or is imported under its own name first. The
import system then writes its spec into the module, which must be undone: ``__spec__`` is how
pickling, reloading and resources find out where a module really lives.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.util
import sys
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from .metadata import flask_distribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import Distribution, DistributionFinder

JUDGED_AS = "3.1.3"
"""The version of Flask that a target implements when it does not say."""


class Finder(importlib.abc.MetaPathFinder):
    """Answers for ``flask``, for all below it, and for Flask's distribution.

    `impersonation` is the text that describes it: finders are compared by content, because this
    file is loaded twice in a process where both ``sitecustomize`` and the worker need it.
    """

    def __init__(self, module: str, version: str | None, impersonation: str) -> None:
        self.module = module
        self.version: str | None = version or JUDGED_AS
        self.impersonation = impersonation

    def install(self) -> None:
        """Answer before all others."""
        sys.meta_path.insert(0, self)

    def uninstall(self) -> None:
        """Answer no more, and take back what was answered."""
        sys.meta_path.remove(self)
        take_out("flask")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The target's module for a name of Flask's; raises where the target has none."""
        if not is_within(fullname, "flask"):
            return None
        name = self.module + fullname[len("flask") :]
        own = spec_of(name)
        if own is None:
            raise missing(fullname, name)
        return alias(fullname, own, AliasLoader(own))

    def find_distributions(self, context: DistributionFinder.Context) -> Iterable[Distribution]:
        """Flask's distribution, when it is asked for or all are."""
        if self.version and (context.name or "flask").lower() == "flask":
            yield flask_distribution(self.module, self.version)


class AliasLoader(importlib.abc.Loader):
    """Gives a module that another name owns, and leaves it as it is."""

    def __init__(self, own: ModuleSpec) -> None:
        self.own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The owner's module."""
        module = importlib.import_module(self.own.name)
        self.own = module.__spec__ or self.own
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; it has been executed before."""
        if module.__spec__:
            share_submodules(self.own.name, module.__spec__.name)
        module.__spec__ = self.own

    def get_code(self, fullname: str) -> CodeType | None:
        """What ``python -m flask`` runs."""
        loader: Any = self.own.loader
        code: CodeType | None = loader.get_code(self.own.name)
        return code


def alias(fullname: str, own: ModuleSpec, loader: importlib.abc.Loader) -> ModuleSpec:
    """A spec that differs from a module's own in name and loader."""
    spec = ModuleSpec(fullname, loader, origin=own.origin)
    spec.submodule_search_locations = own.submodule_search_locations
    return spec


def spec_of(name: str) -> ModuleSpec | None:
    """The spec of a module, also of one that was made without."""
    module = sys.modules.get(name)
    if module is None or module.__spec__ is not None:
        return importlib.util.find_spec(name)
    return ModuleSpec(name, None, is_package=hasattr(module, "__path__"))


def missing(fullname: str, name: str) -> ModuleNotFoundError:
    """The error of importing, under a name of Flask's, a module that does not exist."""
    if fullname == "flask":
        return ModuleNotFoundError(f"No module named {name!r}", name=name)
    return ModuleNotFoundError(
        f"No module named {fullname!r}: the target has no {name!r}", name=fullname
    )


def share_submodules(package: str, other: str) -> None:
    """Enter what a package has loaded so far under another name of it too."""
    for name, module in list(sys.modules.items()):
        if name.startswith(package + "."):
            sys.modules.setdefault(other + name[len(package) :], module)


def take_out(package: str) -> dict[str, ModuleType]:
    """Remove a package and all below it from the loaded modules, and return them."""
    names = [name for name in sys.modules if is_within(name, package)]
    return {name: sys.modules.pop(name) for name in names}


def is_within(name: str, package: str) -> bool:
    """Whether a module is a package or lies below it."""
    return name == package or name.startswith(package + ".")
