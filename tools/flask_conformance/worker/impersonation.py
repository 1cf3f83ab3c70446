"""Puts another module in Flask's place: ``import flask`` gives the target, whoever writes it.

The rules:

1. ``flask`` and ``flask.x`` are the very modules ``target`` and ``target.x``, under both names, and
   keep their own name, loader and spec: pickling and reloading find them where they are.
2. What the target lacks is missing. Nothing falls through to real Flask, installed or not.
3. A target that extends real Flask is laid over it instead: see the module ``overlay``.
4. Distribution metadata of Flask tell the version that the target implements.
5. Other processes inherit it: an environment variable says what to do, ``site/sitecustomize.py``
   does it before any other module can import Flask.

Only the standard library, and no relative imports: environments of old releases load this file by
its location.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.util
import json
import platform
import sys
from dataclasses import asdict, dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.metadata import Distribution, DistributionFinder

VARIABLE = "IMPERSONATE_FLASK"
"""Not ``FLASK_...``: applications read their configuration from variables with that prefix."""

JUDGED_AS = "3.1"
"""The version of Flask that a target implements when it does not say."""


class FlaskAlreadyImported(RuntimeError):
    """Another Flask was imported before the target could take its place."""


class WrongFlask(RuntimeError):
    """What ``import flask`` gives is not the target."""


@dataclass(frozen=True)
class Impersonation:
    """A module that takes Flask's place, and what it wants to be taken for.

    ``names`` says under which other name the target offers one of Flask's, such as
    ``{"Flask": "APIFlask"}``.
    """

    module: str
    version: str | None = None
    extends: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def to_environment(self) -> dict[str, str]:
        """The variables that tell ``site/sitecustomize.py`` in another process what to install."""
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Impersonation | None:
        """What ``to_environment`` wrote, or nothing where it did not."""
        text = environ.get(VARIABLE)
        return cls(**json.loads(text)) if text else None

    def install(self) -> None:
        """Take Flask's place in this process; a second time changes nothing."""
        if installed() == asdict(self) or self.module == "flask":
            return
        present = sys.modules.get("flask")
        if present is not None and present is not sys.modules.get(self.module):
            raise FlaskAlreadyImported(
                f"{describe(present)} was imported before {self.module!r} could take its place. "
                "Install the impersonation before anything imports Flask."
            )
        sys.meta_path.insert(0, Finder(self))

    def uninstall(self) -> None:
        """Give Flask its place back; the target's modules stay loaded under their own names."""
        finders = [finder for finder in sys.meta_path if impersonation_of(finder) == asdict(self)]
        for finder in finders:
            sys.meta_path.remove(finder)
            take_out("flask")

    def target(self) -> ModuleType:
        """The very module that ``import flask`` gives; errors of its import pass unchanged."""
        return importlib.import_module("flask")

    def verify(self) -> None:
        """Raise `WrongFlask` unless the imported ``flask`` is the target."""
        present = sys.modules.get("flask")
        if present is None:
            raise WrongFlask(f"flask is not imported, expected the module {self.module!r}.")
        if present is not sys.modules.get(self.module):
            raise WrongFlask(f"flask is {describe(present)}, expected the module {self.module!r}.")

    def identify(self) -> dict[str, str | None]:
        """Which file ``flask`` really is, and the versions that matter, for the header of a run."""
        self.target()
        self.verify()
        module = sys.modules[self.module]
        return {
            "module": self.module,
            "file": getattr(module, "__file__", None),
            "version": version_of(module),
            "implements": version_of_distribution("flask"),
            "werkzeug": version_of_distribution("werkzeug"),
            "python": platform.python_version(),
        }


class Finder(importlib.abc.MetaPathFinder):
    """Answers for ``flask`` and all below it, and for Flask's distribution."""

    def __init__(self, impersonation: Impersonation) -> None:
        self.impersonation = impersonation

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The target's module in Flask's place; raises where the target has none."""
        if not is_within(fullname, "flask"):
            return None
        name = self.impersonation.module + fullname[len("flask") :]
        own = spec_of(name)
        if own is None:
            raise self.missing(fullname, name)
        return alias(fullname, own)

    def missing(self, fullname: str, name: str) -> ModuleNotFoundError:
        """The error of importing what the target does not have."""
        if fullname == "flask":
            return ModuleNotFoundError(f"No module named {name!r}", name=name)
        return ModuleNotFoundError(
            f"No module named {fullname!r}: the target has no {name!r}", name=fullname
        )

    def find_distributions(self, context: DistributionFinder.Context) -> Iterable[Distribution]:
        """Flask's distribution, when it is asked for or all are."""
        if context.name is None or context.name.lower() == "flask":
            yield flask_distribution(self.impersonation)


class AliasLoader(importlib.abc.Loader):
    """Gives a module that another name owns, and leaves it as it is."""

    def __init__(self, own: ModuleSpec) -> None:
        self.own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The owner's module, imported under its own name first."""
        module = importlib.import_module(self.own.name)
        self.own = module.__spec__ or self.own
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Undo the one thing that the import system did to it: its spec was replaced."""
        module.__spec__ = self.own
        share_submodules(self.own.name)

    def get_code(self, fullname: str) -> CodeType | None:
        """What ``python -m flask`` runs."""
        loader: Any = self.own.loader
        code: CodeType | None = loader.get_code(self.own.name)
        return code


def alias(fullname: str, own: ModuleSpec) -> ModuleSpec:
    """The spec under which the module of another spec is found."""
    locations = own.submodule_search_locations
    spec = ModuleSpec(
        fullname, AliasLoader(own), origin=own.origin, is_package=locations is not None
    )
    spec.submodule_search_locations = locations
    return spec


def spec_of(name: str) -> ModuleSpec | None:
    """The spec of a module, also of one that was made without."""
    module = sys.modules.get(name)
    if module is None or module.__spec__ is not None:
        return importlib.util.find_spec(name)
    return ModuleSpec(name, None, is_package=hasattr(module, "__path__"))


def share_submodules(target: str) -> None:
    """Enter what the target has loaded so far under Flask's names too, as Flask itself would."""
    for name, module in list(sys.modules.items()):
        if name.startswith(target + "."):
            sys.modules.setdefault("flask" + name[len(target) :], module)


def take_out(package: str) -> dict[str, ModuleType]:
    """Remove a package and all below it from the loaded modules, and return them."""
    names = [name for name in sys.modules if is_within(name, package)]
    return {name: sys.modules.pop(name) for name in names}


def is_within(name: str, package: str) -> bool:
    """Whether a module is a package or lies below it."""
    return name == package or name.startswith(package + ".")


def impersonation_of(finder: object) -> dict[str, Any] | None:
    """What a finder installs: compared by content, since this file may be loaded twice."""
    impersonation = getattr(finder, "impersonation", None)
    return asdict(impersonation) if impersonation is not None else None


def installed() -> dict[str, Any] | None:
    """The impersonation in force, as its fields."""
    return next(filter(None, map(impersonation_of, sys.meta_path)), None)


def describe(module: ModuleType) -> str:
    """A module with its file, for messages."""
    return f"{module.__name__!r} ({getattr(module, '__file__', None) or 'no file'})"


def flask_distribution(impersonation: Impersonation) -> Distribution:
    """The distribution that metadata of Flask are asked from while a target stands in its place."""
    from importlib.metadata import Distribution  # Slow to import: only when somebody asks.

    texts = {
        "METADATA": "Metadata-Version: 2.1\n"
        "Name: Flask\n"
        f"Version: {impersonation.version or JUDGED_AS}\n"
        f"Summary: {impersonation.module} in Flask's place\n",
        "entry_points.txt": "[console_scripts]\nflask = flask.cli:main\n",
    }

    class FlaskDistribution(Distribution):
        def read_text(self, filename: str) -> str | None:
            return texts.get(filename)

        def locate_file(self, path: Any) -> Path:
            return Path(sys.prefix, path)

    return FlaskDistribution()


def version_of_distribution(name: str) -> str | None:
    """The version of an installed distribution."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def version_of(module: ModuleType) -> str | None:
    """The version of a module's distribution, or else the one that it states itself."""
    stated = vars(module).get("__version__")
    return version_of_distribution(module.__name__) or (str(stated) if stated else None)
