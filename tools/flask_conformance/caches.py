"""Where the program keeps what it can make again: environments, stages and tables."""

import os
from pathlib import Path

import platformdirs

from flask_conformance.folders import writable

VARIABLE = "FLASK_CONFORMANCE_CACHE"


def cache_folder() -> Path:
    """The user's cache folder, or the one that ``FLASK_CONFORMANCE_CACHE`` names.

    Raises `UserError` if nothing can be kept there.
    """
    return writable(_place(), f"Name another folder by the variable {VARIABLE}.")


def _place() -> Path:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("flask-conformance")


def hypothesis_folder() -> Path:
    """Where Hypothesis keeps its tables of characters: each takes a new process seconds to make."""
    return _place() / "hypothesis"
