"""Puts another module in Flask's place: ``import flask`` gives the target, whoever writes it.

The rules:

1. ``flask`` and ``flask.x`` are the very modules ``target`` and ``target.x``, under both names, and
   keep their own name, loader and spec: pickling and reloading find them where they are.
2. What the target lacks is missing. Nothing falls through to real Flask, installed or not.
3. A target that extends real Flask is laid over it instead: see `overlay`.
4. Distribution metadata of Flask tell the version that the target implements.
5. Other processes inherit it: an environment variable says what to do, ``site/sitecustomize.py``
   does it before any other module can import Flask.

Only the standard library, in the Python of the oldest environments (3.8).
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
from dataclasses import asdict, dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .finder import Finder
from .metadata import version_of, version_of_distribution
from .overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "IMPERSONATE_FLASK"
"""Not ``FLASK_...``: applications read their configuration from variables with that prefix."""


class FlaskAlreadyImported(RuntimeError):
    """Another Flask was imported before the target could take its place."""


class WrongFlask(RuntimeError):
    """What ``import flask`` gives is not the target."""


@dataclass(frozen=True)
class Impersonation:
    """A module that takes Flask's place, and what it wants to be taken for.

    ``names`` says under which other name the target offers one of Flask's, such as
    ``{"Flask": "APIFlask"}``; with ``{"Response": "flask.Response"}`` Flask's own stays, although
    the target calls something else so.
    """

    module: str
    version: str | None = None
    extends: str | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.extends not in (None, "flask"):
            raise ValueError(f"{self.module!r} extends {self.extends!r}: only 'flask' can be.")
        if self.names and not self.extends:
            raise ValueError(f"{self.module!r} gives names to what it does not extend.")

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
        if self.module == "flask" or self.finders():
            return
        present = sys.modules.get("flask")
        if present is not None and present is not sys.modules.get(self.module):
            raise FlaskAlreadyImported(
                f"{describe(present)} was imported before {self.module!r} could take its place. "
                "Install the impersonation before anything imports Flask."
            )
        self.finder().install()

    def uninstall(self) -> None:
        """Give Flask its place back; the target's modules stay loaded under their own names."""
        for finder in self.finders():
            finder.uninstall()

    def finder(self) -> Finder:
        """What takes Flask's place in the import system."""
        text = json.dumps(asdict(self))
        if self.extends:
            return Overlay(self.module, self.version, text, self.names)
        return Finder(self.module, self.version, text)

    def finders(self) -> list[Any]:
        """What has taken Flask's place for this impersonation, from whichever copy of this file."""
        text = json.dumps(asdict(self))
        return [one for one in sys.meta_path if getattr(one, "impersonation", None) == text]

    def target(self) -> ModuleType:
        """The very module that ``import flask`` gives; errors of its import pass unchanged."""
        return importlib.import_module("flask")

    def verify(self) -> None:
        """Raise `WrongFlask` unless the imported ``flask`` is the target."""
        present = sys.modules.get("flask")
        if present is None:
            raise WrongFlask(f"flask is not imported, expected the module {self.module!r}.")
        if not self.is_target(present):
            raise WrongFlask(f"flask is {describe(present)}, expected the module {self.module!r}.")

    def is_target(self, module: ModuleType) -> bool:
        """Whether a module is the target, or is laid over real Flask for it."""
        if self.module == "flask":
            return vars(module)["__name__"] == "flask" and "__target__" not in vars(module)
        return vars(module).get("__target__", module) is sys.modules.get(self.module)

    def identify(self) -> dict[str, str | None]:
        """Which file ``flask`` really is, and the versions that matter, for the header of a run."""
        self.target()
        self.verify()
        module = sys.modules[self.module]
        return {
            "module": self.module,
            "file": file_of(module),
            "version": version_of(module),
            "implements": version_of_distribution("flask"),
            "werkzeug": version_of_distribution("werkzeug"),
            "python": platform.python_version(),
        }


def describe(module: ModuleType) -> str:
    """A module with its file, for messages."""
    return f"{module.__name__!r} ({file_of(module) or 'no file'})"


def file_of(module: ModuleType) -> str | None:
    """Where a module was loaded from; not asked of the module, which may answer anything."""
    file = vars(module).get("__file__")
    return str(file) if file else None
