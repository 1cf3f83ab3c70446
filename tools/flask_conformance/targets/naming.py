"""From what the user names to a target: what to import, and where it can be imported.

The forms, in the order in which they are tried:

1. a table in ``conformance.toml``;
2. a path: a wheel, an sdist, or (after ``-e`` or not) a project's folder, installed editable;
3. a module that can be imported in the current environment or in the working directory;
4. a requirement (``flask==2.3.3``), or the bare name of a known target (``apiflask``).

Another bare name is never looked for in a package index: it may be a slip of the pen.
"""

from __future__ import annotations

import difflib
import importlib.util
import pkgutil
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from flask_conformance.errors import TargetError
from flask_conformance.targets import distributions, known_targets
from flask_conformance.targets.settings import (
    FILE_NAME,
    Configuration,
    ExpectedFailure,
    TargetTable,
)
from flask_conformance.worker.impersonation import Impersonation

__all__ = ["Configuration", "ExpectedFailure", "Target", "TargetError", "resolve"]

MODULE_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
BARE_NAME = re.compile(r"[\w.-]+")
ARCHIVE_WITH_EXTRAS = re.compile(r"(?P<path>.+?)(?P<extras>\[[^]]*\])?")


@dataclass(frozen=True)
class Target:
    """A module that offers Flask's names, and where it can be imported.

    Without `requirements` and `editable` it is imported in the current environment, or in that of
    `python`, if this is the path of an interpreter. Requirements are always of the form that
    PEP 508 gives them; local files are ``name @ file:///...``.
    """

    label: str
    module: str
    implements: str | None = None
    extends: str | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    requirements: tuple[str, ...] = ()
    editable: tuple[Path, ...] = ()
    paths: tuple[Path, ...] = ()
    python: str | None = None
    capabilities: frozenset[str] | None = None
    expected_failures: tuple[ExpectedFailure, ...] = ()

    @property
    def impersonation(self) -> Impersonation:
        """How it takes Flask's place."""
        return Impersonation(self.module, self.implements, self.extends, dict(self.names))

    @property
    def declaration(self) -> tuple[str, ...] | None:
        """Its capabilities in order, or None when it declares nothing."""
        return None if self.capabilities is None else tuple(sorted(self.capabilities))

    @property
    def needs_environment(self) -> bool:
        """Whether something has to be installed before it can be imported."""
        return bool(self.requirements or self.editable)


def resolve(
    name: str,
    *,
    module: str | None = None,
    python: str | None = None,
    configuration: Configuration | None = None,
) -> Target:
    """The target that the user means by a name.

    `module` and `python` overrule what is known about it. Raises `TargetError`.
    """
    target = _find(name.strip(), module, configuration or Configuration())
    if module:
        target = replace(target, module=module)
    if python:
        target = replace(target, python=_python(python, Path.cwd()))
    return target


def _find(name: str, module: str | None, configuration: Configuration) -> Target:
    if name in configuration.targets:
        return _from_table(name, configuration.targets[name])
    if _looks_like_path(name):
        return _from_path(name, module)
    if MODULE_NAME.fullmatch(name) and (found := _from_module(name, module or name)):
        return found
    if BARE_NAME.fullmatch(name) and not module and name not in known_targets.tables():
        raise _unknown(name, configuration)
    return _from_requirement(name, module)


def _from_table(name: str, table: TargetTable) -> Target:
    parts = [_parse(text, table.folder) for text in table.requirements]
    target = Target(
        label=name,
        module=table.module or name.replace("-", "_"),
        requirements=tuple(part for part in parts if isinstance(part, str)),
        editable=tuple(part for part in parts if isinstance(part, Path)),
        paths=tuple(_existing(table.folder / path) for path in table.paths),
        python=_python(table.python, table.folder) if table.python else None,
    )
    return _described(target if target.needs_environment else _located(target, table), table)


def _located(target: Target, table: TargetTable) -> Target:
    """The same, if its module is there: also looked for beside the file that describes it."""
    if target.python or _can_import(target.module):
        return target
    if _can_import(target.module, [str(path) for path in target.paths]):
        return target
    if _can_import(target.module, [str(table.folder)]):
        return replace(target, paths=(*target.paths, table.folder))
    raise TargetError(
        f"There is no module {target.module} here, which {FILE_NAME} names for {target.label}.",
        "Put module right, or say in requirements or paths where it comes from.",
    )


def _python(text: str, folder: Path) -> str:
    """A version as it is, the path of an interpreter from the root on."""
    if "/" in text or "\\" in text:
        return str((folder / Path(text).expanduser()).absolute())
    return text


def _described(target: Target, table: TargetTable | None) -> Target:
    if table is None:
        return target
    return replace(
        target,
        implements=table.implements,
        extends=table.extends,
        names=table.names,
        capabilities=table.capabilities,
        expected_failures=table.expected_failures,
    )


def _from_path(name: str, module: str | None) -> Target:
    part = _parse(name, Path.cwd())
    path = part if isinstance(part, Path) else _archive(name, Path.cwd())[0]
    target = Target(
        label=path.name,
        module=module or distributions.module_of(path),
        requirements=(part,) if isinstance(part, str) else (),
        editable=(part,) if isinstance(part, Path) else (),
    )
    return _described(target, known_targets.table_of_module(target.module))


def _from_module(name: str, module: str) -> Target | None:
    folder = Path.cwd()
    if _can_import(module):
        target = Target(label=name, module=module)
    elif _can_import(module, [str(folder)]):
        target = Target(label=name, module=module, paths=(folder,))
    else:
        return None
    return _described(target, known_targets.table_of_module(module))


def _from_requirement(text: str, module: str | None) -> Target:
    requirement = _requirement(text)
    name = canonicalize_name(requirement.name)
    table = known_targets.tables().get(name)
    known_module = table.module if table else None
    target = Target(
        label=text,
        module=module or known_module or name.replace("-", "_"),
        requirements=(str(requirement),),
    )
    return _described(target, table)


def _parse(text: str, folder: Path) -> str | Path:
    """A requirement in PEP 508's form, or the folder of a project that is installed editable."""
    if not _looks_like_path(text):
        return str(_requirement(text))
    if text.endswith((*distributions.ARCHIVES, "]")):
        path, extras = _archive(text, folder)
        return f"{distributions.name_of(path)}{extras} @ {path.as_uri()}"
    return _project(folder / Path(text.removeprefix("-e").strip()).expanduser())


def _looks_like_path(text: str) -> bool:
    if "@" in text:
        return False
    path = text.partition("[")[0]
    return text.startswith(("-e", ".", "~")) or "/" in path or "\\" in path or _is_archive(path)


def _is_archive(path: str) -> bool:
    return path.endswith(distributions.ARCHIVES)


def _archive(text: str, folder: Path) -> tuple[Path, str]:
    match = ARCHIVE_WITH_EXTRAS.fullmatch(text)
    assert match is not None
    return _existing(folder / Path(match["path"]).expanduser()), match["extras"] or ""


def _project(folder: Path) -> Path:
    _existing(folder)
    if folder.suffix == ".py" and folder.is_file():
        raise TargetError(
            f"{folder} is a module, not a project, so it cannot be installed.",
            f"Run in the folder {folder.resolve().parent} and name it: {folder.stem}",
        )
    if not any((folder / name).is_file() for name in distributions.PROJECT_FILES):
        raise TargetError(
            f"{folder} has no pyproject.toml, so it cannot be installed.",
            "Give the folder of a project, or run in this folder and name its module.",
        )
    return folder.resolve()


def _existing(path: Path) -> Path:
    if path.exists():
        return path.resolve()
    raise TargetError(
        f"There is no {path}.", "Give the path of a wheel, an sdist or a project's folder."
    )


def _requirement(text: str) -> Requirement:
    try:
        return Requirement(text)
    except InvalidRequirement as error:
        reason = str(error).partition("\n")[0]
        raise TargetError(
            f"{text!r} is not a requirement: {reason}.",
            "Name a module, a requirement such as flask==3.1.3, a wheel or a project's folder.",
        ) from error


def _can_import(module: str, path: Sequence[str] | None = None) -> bool:
    """Whether a module is there. Nothing is imported, parents included."""
    importlib.invalidate_caches()
    top, *names = module.split(".")
    spec = _spec(top) if path is None else PathFinder.find_spec(top, path)
    for index, _ in enumerate(names, start=1):
        if spec is None or spec.submodule_search_locations is None:
            return False
        full = ".".join([top, *names[:index]])
        spec = PathFinder.find_spec(full, spec.submodule_search_locations)
    return spec is not None and spec.origin is not None


def _spec(top: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(top)
    except ValueError:
        return None


def _unknown(name: str, configuration: Configuration) -> TargetError:
    known = {
        *configuration.targets,
        *known_targets.tables(),
        *(module.name for module in pkgutil.iter_modules([*sys.path, str(Path.cwd())])),
    }
    # A file is named by its module; otherwise whoever is close enough is meant.
    close = difflib.get_close_matches(name.removesuffix(".py"), sorted(known), n=1, cutoff=0.75)
    hint = f"Did you mean {close[0]}? " if close else ""
    return TargetError(
        f"There is no module {name} here, and no known target of this name.",
        f"{hint}To install a package of this name, say its module: {name} --module NAME.",
    )
