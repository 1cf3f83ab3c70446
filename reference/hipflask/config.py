"""The configuration: a dictionary that can fill itself from objects, files and the environment."""

import errno
import json
import os
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Generic, Protocol, Self, TypeVar, overload

from werkzeug.utils import import_string

T = TypeVar("T")

# A silent loader forgives that there is no such file, not that it cannot be read.
NO_SUCH_FILE = {errno.ENOENT, errno.EISDIR, errno.ENOTDIR}


class Configured(Protocol):
    """Whatever carries a configuration."""

    config: "Config"


class ConfigAttribute(Generic[T]):
    """An attribute of the application that stands for a key of its configuration."""

    def __init__(self, name: str, get_converter: Callable[[Any], T] | None = None) -> None:
        self.__name__ = name
        self.get_converter = get_converter

    @overload
    def __get__(self, obj: None, owner: None) -> Self: ...

    @overload
    def __get__(self, obj: Configured, owner: type[Configured]) -> T: ...

    def __get__(self, obj: Configured | None, owner: type[Configured] | None = None) -> T | Self:
        if obj is None:
            return self
        found: T = obj.config[self.__name__]
        return found if self.get_converter is None else self.get_converter(found)

    def __set__(self, obj: Configured, value: Any) -> None:
        obj.config[self.__name__] = value


class Config(dict[str, Any]):
    """A dictionary of settings. Every loader takes upper-case names only."""

    def __init__(
        self, root_path: str | os.PathLike[str], defaults: dict[str, Any] | None = None
    ) -> None:
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_envvar(self, variable_name: str, silent: bool = False) -> bool:
        """Load the Python file that an environment variable points to."""
        filename = os.environ.get(variable_name)
        if filename:
            return self.from_pyfile(filename, silent=silent)
        if silent:
            return False
        raise RuntimeError(
            f"The environment variable {variable_name!r} is empty or missing."
            " It has to hold the path of a configuration file."
        )

    def from_prefixed_env(
        self, prefix: str = "FLASK", *, loads: Callable[[str], Any] = json.loads
    ) -> bool:
        """Take the environment variables that start with ``PREFIX_``, their values read as JSON.

        A value that ``loads`` refuses stays text. ``__`` in a name leads into nested mappings.
        """
        start = f"{prefix}_"
        for name in sorted(os.environ):
            if name.startswith(start):
                *outer, last = name.removeprefix(start).split("__")
                self._nested(outer)[last] = _loaded(os.environ[name], loads)
        return True

    def _nested(self, names: list[str]) -> dict[str, Any]:
        """The mapping that the names lead to, made where it is missing."""
        found: dict[str, Any] = self
        for name in names:
            found = found.setdefault(name, {})
        return found

    def from_pyfile(self, filename: str | os.PathLike[str], silent: bool = False) -> bool:
        """Run a Python file and take the upper-case names it leaves behind."""
        path = Path(self.root_path, filename)
        source = _read(path, silent, lambda file: file.read(), "rb")
        if source is None:
            return False
        module = types.ModuleType("config")
        module.__file__ = str(path)
        exec(compile(source, path, "exec"), module.__dict__)
        self.from_object(module)
        return True

    def from_object(self, obj: object | str) -> None:
        """Take the upper-case attributes of an object, or of what an import path names."""
        source = import_string(obj) if isinstance(obj, str) else obj
        self.update({name: getattr(source, name) for name in dir(source) if name.isupper()})

    def from_file(
        self,
        filename: str | os.PathLike[str],
        load: Callable[[IO[Any]], Mapping[str, Any]],
        silent: bool = False,
        text: bool = True,
    ) -> bool:
        """Take the mapping that ``load`` reads from a file, opened as text or as bytes."""
        path = Path(self.root_path, filename)
        found = _read(path, silent, load, "r" if text else "rb")
        return False if found is None else self.from_mapping(found)

    def from_mapping(self, mapping: Mapping[str, Any] | None = None, **kwargs: Any) -> bool:
        """Take the upper-case keys of a mapping and of the keyword arguments."""
        given = dict(mapping or {}) | kwargs
        self.update({name: value for name, value in given.items() if name.isupper()})
        return True

    def get_namespace(
        self, namespace: str, lowercase: bool = True, trim_namespace: bool = True
    ) -> dict[str, Any]:
        """The settings whose names start with ``namespace``, by default without it."""
        skipped = len(namespace) if trim_namespace else 0
        named = {key[skipped:]: self[key] for key in self if key.startswith(namespace)}
        return {key.lower(): value for key, value in named.items()} if lowercase else named

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {dict.__repr__(self)}>"


def _loaded(text: str, loads: Callable[[str], Any]) -> Any:
    try:
        return loads(text)
    except Exception:
        return text


def _read(path: Path, silent: bool, load: Callable[[IO[Any]], T], mode: str) -> T | None:
    """What ``load`` reads from the file, or None for a missing file that is forgiven."""
    try:
        file = path.open(mode, encoding=None if "b" in mode else "utf-8")
    except OSError as error:
        if silent and error.errno in NO_SUCH_FILE:
            return None
        error.strerror = f"The configuration file cannot be read ({error.strerror})"
        raise
    with file:
        return load(file)
