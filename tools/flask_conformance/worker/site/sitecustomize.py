"""Puts the target in Flask's place at the start of a process that inherits an impersonation.

It stands in front of any other ``sitecustomize`` on the path, which runs next. Without the
environment variable nothing else happens. A process in which the target cannot take Flask's place
does not start: it would run on the wrong Flask.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = "_flask_conformance_worker"
COULD_NOT_IMPERSONATE = 3


def load(spec: ModuleSpec | None) -> None:
    """Import what a spec describes, in place of whatever is loaded under its name."""
    if spec and spec.loader:
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)


def install() -> None:
    """Let the target that the environment names take Flask's place."""
    folder = HERE.parent
    load(
        importlib.util.spec_from_file_location(
            PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
    )
    module = importlib.import_module(PACKAGE + ".impersonation")
    impersonation = module.Impersonation.from_environment(os.environ)
    if impersonation:
        impersonation.install()


def install_or_end() -> None:
    """End a process that would run on the wrong Flask: an exception would only be printed."""
    try:
        install()
    except Exception as error:
        sys.stderr.write(f"flask-conformance: no target in Flask's place. {error}\n")
        sys.stderr.flush()
        os._exit(COULD_NOT_IMPERSONATE)


install_or_end()
load(PathFinder.find_spec("sitecustomize", [path for path in sys.path if Path(path) != HERE]))
