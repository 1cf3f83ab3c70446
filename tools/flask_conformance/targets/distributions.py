"""What a distribution on this disk is called and which modules it brings, without installing it."""

from __future__ import annotations

import re
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from flask_conformance.errors import TargetError

ARCHIVES = (".whl", ".tar.gz", ".zip")
PROJECT_FILES = ("pyproject.toml", "setup.py", "setup.cfg")
BESIDES = {"setup", "conftest", "noxfile", "test", "tests", "docs", "doc", "example", "examples"}
MODULE = re.compile(r"(?:src/)?([A-Za-z_]\w*)(?:/__init__)?\.py$")


def name_of(path: Path) -> str:
    """The name of the distribution in a wheel, an sdist or a project's folder."""
    if path.is_dir():
        return _name_of_project(path)
    try:
        if path.suffix == ".whl":
            return parse_wheel_filename(path.name)[0]
        return parse_sdist_filename(path.name)[0]
    except (InvalidSdistFilename, InvalidWheelFilename) as error:
        raise TargetError(
            f"{path.name} is not named like a wheel or an sdist.",
            "Leave the name that the build tool gave it.",
        ) from error


def module_of(path: Path) -> str:
    """The module that a wheel, an sdist or a project's folder brings.

    Where there are several, the one called like the distribution; otherwise the user must say.
    """
    expected = canonicalize_name(name_of(path)).replace("-", "_")
    modules = _modules(_files(path)) - BESIDES
    for module in modules:
        if module.lower() == expected:
            return module
    if len(modules) == 1:
        return modules.pop()
    found = f"the modules {', '.join(sorted(modules))}" if modules else "no module"
    raise TargetError(f"{path.name} brings {found}.", "Say with --module which one to test.")


def _name_of_project(folder: Path) -> str:
    try:
        document = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return folder.name
    except ValueError as error:
        raise TargetError(
            f"{folder / 'pyproject.toml'} is not TOML: {error}.", "See https://toml.io."
        ) from error
    return str(document.get("project", {}).get("name", folder.name))


def _files(path: Path) -> list[str]:
    """The files that may be top-level modules, named relative to the root of the distribution."""
    if path.is_dir():
        patterns = ("*.py", "*/__init__.py", "src/*.py", "src/*/__init__.py")
        return [
            file.relative_to(path).as_posix() for pattern in patterns for file in path.glob(pattern)
        ]
    try:
        return _archived_files(path)
    except (OSError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise TargetError(f"{path} cannot be unpacked: {error}.", "Build it again.") from error


def _archived_files(path: Path) -> list[str]:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.namelist()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return _below_first_folder(archive.namelist())
    with tarfile.open(path) as archive:
        return _below_first_folder(archive.getnames())


def _below_first_folder(names: Iterable[str]) -> list[str]:
    return [name.partition("/")[2] for name in names]


def _modules(files: Iterable[str]) -> set[str]:
    return {match[1] for file in files if (match := MODULE.match(file))}
