"""The examples of a page as checks: collected from the manifest, run at their own lines."""

import importlib
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .client import Clients
from .example_code import PageCode
from .requirements import Example, Requirement

NAME = "app_under_test"
"""The import name of the applications that checks are given."""
CLIENTS = pytest.StashKey[Clients]()
"""The clients of a check, kept so that a failure can show what passed."""


def fresh_app() -> Any:
    """The application that a check is given: new, without static files."""
    flask = importlib.import_module("flask")
    return flask.Flask(NAME, static_folder=None)


def settle_module_of_app() -> None:
    """Give the applications of checks a module, in the working directory.

    A name without one is looked for in every folder of the import path, for each application.
    """
    file = str(Path.cwd() / f"{NAME}.py")
    module = ModuleType(NAME)
    module.__file__ = file
    module.__spec__ = ModuleSpec(NAME, None, origin=file)
    sys.modules[NAME] = module


class ExampleCheck(pytest.Item):
    """One example, run as a check of the requirement that it stands under."""

    requirement: Requirement
    page_code: PageCode
    transport: str

    def runtest(self) -> None:
        """Run the block with ``flask``, ``app`` and ``client``."""
        __tracebackhide__ = True
        assert self.requirement.example is not None
        code = self.page_code.of(self.requirement.example)
        app = fresh_app()
        with Clients(transport=self.transport) as clients:
            self.stash[CLIENTS] = clients
            names = {
                "__name__": "example",
                "flask": importlib.import_module("flask"),
                "app": app,
                "client": clients.of(app),
            }
            exec(code, names)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show the example up to the line that failed, as the page has it."""
        inside = [entry for entry in excinfo.traceback if Path(entry.path) == self.path]
        example = self.requirement.example
        if not inside or example is None or self.config.getoption("fulltrace", False):
            return super().repr_failure(excinfo, style)
        failed = inside[-1].lineno + 1
        lines = [*_listing(example, failed), *_errors(excinfo), "", self._place(failed)]
        return "\n".join(lines)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The page, the line of the requirement and its id."""
        return self.path, self.requirement.line - 1, self.requirement.id

    def _place(self, line: int) -> str:
        return f"spec/{self.requirement.page}:{line}: {self.requirement.heading}"


def _listing(example: Example, failed: int) -> Iterator[str]:
    for number, text in enumerate(example.code.splitlines(), example.line):
        yield f"{'>' if number == failed else ' '}   {text}".rstrip()
        if number == failed:
            return


def _errors(excinfo: Any) -> Iterator[str]:
    for line in excinfo.exconly().splitlines():
        yield f"E   {line}"


class PageFile(pytest.File):
    """A page of the specification; its examples are what is collected."""

    requirements: list[Requirement]
    transport: str

    def collect(self) -> Iterator[ExampleCheck]:
        """One check for each requirement with an example."""
        page_code = PageCode(self.path)
        for requirement in self.requirements:
            if requirement.example is not None:
                name = requirement.id.rsplit(".", 1)[1]
                check: ExampleCheck = ExampleCheck.from_parent(self, name=name)
                check.requirement = requirement
                check.page_code = page_code
                check.transport = self.transport
                yield check
