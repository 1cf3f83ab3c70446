"""What ``known_targets.toml`` says: targets that need no description, and pins for old Flasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from flask_conformance.targets.settings import TargetTable, read_document, read_tables

FILE = Path(__file__).parents[1] / "known_targets.toml"


@cache
def _document() -> dict[str, Any]:
    return read_document(FILE)


@cache
def tables() -> Mapping[str, TargetTable]:
    """The known targets, by the name of their distribution."""
    return read_tables(_document(), FILE)


def table_of_module(module: str) -> TargetTable | None:
    """The known target that is imported by this name."""
    for name, table in tables().items():
        if module == (table.module or name):
            return table
    return None


def all_pins() -> list[dict[str, Any]]:
    """Every entry of pins, as written."""
    entries: list[dict[str, Any]] = _document()["pins"]
    return entries


def pins(flask: str, requirements: Iterable[str]) -> tuple[str, ...]:
    """What a version of Flask needs beside these requirements to work.

    What the requirements name is left alone: who asks for a Werkzeug gets it.
    """
    named = {canonicalize_name(Requirement(text).name) for text in requirements}
    return tuple(
        pin
        for entry in all_pins()
        if SpecifierSet(entry["flask"]).contains(flask, prereleases=True)
        for pin in entry["requirements"]
        if Requirement(pin).name not in named
    )
