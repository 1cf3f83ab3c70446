"""Lays a target that extends real Flask over it: ``import flask`` gives both, the target on top.

The rules:

1. The target, while it loads, imports the real Flask. So do its functions and real Flask's own
   later: who imports decides what ``flask`` is.
2. Everybody else sees *laid* modules: a copy of the real one's names, the target's public names on
   top. The target's ``x`` lies over ``flask.x``; its other modules have no place in Flask.
3. What the target replaces in ``flask`` is replaced wherever real Flask offers the same object:
   ``flask.app.Flask`` stays ``flask.Flask``.
4. A module in which nothing is replaced is the real one. What is set in a laid module is set in the
   real one too, so that a patched function works.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import sys
import threading
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from .finder import AliasLoader, Finder, alias, is_within, missing, spec_of, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Overlay(Finder):
    """Keeps the real Flask out of sight, and answers for ``flask`` with what is laid over it."""

    def __init__(
        self, module: str, version: str | None, impersonation: str, names: Mapping[str, str]
    ) -> None:
        super().__init__(module, version, impersonation)
        self.version = version  # Not stated: metadata of the real Flask are right.
        self.names = names
        self.real: dict[str, ModuleType] = {}
        self.counterparts: dict[str, ModuleType] = {}
        self.stepping_aside = False
        self.lock = threading.RLock()
        self.importing = Importing(self)

    def install(self) -> None:
        """Answer before all others, and watch who imports."""
        super().install()
        builtins.__import__ = self.importing

    def uninstall(self) -> None:
        """Answer no more; the real Flask is seen again."""
        builtins.__import__ = self.importing.plain
        super().uninstall()
        sys.modules.update(self.real)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The laid module for a name of Flask's; the target itself is imported as a part of it."""
        if self.stepping_aside:
            return None
        if is_within(fullname, "flask"):
            return self.spec_of_laid(fullname)
        if fullname == self.module and fullname not in sys.modules:
            return self.spec_of_target()
        return None

    def spec_of_target(self) -> ModuleSpec | None:
        """The spec of the target, which is imported when Flask is."""
        importlib.import_module("flask")
        own = spec_of(self.module)
        # Taken out, because the import system prefers the spec of a module that is there already.
        module = sys.modules.pop(self.module)
        return own and alias(self.module, own, PresentLoader(own, module))

    def spec_of_laid(self, fullname: str) -> ModuleSpec:
        """The spec of one of Flask's modules, as others see it."""
        with self.real_flask():
            real = spec_of(fullname)
        if real is None:
            raise missing(fullname, fullname)
        return alias(fullname, real, OverlayLoader(self, real))

    @contextmanager
    def real_flask(self) -> Iterator[None]:
        """Whoever imports Flask meanwhile gets the real one; what gets loaded is kept."""
        with self.lock:
            laid = take_out("flask")
            sys.modules.update(self.real)
            self.stepping_aside = True
            try:
                yield
            finally:
                self.stepping_aside = False
                self.real = take_out("flask")
                sys.modules.update(laid)
                self.leave_explicit_imports_alone()

    def leave_explicit_imports_alone(self) -> None:
        """Let real Flask call ``__import__`` itself, not `Importing`: it is for the user's modules.

        The command line tells a module that is missing from one that fails by the traceback, in
        which our frame would stand.
        """
        for module in self.real.values():
            vars(module).setdefault("__import__", self.importing.plain)

    def load(self, fullname: str) -> ModuleType:
        """Import one of Flask's modules, and lay the target over all that came with it."""
        with self.real_flask():
            importlib.import_module(fullname)
            self.counterparts.setdefault("flask", importlib.import_module(self.module))
            self.load_counterparts()
        self.lay()
        return sys.modules[fullname]

    def load_real(self, name: str, fromlist: Sequence[str]) -> ModuleType:
        """Import one of the real modules, and make what others see of it."""
        with self.real_flask():
            module = self.importing.plain(name, fromlist=fromlist or ("*",))
            self.load_counterparts()
        self.lay()
        return module

    def load_counterparts(self) -> None:
        """Import the target's modules that lie over those of Flask that are loaded."""
        for name in sorted(name for name in sys.modules if name.startswith("flask.")):
            parent, _, child = name.rpartition(".")
            over = self.counterparts.get(parent)
            if over and hasattr(over, "__path__") and spec_of(f"{over.__name__}.{child}"):
                self.counterparts[name] = importlib.import_module(f"{over.__name__}.{child}")

    def lay(self) -> None:
        """Make what others see of those real modules that they have not seen yet."""
        for name in sorted(set(self.real) - set(sys.modules)):
            if not is_loading(self.counterparts.get(name)):
                sys.modules[name] = self.laid_over(name)
                attach(name)

    def laid_over(self, name: str) -> ModuleType:
        """A real module with the target on top: itself, if that changes nothing."""
        real, on_top = self.real[name], self.on_top(name)
        if on_top or hasattr(real, "__path__"):  # What lies in a package may be laid later.
            return Laid(real, self.counterparts["flask"], on_top)
        return real

    def on_top(self, name: str) -> dict[str, Any]:
        """The names of a module that others see otherwise than in the real one."""
        real = vars(self.real[name])
        names = {**real, **self.offered(name)}
        replaced = self.replaced()
        names = {key: replaced.get(definition(value), value) for key, value in names.items()}
        return {key: value for key, value in names.items() if real.get(key, self) is not value}

    def offered(self, name: str) -> dict[str, Any]:
        """What the target offers in the place of one of Flask's modules."""
        over = self.counterparts.get(name)
        offered = public_names(over) if over else {}
        if name == "flask":
            offered.update({key: self.meant(other) for key, other in self.names.items()})
        return offered

    def meant(self, name: str) -> Any:
        """What is named: one of the target's names or, as ``flask.x``, one that stays Flask's."""
        if name.startswith("flask."):
            return getattr(self.real["flask"], name.removeprefix("flask."))
        return getattr(self.counterparts["flask"], name)

    def replaced(self) -> dict[tuple[str, str] | None, Any]:
        """The target's object for each function or class of ``flask`` that it replaces."""
        real, offered = vars(self.real["flask"]), self.offered("flask")
        names = [name for name in offered if definition(real.get(name))]
        return {definition(real[name]): offered[name] for name in names}

    def reload(self, spec: ModuleSpec) -> None:
        """Execute a real module and what lies over it once more."""
        with self.real_flask():
            if spec.loader:
                spec.loader.exec_module(self.real[spec.name])
            if spec.name in self.counterparts:
                importlib.reload(self.counterparts[spec.name])
        for name in sorted(self.real):
            module = sys.modules.get(name)
            if isinstance(module, Laid):
                module.lay(self.on_top(name))
            if module:
                attach(name)


class OverlayLoader(AliasLoader):
    """Gives what lies over one of Flask's modules."""

    def __init__(self, overlay: Overlay, real: ModuleSpec) -> None:
        super().__init__(real)
        self.overlay = overlay
        self.loaded = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """What others see of the real module."""
        self.loaded = True
        return self.overlay.load(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; without a creation before, it is reloaded."""
        module.__spec__ = self.own
        module.__loader__ = self.own.loader
        if not self.loaded:
            self.overlay.reload(self.own)


class PresentLoader(AliasLoader):
    """Gives a module that has been executed before, and is not entered anywhere."""

    def __init__(self, own: ModuleSpec, module: ModuleType) -> None:
        super().__init__(own)
        self.module = module

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module itself."""
        return self.module


class Laid(ModuleType):
    """One of real Flask's modules as others see it."""

    __real__: ModuleType
    __on_top__: Mapping[str, Any]

    def __init__(self, real: ModuleType, target: ModuleType, on_top: Mapping[str, Any]) -> None:
        super().__init__(real.__name__)
        vars(self).update(__real__=real, __target__=target)
        self.lay(on_top)

    def lay(self, on_top: Mapping[str, Any]) -> None:
        """Copy the real names, and lay others over them."""
        vars(self).update(vars(self.__real__), __on_top__=on_top)
        vars(self).update(on_top)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if self.is_real(name) and not isinstance(value, Laid):
            setattr(self.__real__, name, value)

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        if self.is_real(name):
            delattr(self.__real__, name)

    def is_real(self, name: str) -> bool:
        """Whether a name belongs to the real module, and not to the target or the import system."""
        return name not in self.__on_top__ and not name.startswith("__")


class Importing:
    """The ``import`` statement: inside the target and real Flask, ``flask`` is the real one."""

    def __init__(self, overlay: Overlay) -> None:
        self.overlay = overlay
        self.plain = builtins.__import__

    def __call__(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """What a statement of a module with these globals gives."""
        if globals and not self.overlay.stepping_aside and self.is_inside(globals):
            module = self.real_module(name, globals, fromlist or (), level)
            if module:
                return module
        return self.plain(name, globals, locals, fromlist or (), level)

    def is_inside(self, importer: Mapping[str, Any]) -> bool:
        """Whether a statement in a module with these names stands in the target or real Flask."""
        name = importer.get("__name__") or ""
        return is_within(name, "flask") or is_within(name, self.overlay.module)

    def real_module(
        self, name: str, importer: Mapping[str, Any], fromlist: Sequence[str], level: int
    ) -> ModuleType | None:
        """What the statement gives inside, if it is about Flask."""
        wanted = absolute(name, importer, level)
        if not is_within(wanted, "flask"):
            return None
        module = self.overlay.real.get(wanted)
        if module is None or not all(name == "*" or hasattr(module, name) for name in fromlist):
            module = self.overlay.load_real(wanted, fromlist)
        return module if fromlist else self.overlay.real["flask"]


def attach(name: str) -> None:
    """Make a loaded module an attribute of its package, as an import does."""
    package, _, child = name.rpartition(".")
    if package:
        setattr(sys.modules[package], child, sys.modules[name])


def is_loading(module: ModuleType | None) -> bool:
    """Whether a module is being executed, so that what it offers is not known yet."""
    return bool(module and getattr(module.__spec__, "_initializing", False))


def definition(value: Any) -> tuple[str, str] | None:
    """Where a class or function was defined: the same for those of a reloaded module."""
    if isinstance(value, (type, FunctionType)):
        return value.__module__, value.__qualname__
    return None


def absolute(name: str, importer: Mapping[str, Any], level: int) -> str:
    """The full name of a module that is named relative to its importer, or not."""
    if not level:
        return name
    return importlib.util.resolve_name("." * level + name, importer["__package__"])


def public_names(module: ModuleType) -> dict[str, Any]:
    """What a module offers, without the modules in it."""
    unmarked = [name for name in vars(module) if not name.startswith("_")]
    names = {name: getattr(module, name) for name in vars(module).get("__all__", unmarked)}
    return {name: value for name, value in names.items() if not isinstance(value, ModuleType)}
