"""What is installed beside an interpreter, and where a virtual environment has its own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import canonicalize_name

from flask_conformance.errors import BuildError

QUESTION = "import platform, sys; print(platform.python_version(), *sys.path, sep=chr(10))"


def ask(python: Path) -> tuple[str, list[str]]:
    """An interpreter's version and its ``sys.path``."""
    command = [str(python), "-c", QUESTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(
            f"{python} is no Python that works.", "Give --python the path of an interpreter."
        )
    version, *path = done.stdout.splitlines()
    return version, path


def packages(path: Iterable[str]) -> dict[str, str]:
    """The version of each package that is installed in these folders.

    Read from the names of the folders that describe them, as that is fast.
    """
    described = (entry.stem for folder in path for entry in Path(folder).glob("*.dist-info"))
    pairs = (name.rpartition("-") for name in sorted(described))
    return {canonicalize_name(name): version for name, _, version in pairs}


def site_packages(folder: Path) -> list[str]:
    """Where a virtual environment keeps its packages, on Unix and on Windows."""
    places = [*folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages"]
    return [str(place) for place in places]


def interpreter(folder: Path) -> Path:
    """The interpreter of a virtual environment, on Unix or on Windows."""
    windows = folder / "Scripts" / "python.exe"
    return windows if windows.exists() else folder / "bin" / "python"


def python_version(folder: Path) -> str:
    """The version of a virtual environment's Python, as the environment notes it."""
    settings = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    found = re.search(r"^version(?:_info)? *= *(\d+\.\d+(?:\.\d+)?)", settings, re.MULTILINE)
    return found[1] if found else "0.0"
