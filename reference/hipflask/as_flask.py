"""Makes ``import flask`` give hipflask, for programs and extensions that name it so.

Put this before what starts the program, and change nothing else::

    python -m hipflask.as_flask -m flask --app blog run
    python -m hipflask.as_flask -m gunicorn "blog:create_app()"
    python -m hipflask.as_flask script.py

A program that picks for itself calls `install` before anything imports Flask. Processes that are
forked inherit it; one with an interpreter of its own is started the same way, or calls `install`.
"""

import importlib
import importlib.util
import runpy
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import Distribution, DistributionFinder
from os import PathLike
from pathlib import Path
from traceback import walk_tb
from types import CodeType, ModuleType
from typing import Any, NoReturn

from ._release import FLASK_RELEASE

COMMAND = "python -m hipflask.as_flask [-m MODULE | SCRIPT] [ARGUMENTS]"


def install() -> None:
    """From now on ``flask`` and all below it are hipflask's modules; twice is as good as once.

    Raises `RuntimeError` if Flask is there already, for whoever has it would keep it.
    """
    present = sys.modules.get("flask")
    if present is not None and present.__name__ != "hipflask":
        raise RuntimeError(
            f"flask was imported already, from {present.__file__}. "
            "Call hipflask.as_flask.install() before anything imports it."
        )
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
        sys.meta_path.append(_Distributions())


def main(arguments: Sequence[str]) -> None:
    """Run a module or a script, as Python would, with hipflask in Flask's place.

    What cannot be run ends with one line and with the exit code that Python has for it.
    """
    install()
    try:
        match arguments:
            case ["-m", name, *more]:
                sys.argv = [name, *more]
                runpy.run_module(name, run_name="__main__", alter_sys=True)
            case [script, *more] if not script.startswith("-"):
                if not Path(script).exists():
                    hint = "" if script.endswith(".py") else f" To run a module, write: -m {script}"
                    _refuse(f"There is no file {script!r}.{hint}")
                sys.argv = [script, *more]
                sys.path[0] = str(Path(script).parent)
                runpy.run_path(script, run_name="__main__")
            case ["-h" | "--help", *_]:
                print(f"Usage: {COMMAND}\n\n{__doc__}", end="")
            case _:
                _refuse(f"Say what to run: {COMMAND}")
    except ImportError as error:
        if not _found_nothing(error):
            raise
        sys.exit(f"python -m hipflask.as_flask: {error}")


def _refuse(line: str) -> NoReturn:
    print(line, file=sys.stderr)
    sys.exit(2)


def _found_nothing(error: ImportError) -> bool:
    """Whether it comes from the search for what to run, and from no line of what ran."""
    _, *below = walk_tb(error.__traceback__)
    return all(frame.f_globals.get("__name__") == "runpy" for frame, _ in below)


class _Finder(MetaPathFinder):
    """Answers for ``flask`` before all others; what hipflask lacks is missing."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, dot, below = fullname.partition(".")
        if package != "flask":
            return None
        own = importlib.util.find_spec(f"hipflask{dot}{below}")
        if own is None:
            return None
        alias = ModuleSpec(fullname, _Alias(own), origin=own.origin)
        alias.submodule_search_locations = own.submodule_search_locations
        return alias


class _Alias(Loader):
    """Gives the module of another name; a second copy would have contexts of its own."""

    def __init__(self, own: ModuleSpec) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return importlib.import_module(self._own.name)

    def exec_module(self, module: ModuleType) -> None:
        # It has run under its own name, and pickling and reloading find it by its own spec, which
        # the import system has just replaced.
        module.__spec__ = self._own

    def get_code(self, fullname: str) -> CodeType | None:
        """What ``python -m flask`` runs."""
        loader: Any = self._own.loader
        code: CodeType | None = loader.get_code(self._own.name)
        return code


class _Distributions(DistributionFinder):
    """Tells Flask's release to who asks the environment for it, where Flask is not installed.

    It comes after all others, so an installed Flask speaks for itself.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        return None

    def find_distributions(
        self,
        context: DistributionFinder.Context = DistributionFinder.Context(),  # noqa: B008 - as in the base
    ) -> Iterator[Distribution]:
        if (context.name or "").lower() == "flask":
            yield _Flask()


class _Flask(Distribution):
    """Has no files, but a name and a release."""

    def read_text(self, filename: str) -> str | None:
        if filename != "METADATA":
            return None
        return f"Metadata-Version: 2.1\nName: Flask\nVersion: {FLASK_RELEASE}\n"

    def locate_file(self, path: str | PathLike[str]) -> Path:
        return Path(__file__).parent / path


if __name__ == "__main__":
    # By its name: as __main__ this module would be another one than what programs import.
    importlib.import_module("hipflask.as_flask").main(sys.argv[1:])
