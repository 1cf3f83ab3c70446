"""List the public names that no check uses::

    .venv/bin/python tools/reached_names.py hipflask -k blueprints

The names are those of the stubs in ``spec/api-surface``, whose own checks do not count. All others
run in this process by plain pytest, to which unknown options are handed on, and are watched:

1. A check uses a function or method that it calls, or overrides and sees called.
2. It uses an attribute that it reads, sets, or gives in a class of its own, and a name of a module
   that it reads or imports.
3. What only the framework does so is *inside*: a fault there may show, but nothing asks for it.

Programs that checks start are not seen, such as the command line in a process of its own.

What no check uses is listed with the reason in ``unreached_names.toml``. A run without options is
held against it, and ends with 1 if a name is neither used nor listed, is listed and used, or is
listed and not there.
"""

from __future__ import annotations

import argparse
import contextlib
import inspect
import sys
import threading
import tomllib
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from itertools import product
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest
import werkzeug.local
from rich.console import Console
from rich.table import Table

from flask_conformance.specification.sources import find_suite
from flask_conformance.worker.stubs import Entry, Stubs
from flask_conformance.worker.surface import find

SUITE = find_suite()
CHECKS = (str(SUITE.spec), str(SUITE.conformance))
OWN = str(SUITE.conformance / "api_surface"), str(SUITE.spec / "api-surface")
KINDS = (
    *("class", "function", "name", "command", "export"),
    *("method", "attribute", "class attribute"),
)
CONDITIONS = (
    *("", "UNDOCUMENTED", "FLASK >= (2, 3)", "FLASK >= (3, 0)", "FLASK >= (3, 1)"),
    "FLASK < (3, 2)",
)
BY_CHECKS, INSIDE, NEVER = "by checks", "inside", "never"
LIST = Path(__file__).with_name("unreached_names.toml")
PASSAGES = (__file__, werkzeug.local.__file__, contextlib.__file__)


class Usage:
    """Which names were used, and by whom."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_name = dict.fromkeys(names, NEVER)
        self.is_watching = False

    def note(self, name: str, *, by_check: bool) -> None:
        """A name was used; a check counts for more than the framework."""
        if by_check:
            self.by_name[name] = BY_CHECKS
        elif self.by_name[name] == NEVER:
            self.by_name[name] = INSIDE

    def wants(self, name: str) -> bool:
        """Whether anything can still be learnt about a name now."""
        return self.is_watching and self.by_name[name] != BY_CHECKS


class Calls:
    """Knows functions by their code, and sees each call of them."""

    def __init__(self, usage: Usage) -> None:
        self.usage = usage
        self.names: dict[CodeType, set[str]] = defaultdict(set)
        self.wrappers: set[CodeType] = set()
        self.owners: dict[str, list[tuple[type, str]]] = defaultdict(list)

    def add(self, entry: Entry, found: Any) -> None:
        """Watch a function, method or command."""
        function = getattr(found, "callback", found)
        inner = inspect.unwrap(getattr(function, "__func__", function))
        if hasattr(inner, "__code__"):
            self.names[inner.__code__].add(str(entry))
            if inner is not function and hasattr(function, "__code__"):
                self.wrappers.add(function.__code__)
        if entry.kind == "method":
            self.owners[entry.names[-1]].append((find(entry.owner), str(entry)))

    def see(self, frame: FrameType, event: str, _: object) -> None:
        """A profile function: called by Python for each call of anything."""
        if event != "call":
            return
        for name in self.names.get(frame.f_code, ()):
            if self.usage.wants(name):
                self.usage.note(name, by_check=self.is_from_check(frame.f_back))
        if frame.f_code.co_name in self.owners and is_check(frame):
            self._see_override(frame)

    def _see_override(self, frame: FrameType) -> None:
        """A check's own method was called, in the place of one that is watched."""
        instance = next(iter(frame.f_locals.values()), None)
        for class_, name in self.owners[frame.f_code.co_name]:
            if isinstance(instance, class_) and not is_check(frame.f_back):
                self.usage.note(name, by_check=True)

    def is_from_check(self, frame: FrameType | None) -> bool:
        """Whether a check calls, by itself or through a proxy or a decorator's wrapper."""
        while frame is not None and (is_passage(frame) or frame.f_code in self.wrappers):
            frame = frame.f_back
        return is_check(frame)


def is_check(frame: FrameType | None) -> bool:
    """Whether code of a check runs there."""
    return frame is not None and frame.f_code.co_filename.startswith(CHECKS)


def is_passage(frame: FrameType) -> bool:
    """Whether code only hands on what others ask for."""
    return frame.f_code.co_filename in PASSAGES


def watch_attributes(class_: type, names: Mapping[str, str], usage: Usage, calls: Calls) -> None:
    """See the attributes of a class's objects being read and set."""
    read: Any = class_.__getattribute__
    write: Any = class_.__setattr__

    def get(self: Any, name: str) -> Any:
        if name in names and usage.wants(names[name]):
            usage.note(names[name], by_check=calls.is_from_check(sys._getframe(1)))
        return read(self, name)

    def set_(self: Any, name: str, value: Any) -> None:
        if name in names and usage.wants(names[name]):
            usage.note(names[name], by_check=calls.is_from_check(sys._getframe(1)))
        write(self, name, value)

    # Not by assignment, which the type of a class does not allow for methods.
    type.__setattr__(class_, "__getattribute__", get)
    type.__setattr__(class_, "__setattr__", set_)


def watch_subclasses(class_: type, names: Mapping[str, str], usage: Usage, calls: Calls) -> None:
    """See which of the attributes are given in the bodies of the checks' own classes.

    Their objects are watched as well where another base, such as ``dict``, hides what is watched.
    """
    before = getattr(class_.__init_subclass__, "__func__", None)

    def begin(subclass: type, /, **options: Any) -> None:
        if before is not None:
            before(subclass, **options)
        if is_check(sys._getframe(1)):
            for name in names.keys() & vars(subclass).keys():
                usage.note(names[name], by_check=True)
            if inspect.getattr_static(subclass, "__getattribute__") is dict.__getattribute__:
                watch_attributes(subclass, names, usage, calls)

    type.__setattr__(class_, "__init_subclass__", classmethod(begin))


def watch_module(module: ModuleType, names: Mapping[str, str], usage: Usage, calls: Calls) -> None:
    """See the names of a module being read."""

    class Watched(ModuleType):
        def __getattribute__(self, name: str) -> Any:
            if name in names and usage.wants(names[name]):
                usage.note(names[name], by_check=calls.is_from_check(sys._getframe(1)))
            return super().__getattribute__(name)

    module.__class__ = Watched


class Watch:
    """The plugin: everything is watched while a check runs that is not about names."""

    def __init__(self) -> None:
        self.usage = Usage([])

    def pytest_collection_finish(self) -> None:
        """The target is in place: find in it what there is to watch."""
        entries = dict(self._entries())
        self.usage = Usage(str(entry) for entry in entries)
        self.calls = Calls(self.usage)
        attributes: dict[type, dict[str, str]] = defaultdict(dict)
        modules: dict[str, dict[str, str]] = defaultdict(dict)
        for entry, found in entries.items():
            if entry.kind in ("function", "method", "command"):
                self.calls.add(entry, found)
            if entry.kind in ("attribute", "class attribute"):
                attributes[find(entry.owner)][entry.names[-1]] = str(entry)
            if len(entry.names) == 1:
                modules[entry.module][entry.names[0]] = str(entry)
        for class_, names in attributes.items():
            watch_attributes(class_, names, self.usage, self.calls)
            watch_subclasses(class_, names, self.usage, self.calls)
        for module, names in modules.items():
            watch_module(import_module(module), names, self.usage, self.calls)

    def _entries(self) -> Iterator[tuple[Entry, Any]]:
        """What the target has of the stubs."""
        stubs = Stubs(SUITE.spec / "api-surface")
        for kind, condition in product(KINDS, CONDITIONS):
            for entry in stubs.entries(kind, group=condition):
                if "sansio" not in entry.module:
                    with suppress(AssertionError, ImportError):
                        yield entry, None if kind == "attribute" else find(entry)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Watch one check."""
        self.usage.is_watching = not str(item.path).startswith(OWN)
        if self.usage.is_watching:
            threading.setprofile(self.calls.see)
            sys.setprofile(self.calls.see)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            self.usage.is_watching = False


def show(console: Console, usage: Mapping[str, str]) -> None:
    """Print figures, and the names that are not used by checks."""
    table = Table("of", BY_CHECKS, INSIDE, NEVER)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, how in usage.items():
        counts[name.rpartition(".")[0]][how] += 1
    for owner, count in sorted(counts.items()):
        table.add_row(owner, *(str(count[how]) for how in (BY_CHECKS, INSIDE, NEVER)))
    total = Counter(usage.values())
    table.add_section()
    table.add_row("all", *(str(total[how]) for how in (BY_CHECKS, INSIDE, NEVER)))
    console.print(table)
    for how in (INSIDE, NEVER):
        names = [name for name, found in usage.items() if found == how]
        console.print(f"\n{how}: {len(names)}", *sorted(names), sep="\n  ")


def read_reasons(path: Path) -> dict[str, str]:
    """Why no check uses a name, for each name of a list."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["unreached"]
    return {name: group["reason"] for group in groups for name in group["names"]}


def complaints(usage: Mapping[str, str], reasons: Iterable[str]) -> Iterator[str]:
    """What a run and the list do not agree about, a line for each name."""
    for name in sorted(usage.keys() - reasons):
        if usage[name] != BY_CHECKS:
            yield f"{name}: no check uses it, and no reason is listed"
    for name in sorted(reasons):
        if name not in usage:
            yield f"{name}: listed, but the target has no such public name"
        elif usage[name] == BY_CHECKS:
            yield f"{name}: listed, but checks use it"


def main() -> int:
    """Run the checks and print what they used; the exit code is pytest's, or 1 by the list."""
    parser = argparse.ArgumentParser(description=__doc__.partition("::")[0])
    parser.add_argument("target", help="a module that can be imported here")
    arguments, options = parser.parse_known_args()
    watch = Watch()
    plain = ["-p", "flask_conformance.plugin", "--target", arguments.target, "-q", "--tb=no"]
    plain += ["-p", "no:randomly", "-p", "no:xdist", "-o", "addopts="]
    code = pytest.main([*plain, *options], plugins=[watch])
    console = Console(highlight=False, markup=False, soft_wrap=True)
    show(console, watch.usage.by_name)
    wrong = [] if options else [*complaints(watch.usage.by_name, read_reasons(LIST).keys())]
    console.print(*wrong, sep="\n")
    return int(code) or int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
