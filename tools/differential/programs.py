"""A small application as source code, with requests to it: run in any framework, made smaller."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from typing import Any

from differential.asking import Ask
from differential.watching import Browser, Diary, watched


@dataclass(frozen=True)
class Program:
    """Statements that set ``app`` up, each of which may be left out, and requests."""

    statements: tuple[str, ...]
    requests: tuple[Ask, ...]

    @property
    def source(self) -> str:
        """The program without its requests."""
        return "\n".join(self.statements)

    def diary(self, module: Any) -> list[str]:
        """What happens in a framework, a line each."""
        diary = Diary()
        with watched(diary):
            try:
                app = self._build(module, diary)
            except Exception as error:
                diary.note(f"set-up raised {type(error).__name__}")
                return diary.lines
            browser = Browser(app, diary)
            for request in self.requests:
                browser.send(request.environ())
        return diary.lines

    def _build(self, module: Any, diary: Diary) -> Any:
        names = {
            "flask": module,
            "MethodView": import_module(f"{module.__name__}.views").MethodView,
            "note": diary.note,
            "BytesIO": BytesIO,
            "__name__": "generated",
        }
        exec(compile(self.source, "generated.py", "exec"), names)
        # Kept, because signals do not keep their receivers.
        app: Any = names["app"]
        app.extensions["names"] = names
        return app

    def smaller(self) -> Iterator["Program"]:
        """The programs with one request or one statement less."""
        for index in reversed(range(len(self.requests))):
            yield replace(self, requests=_without(self.requests, index))
        for index in reversed(range(1, len(self.statements))):
            yield replace(self, statements=_without(self.statements, index))

    def script(self, module: str) -> str:
        """The program as one that can be run by itself."""
        requests = "\n".join(
            f"answer = {request}\nprint(answer.status, answer.headers, answer.data, sep='\\n')"
            for request in self.requests
        )
        imports = f"import {module} as flask\nfrom {module}.views import MethodView"
        head = f"from io import BytesIO\n\n{imports}\n\nnote = print"
        client = "client = app.test_client()"
        return textwrap.indent(f"{head}\n{self.source}\n\n{client}\n{requests}\n", "    ")


def _without(values: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return values[:index] + values[index + 1 :]


def shrunk(program: Program, differs: Callable[[Program], bool]) -> Program:
    """A smallest program that still differs: nothing can be left out of it."""
    for candidate in program.smaller():
        if differs(candidate):
            return shrunk(candidate, differs)
    return program
