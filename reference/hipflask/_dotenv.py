"""Reads ``.env`` and ``.flaskenv`` into the environment."""

import os
from importlib.util import find_spec
from pathlib import Path

import click

# The later wins over the earlier, a file that was named wins over both.
DEFAULT_FILES = (".flaskenv", ".env")


def load_dotenv(path: str | os.PathLike[str] | None = None, load_defaults: bool = True) -> bool:
    """Set the variables of the given file and of the default files that are not set yet.

    Without python-dotenv nothing is read, and a hint is printed if a file would have been.
    """
    if find_spec("dotenv") is None:
        if path or any(Path(name).is_file() for name in DEFAULT_FILES):
            click.secho(
                " * There are dotenv files, but no python-dotenv to read them. Install it.",
                fg="yellow",
                err=True,
            )
        return False
    found = _values(path, load_defaults)
    for name, value in found.items():
        os.environ.setdefault(name, value)
    return bool(found)


def _values(path: str | os.PathLike[str] | None, load_defaults: bool) -> dict[str, str]:
    from dotenv import dotenv_values, find_dotenv

    names = [find_dotenv(name, usecwd=True) for name in DEFAULT_FILES] if load_defaults else []
    files = [*names, path] if path is not None else names
    values: dict[str, str] = {}
    for file in files:
        if file and Path(file).is_file():
            read = dotenv_values(file, encoding="utf-8")
            values |= {name: value for name, value in read.items() if value is not None}
    return values
