"""Read the tables that describe targets: ``conformance.toml`` and our own ``known_targets.toml``.

Every key is optional; a key that is not listed here is an error::

    [targets.mine]                      # the name for the command line and for reports
    module = "mine"                     # what to import; otherwise the table's name
    requirements = ["-e .", "jinja2<3.1.4"]
                                        # as on the command line, paths relative to this file;
                                        # without any, the module lies in the current environment
    paths = ["adapters"]                # folders, relative to this file, to import it from
    python = "3.12"                     # or the path of an interpreter
    implements = "3.0"                  # the version of Flask it wants to be; otherwise 3.1
    extends = "flask"                   # it adds to this module instead of replacing it
    names = {Flask = "Mine"}            # what it calls Flask's names, where it differs; where it
                                        # means something else by one: {g = "flask.g"}
    capabilities = ["async", "cli"]     # what it claims to have; otherwise found by trying

    [[targets.mine.expected-failures]]
    id = "routing.trailing-slash.folder-redirects-bare-path"
    reason = "Redirects are left to the proxy."
    issue = "https://example.org/issues/1"      # optional
    until = 2030-01-31                          # optional: a date, or the target's version "2.0"
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from flask_conformance.errors import TargetError
from flask_conformance.worker.capabilities import OF_THE_TRANSPORT, PROBES

FILE_NAME = "conformance.toml"


@dataclass(frozen=True)
class ExpectedFailure:
    """A requirement that a target is known not to meet yet."""

    id: str
    reason: str
    issue: str | None = None
    until: datetime.date | Version | None = None


@dataclass(frozen=True)
class TargetTable:
    """What a table says about a target, checked, but not yet looked up."""

    folder: Path
    module: str | None = None
    requirements: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    python: str | None = None
    implements: str | None = None
    extends: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    capabilities: frozenset[str] | None = None
    expected_failures: tuple[ExpectedFailure, ...] = ()


@dataclass(frozen=True)
class Configuration:
    """The targets that a ``conformance.toml`` describes, by name."""

    path: Path | None = None
    targets: Mapping[str, TargetTable] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Configuration:
        """What the file says; anything in it that cannot be understood is a `TargetError`."""
        document = read_document(path)
        _reject_unknown_keys(document, {"targets"}, f"{path}:")
        return cls(path, read_tables(document, path))

    @classmethod
    def find(cls, folder: Path | None = None) -> Configuration:
        """The configuration in a folder, or in the working directory; empty if there is none."""
        path = (folder or Path.cwd()) / FILE_NAME
        return cls.read(path) if path.is_file() else cls()


def read_document(path: Path) -> dict[str, Any]:
    """The TOML document in a file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TargetError(
            f"{path} cannot be read: {error.strerror}.", "Give the path of a TOML file."
        ) from error
    except ValueError as error:
        raise TargetError(f"{path} is not TOML: {error}.", "See https://toml.io.") from error


def read_tables(document: Mapping[str, Any], path: Path) -> dict[str, TargetTable]:
    """The tables below ``targets`` in a document, by name."""
    tables = _table(document.get("targets", {}), f"{path}: targets")
    return {name: _target(table, f"{path}: targets.{name}") for name, table in tables.items()}


def _target(value: object, place: str) -> TargetTable:
    read = _fields(value, TARGET_KEYS, place)
    folder = Path(place.partition(": ")[0]).resolve().parent
    return TargetTable(folder=folder, **read)


def _expected_failure(value: object, place: str) -> ExpectedFailure:
    read = _fields(value, FAILURE_KEYS, place)
    for key in ("id", "reason"):
        if not read.get(key):
            raise TargetError(
                f"{place} has no {key}.", "An expected failure needs an id and a reason."
            )
    return ExpectedFailure(**read)


def _fields(value: object, readers: Readers, place: str) -> dict[str, Any]:
    table = _table(value, place)
    _reject_unknown_keys(table, readers.keys(), place)
    return {
        key.replace("-", "_"): readers[key](found, f"{place}.{key}") for key, found in table.items()
    }


def _reject_unknown_keys(table: Mapping[str, Any], known: Any, place: str) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise TargetError(
            f"{place} has a key that means nothing here: {unknown[0]}.",
            f"Keys that mean something: {', '.join(sorted(known))}.",
        )


def _table(value: object, place: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise _mistake(value, "a table", place)


def _list(value: object, wanted: str, place: str) -> list[object]:
    if isinstance(value, list):
        return value
    raise _mistake(value, wanted, place)


def _text(value: object, place: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise _mistake(value, "a string", place)


def _texts(value: object, place: str) -> tuple[str, ...]:
    items = _list(value, "a list of strings", place)
    return tuple(_text(item, f"{place}[{index}]") for index, item in enumerate(items))


def _set_of_texts(value: object, place: str) -> frozenset[str]:
    return frozenset(_texts(value, place))


def _capabilities(value: object, place: str) -> frozenset[str]:
    names = _set_of_texts(value, place)
    unknown = sorted(names - set(PROBES) - {OF_THE_TRANSPORT})
    if unknown:
        raise TargetError(
            f"{place} has a capability that nobody knows: {unknown[0]}.",
            f"The known ones: {', '.join(sorted(PROBES))}.",
        )
    return names


def _only_flask(value: object, place: str) -> str:
    if value == "flask":
        return "flask"
    raise _mistake(value, '"flask", as nothing else can be extended', place)


def _names(value: object, place: str) -> dict[str, str]:
    return {name: _text(other, f"{place}.{name}") for name, other in _table(value, place).items()}


def _version(value: object, place: str, wanted: str = 'a version, such as "3.1"') -> Version:
    try:
        return Version(_text(value, place))
    except InvalidVersion:
        raise _mistake(value, wanted, place) from None


def _version_text(value: object, place: str) -> str:
    return str(_version(value, place))


def _date_or_version(value: object, place: str) -> datetime.date | Version:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    return _version(value, place, 'a date or a version, such as 2030-01-31 or "2.0"')


def _expected_failures(value: object, place: str) -> tuple[ExpectedFailure, ...]:
    tables = _list(value, "a list of tables", place)
    return tuple(
        _expected_failure(table, f"{place}[{index}]") for index, table in enumerate(tables)
    )


def _mistake(value: object, wanted: str, place: str) -> TargetError:
    return TargetError(
        f"{place} should be {wanted}, not {value!r}.", "Put it right in the file, then run again."
    )


Readers = Mapping[str, Callable[[object, str], object]]

TARGET_KEYS: Readers = {
    "module": _text,
    "requirements": _texts,
    "paths": _texts,
    "python": _text,
    "implements": _version_text,
    "extends": _only_flask,
    "names": _names,
    "capabilities": _capabilities,
    "expected-failures": _expected_failures,
}

FAILURE_KEYS: Readers = {
    "id": _text,
    "reason": _text,
    "issue": _text,
    "until": _date_or_version,
}
