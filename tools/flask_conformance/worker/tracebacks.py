"""Shortens tracebacks to what a reader of a failure wants to see."""

import ast
from pathlib import Path, PurePath
from types import TracebackType

from _pytest._code import TracebackEntry

LIBRARIES = ("httpx", "httpcore")
OWN = PurePath(__file__).parent
"""What stands between a check and the application: frames there say nothing."""


class SyntaxTrees(dict[str | Path, ast.AST]):
    """Those of a few files: more would only take memory, as checks come file by file."""

    def __setitem__(self, path: str | Path, tree: ast.AST) -> None:
        if len(self) >= 4:
            self.clear()
        super().__setitem__(path, tree)


def remember_syntax_trees() -> None:
    """Let failures share the syntax trees of files: pytest parses and walks one for each failure.

    That is half of what a failure costs, and a beginning has thousands.
    """
    plain, trees = TracebackEntry.getsource, SyntaxTrees()

    def getsource(entry: TracebackEntry, astcache: object = None) -> object:
        return plain(entry, trees)

    type.__setattr__(TracebackEntry, "getsource", getsource)


def shortened(traceback: TracebackType | None) -> TracebackType | None:
    """The traceback without the frames of the client and the transport."""
    if traceback is None:
        return None
    rest = shortened(traceback.tb_next)
    folder = PurePath(traceback.tb_frame.f_code.co_filename).parent
    if folder == OWN or folder.name in LIBRARIES:
        return rest
    traceback.tb_next = rest
    return traceback


def in_a_line(error: BaseException) -> str:
    """An error and where it was raised, unless that was here or in the import system."""
    text = f"{type(error).__name__}: {error}"
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    if traceback is None:
        return text
    path = traceback.tb_frame.f_code.co_filename
    if PurePath(path).parent == OWN or path.startswith("<frozen "):
        return text
    return f"{text} ({path}:{traceback.tb_lineno})"
