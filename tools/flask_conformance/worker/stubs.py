"""Reads the stubs of ``spec/api-surface``: which names there are, and which parameters they take.

They are read without a target, so that every target is judged by the same list. Their form, which
is less than Python's, is told in ``spec/api-surface/README.md``.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One name of a stub: where users find it, what it is, and below which condition it stands.

    The content is, by kind, the parameters, a literal, the place that a name is handed on from, or
    the names of a command's options.
    """

    module: str
    names: tuple[str, ...] = ()
    kind: str = ""
    group: str = ""
    content: str = ""

    def __str__(self) -> str:
        return ".".join([self.module, *self.names])

    @property
    def owner(self) -> Entry:
        """The class that a member belongs to."""
        return Entry(self.module, self.names[:-1])


@dataclass
class Stub:
    """What one file says. Bases are full names, by class."""

    module: str
    imports: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    bases: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, folder: Path) -> Stub:
        """Read a file, whose place below the folder is the name of its module."""
        parts = path.relative_to(folder).with_suffix("").parts
        stub = cls(".".join(part for part in parts if part != "__init__"))
        for statement, group in _statements(ast.parse(path.read_text(encoding="utf-8")).body):
            stub.add(statement, group)
        return stub

    def add(self, statement: ast.stmt, group: str) -> None:
        """Take up one statement of the module."""
        if isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                self._add_import(alias, f"{statement.module}.{alias.name}")
        elif isinstance(statement, ast.ClassDef):
            self._add_class(statement, group)
        else:
            self._add_entry(statement, group)

    def _add_import(self, alias: ast.alias, origin: str) -> None:
        self.imports[alias.asname or alias.name] = origin
        if alias.asname == alias.name:
            self.entries.append(Entry(self.module, (alias.name,), "export", content=origin))

    def _add_class(self, class_: ast.ClassDef, group: str) -> None:
        self.entries.append(Entry(self.module, (class_.name,), "class", group))
        self.bases[class_.name] = [self._full_name(ast.unparse(base)) for base in class_.bases]
        for statement, own_group in _statements(class_.body, group):
            self._add_entry(statement, own_group, class_.name)

    def _add_entry(self, statement: ast.stmt, group: str, *owner: str) -> None:
        if isinstance(statement, ast.FunctionDef):
            kind, content = _function(statement, is_member=bool(owner))
            self.entries.append(Entry(self.module, (*owner, statement.name), kind, group, content))
        elif isinstance(statement, ast.AnnAssign):
            name = ast.unparse(statement.target)
            self.entries.append(Entry(self.module, (*owner, name), "attribute", group))
        elif isinstance(statement, ast.Assign):
            name, content = ast.unparse(statement.targets[0]), ast.unparse(statement.value)
            kind = "class attribute" if owner else "name"
            self.entries.append(Entry(self.module, (*owner, name), kind, group, content))

    def _full_name(self, base: str) -> str:
        """The place of a base, which is defined here, imported, written out or Python's own."""
        if base in self.bases:
            return f"{self.module}.{base}"
        return self.imports.get(base, base if "." in base else f"builtins.{base}")


class Stubs:
    """All stubs below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def beside(test: str) -> Stubs:
        """Those of the suite that a test module belongs to; they are read once."""
        return _stubs_in(Path(test).parents[2] / "spec" / "api-surface")

    @cached_property
    def by_module(self) -> dict[str, Stub]:
        """Every stub by the name of its module."""
        read = [Stub.read(path, self.folder) for path in sorted(self.folder.rglob("*.pyi"))]
        return {stub.module: stub for stub in read}

    def entries(self, kind: str, *modules: str, group: str = "") -> list[Entry]:
        """What is of one kind and below one condition, in all modules or in some of them."""
        return [
            each
            for module in modules or self.by_module
            for each in self._of_module(self.by_module[module])
            if (each.kind, each.group) == (kind, group)
        ]

    def base_classes(self) -> Iterator[tuple[Entry, Entry]]:
        """Each class that is below no condition, with each of its bases."""
        for stub in self.by_module.values():
            for class_ in stub.entries:
                if class_.kind == "class" and not class_.group:
                    for base in stub.bases[class_.names[0]]:
                        module, _, name = base.rpartition(".")
                        yield self._public(class_), self._public(Entry(module, (name,), "class"))

    @cached_property
    def _ways(self) -> dict[str, str]:
        stubs = sorted(self.by_module.values(), key=lambda stub: stub.module == "flask")
        exports = [each for stub in stubs for each in stub.entries if each.kind == "export"]
        return {each.content: str(each) for each in exports}

    def _of_module(self, stub: Stub) -> Iterator[Entry]:
        for entry in stub.entries:
            if len(entry.names) == 1:
                yield self._public(entry)
            if entry.kind == "class":
                yield from self._members(entry)

    def _members(self, class_: Entry) -> Iterator[Entry]:
        """The members of a class and of its bases, each once for each condition."""
        taken = set()
        for member in self._own_and_inherited(class_.module, class_.names[0]):
            names, group = (*class_.names, member.names[-1]), member.group or class_.group
            if (names, group) not in taken:
                taken.add((names, group))
                yield self._public(replace(member, module=class_.module, names=names, group=group))

    def _own_and_inherited(self, module: str, name: str) -> Iterator[Entry]:
        if module in self.by_module:
            stub = self.by_module[module]
            yield from (each for each in stub.entries if each.names[:-1] == (name,))
            for base in stub.bases[name]:
                yield from self._own_and_inherited(*base.rsplit(".", 1))

    def _public(self, entry: Entry) -> Entry:
        """The same entry where users find it: in the package, if that hands it on."""
        place = f"{entry.module}.{entry.names[0]}"
        return replace(entry, module=self._ways.get(place, place).rpartition(".")[0])


@cache
def _stubs_in(folder: Path) -> Stubs:
    return Stubs(folder)


def signature_of(parameters: str) -> inspect.Signature:
    """The signature that a stub writes as ``(self, name=None)``."""
    return inspect.signature(eval(f"lambda {parameters[1:-1]}: None", {}))


def text_of(signature: inspect.Signature) -> str:
    """A signature as a stub writes it."""
    return str(signature).replace("=Ellipsis", "=...")


def _statements(body: list[ast.stmt], group: str = "") -> Iterator[tuple[ast.stmt, str]]:
    """Each statement with the condition that it stands below."""
    for statement in body:
        if isinstance(statement, ast.If):
            yield from _statements(statement.body, ast.unparse(statement.test))
        else:
            yield statement, group


def _function(function: ast.FunctionDef, *, is_member: bool) -> tuple[str, str]:
    """Kind and content of a function: a command is known by its decorators."""
    options = [" ".join(names) for names in _calls(function, "click.option")]
    if options or any(_calls(function, "click.command")):
        return "command", ", ".join(options)
    return "method" if is_member else "function", _parameters(function, is_member)


def _parameters(function: ast.FunctionDef, is_member: bool) -> str:
    """Its parameters as text, without the one that Python fills in itself."""
    signature = signature_of(f"({ast.unparse(function.args)})")
    parameters = list(signature.parameters.values())
    is_static = "staticmethod" in map(ast.unparse, function.decorator_list)
    return text_of(inspect.Signature(parameters[1 if is_member and not is_static else 0 :]))


def _calls(function: ast.FunctionDef, decorator: str) -> Iterator[list[str]]:
    """The arguments of each decorator of that name."""
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and ast.unparse(each.func) == decorator:
            yield [ast.literal_eval(argument) for argument in each.args]
