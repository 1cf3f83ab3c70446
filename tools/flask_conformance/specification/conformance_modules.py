"""The tests in ``conformance/``, read without importing them, and what breaks the rules there."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask_conformance.specification import ids
from flask_conformance.specification.problems import Problem

TARGET = "flask"
EVASIONS = {"skip", "skipif", "importorskip", "xfail", "skipTest", "SkipTest"}
EVASIVE = {"pytest", "unittest", "mark"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Check:
    """A test function and the requirement that it names."""

    module: str
    name: str
    line: int
    requirement: str
    uses_werkzeug: bool

    @property
    def address(self) -> str:
        """What pytest calls it, without parameters."""
        return f"conformance/{self.module}::{self.name}"


class ModuleReader:
    """Reads one module such as ``routing/test_rules.py`` and collects what is wrong with it."""

    def __init__(self, module: str, page: str) -> None:
        self.module = module
        self.page = page
        self.problems: list[Problem] = []

    def read(self, source: bytes) -> tuple[Check, ...]:
        """The checks, in order of their lines; none if the module is not Python."""
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            self._complain_at(line, f"no valid Python ({error}); correct it")
            return ()
        self._check_target(tree)
        self._check_evasions(tree)
        self._check_classes(tree)
        functions = [each for each in _statements(tree) if isinstance(each, Function)]
        tests = [each for each in functions if each.name.startswith("test")]
        self._check_functions(tests)
        return tuple(self._check_of(each) for each in tests)

    def complain(self, node: ast.AST, message: str) -> None:
        """Note a mistake and read on."""
        self._complain_at(getattr(node, "lineno", 1), message)

    def _complain_at(self, line: int, message: str) -> None:
        self.problems.append(Problem(f"conformance/{self.module}", line, message))

    def _check_of(self, function: Function) -> Check:
        requirement = ids.id_of_test(self.page, function.name)
        werkzeug = uses_werkzeug(function)
        return Check(self.module, function.name, function.lineno, requirement, werkzeug)

    def _check_functions(self, tests: list[Function]) -> None:
        first: dict[str, int] = {}
        for test in tests:
            line = first.setdefault(test.name, test.lineno)
            if line != test.lineno:
                self.complain(
                    test,
                    f"`{test.name}` again, which hides line {line}; add __VARIANT to a name",
                )
            if not (ast.get_docstring(test) or "").strip():
                self.complain(test, f"`{test.name}` has no docstring; say what is true")
            if isinstance(test, ast.AsyncFunctionDef):
                self.complain(test, f"`{test.name}` is never awaited; write a plain `def`")

    def _check_classes(self, tree: ast.Module) -> None:
        """Nothing is collected that is no function: no class, no second name for anything."""
        for node in _statements(tree):
            for name in _other_names(node):
                if name.startswith(("test", "Test")):
                    self.complain(node, f"`{name}` is no function; write `def test_...`")

    def _check_target(self, tree: ast.Module) -> None:
        at_import = list(_at_import(tree))
        for node in at_import:
            for name in _imports(node):
                if name.startswith((f"{TARGET}.", "werkzeug")):
                    self.complain(node, f"imports `{name}` for all; do so in the test")
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and _imports(node) == [TARGET]:
                self.complain(node, "a name from the target; write `import flask`")
        names = {TARGET, *_names_of_target(at_import)}
        for node in at_import:
            if isinstance(node, ast.Name) and node.id in names:
                self.complain(
                    node,
                    f"`{node.id}` is used when the module is imported; use it in the test",
                )

    def _check_evasions(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if _is_evasion(node):
                self.complain(
                    node, "a check is not skipped or excused; write when it `Applies to:`"
                )


def read_modules(conformance: Path, pages: set[str]) -> tuple[tuple[Check, ...], list[Problem]]:
    """All tests of the pages, and all problems; ``pages`` are the addresses that exist."""
    checks: list[Check] = []
    problems: list[Problem] = []
    for path in sorted(conformance.rglob("test_*.py")):
        module = path.relative_to(conformance).as_posix()
        page = ids.page_of_module(module)
        if page is None or page not in pages:
            expected = f"spec/{page}" if page else "conformance/CHAPTER/test_PAGE.py as its place"
            message = f"a module without page; it would need {expected}"
            problems.append(Problem(f"conformance/{module}", 1, message))
            continue
        reader = ModuleReader(module, page)
        checks += reader.read(path.read_bytes())
        problems += reader.problems
    return tuple(checks), problems


def uses_werkzeug(tree: ast.AST) -> bool:
    """Whether the code imports Werkzeug, of which not every target is made."""
    imports = [name for node in ast.walk(tree) for name in _imports(node)]
    return any(name.split(".")[0] == "werkzeug" for name in imports)


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What is evaluated when the module is imported: decorators and defaults, not bodies."""
    yield node
    parts = ast.iter_child_nodes(node)
    if isinstance(node, Function):
        returns = [node.returns] if node.returns else []
        parts = iter([*node.decorator_list, node.args, *returns])
    if isinstance(node, ast.Lambda):
        parts = iter([node.args])
    for part in parts:
        yield from _at_import(part)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """The statements of a module and of its branches, not of its functions and classes."""
    for part in ast.iter_child_nodes(node):
        yield part
        if not isinstance(part, Function | ast.ClassDef):
            yield from _statements(part)


def _other_names(node: ast.AST) -> list[str]:
    """The names that a statement binds, unless it defines a function."""
    if isinstance(node, ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name for alias in node.names]
    if isinstance(node, ast.Assign):
        parts = [each for target in node.targets for each in ast.walk(target)]
        return [each.id for each in parts if isinstance(each, ast.Name)]
    return []


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


def _is_evasion(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in EVASIONS and _root(node) in EVASIVE
    if isinstance(node, ast.ImportFrom) and node.module in EVASIVE:
        return not EVASIONS.isdisjoint(alias.name for alias in node.names)
    return False


def _names_of_target(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (each.asname for each in node.names if each.asname and each.name == TARGET)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
