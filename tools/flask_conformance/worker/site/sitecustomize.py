"""Puts the target in Flask's place at the start of a process that inherits an impersonation.

It stands in front of any other ``sitecustomize`` on the path, which runs next. Without the
environment variable nothing else happens. A process in which the target cannot take Flask's place
does not start: it would run on the wrong Flask.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
COULD_NOT_IMPERSONATE = 3


def load(spec: ModuleSpec | None) -> ModuleType | None:
    """Import what a spec describes, in place of whatever is loaded under its name."""
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def install() -> None:
    """Install what the environment says; ends the process if that is not possible."""
    file = HERE.parent / "impersonation.py"
    try:
        module = load(importlib.util.spec_from_file_location("flask_impersonation", file))
        impersonation = module and module.Impersonation.from_environment(os.environ)
        if impersonation:
            impersonation.install()
    except Exception as error:
        # `site` would print the error and carry on. No exception gets past it in good order.
        sys.stderr.write(f"flask-conformance: {error}\n")
        sys.stderr.flush()
        os._exit(COULD_NOT_IMPERSONATE)


install()
load(PathFinder.find_spec("sitecustomize", [path for path in sys.path if Path(path) != HERE]))
