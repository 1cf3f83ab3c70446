"""Make an environment and install into it: with uv, or else with venv and pip."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from flask_conformance.errors import BuildError

NOT_FOR_INSTALLERS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONWARNINGS")
QUIETLY = {"NO_COLOR": "1", "UV_NO_PROGRESS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
ERROR = re.compile(r"(error: |\u00d7 )", re.IGNORECASE)
CAUSE = re.compile(r"(cause: |[├╰]─▶ )")
NEXT = re.compile(r"(cause: |[├╰]─▶ |hint: |help: |\$ )")


class Installer(Protocol):
    """Makes an environment in a folder and installs into it; the log gets all that is printed."""

    @property
    def name(self) -> str:
        """What the user reads while it works."""

    def create(self, folder: Path, python: str | None, log: Path) -> None:
        """Make an environment of a Python's version or path, or of our own."""

    def install(self, python: Path, arguments: Sequence[str], log: Path) -> None:
        """Install what the arguments ask for, in pip's notation, in one resolution."""


@dataclass(frozen=True)
class Uv:
    """Fast, and able to fetch a Python that is not there."""

    command: tuple[str, ...]
    name: str = "uv"

    def create(self, folder: Path, python: str | None, log: Path) -> None:
        """Make an environment of a Python's version or path, or of our own."""
        wanted = python or sys.executable
        run([*self.command, "venv", "--no-project", "--python", wanted, str(folder)], log)

    def install(self, python: Path, arguments: Sequence[str], log: Path) -> None:
        """Install what the arguments ask for, in pip's notation, in one resolution."""
        run([*self.command, "pip", "install", "--python", str(python), *arguments], log)


@dataclass(frozen=True)
class Pip:
    """What every Python brings along."""

    name: str = "venv and pip"

    def create(self, folder: Path, python: str | None, log: Path) -> None:
        """Make an environment of a Python's version or path, or of our own."""
        run([_interpreter(python), "-m", "venv", str(folder)], log)

    def install(self, python: Path, arguments: Sequence[str], log: Path) -> None:
        """Install what the arguments ask for, in pip's notation, in one resolution."""
        run([str(python), "-m", "pip", "install", *arguments], log)


def find_installer() -> Installer:
    """The best installer that there is."""
    if command := shutil.which("uv"):
        return Uv((command,))
    if importlib.util.find_spec("uv"):
        return Uv((sys.executable, "-m", "uv"))
    return Pip()


def run(command: Sequence[str], log: Path) -> None:
    """Run a command in the log's folder; a `BuildError` tells the essence of its failure."""
    variables = {key: text for key, text in os.environ.items() if key not in NOT_FOR_INSTALLERS}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=log.parent,
        env=variables | QUIETLY,
        check=False,
    )
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    if done.returncode:
        raise BuildError(essence(done.stdout), f"The whole log: {log}")


def essence(output: str) -> str:
    """The part of an installer's output that says why it failed, on one line.

    That is the last error and its first cause, which uv prints below it (older releases as a
    tree); without an error, the last line.
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [index for index, line in enumerate(lines) if ERROR.match(line)]
    if not errors:
        return lines[-1] if lines else "it printed nothing"
    error, *rest = lines[errors[-1] :]
    causes = [index for index, line in enumerate(rest) if CAUSE.match(line)]
    cause = _first_paragraph(rest[causes[0] :]) if causes else ""
    return ": ".join(part for part in (ERROR.sub("", error).rstrip(":"), cause) if part)


def _first_paragraph(lines: Sequence[str]) -> str:
    """A cause, with the lines that continue it."""
    first, *others = lines
    continued = itertools.takewhile(lambda line: not NEXT.match(line), others)
    return " ".join([CAUSE.sub("", first), *continued])


def _interpreter(python: str | None) -> str:
    if python is None:
        return sys.executable
    if found := shutil.which(f"python{python}") or shutil.which(python):
        return found
    raise BuildError(
        f"there is no Python {python} on the PATH.",
        "Install it, or install uv, which fetches the Python that is asked for.",
    )
