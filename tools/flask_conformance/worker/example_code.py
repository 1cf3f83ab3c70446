"""The code of examples, compiled once and kept beside their page, as Python keeps that of modules.

Two thousand blocks with pytest's detail for their assertions take more than a second to compile.
"""

import ast
import contextlib
import marshal
import os
import sys
from pathlib import Path
from types import CodeType

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from .requirements import Example

Key = tuple[str, int, str]


def compile_example(example: Example, page: Path) -> CodeType:
    """Code whose lines are the lines of the page, with pytest's detail for its assertions."""
    source = "\n" * (example.line - 1) + example.code
    tree = ast.parse(source)
    rewrite_asserts(tree, source.encode())
    return compile(tree, str(page), "exec", dont_inherit=True)


class PageCode:
    """The code of the examples of one page; what is kept of another text is of no use."""

    def __init__(self, page: Path) -> None:
        self._page = page
        release = f"{sys.implementation.cache_tag}-pytest-{pytest.__version__}"
        self._file = page.parent / "__pycache__" / f"{page.stem}.{release}.examples"
        self._kept: dict[Key, CodeType] = {}
        # Whatever is wrong with the file: it is made anew.
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            self._kept = dict(marshal.loads(self._file.read_bytes()))

    def of(self, example: Example) -> CodeType:
        """The code of an example."""
        key = (str(self._page), example.line, example.code)
        code = self._kept.get(key)
        if code is None:
            code = self._kept[key] = compile_example(example, self._page)
            self._keep()
        return code

    def _keep(self) -> None:
        if sys.dont_write_bytecode:
            return
        draft = self._file.with_suffix(f".{os.getpid()}")
        # A folder that cannot be written to costs time, nothing else.
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            draft.write_bytes(marshal.dumps(self._kept))
            draft.replace(self._file)
