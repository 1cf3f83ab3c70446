"""Where the program keeps what it can make again: environments, stages and tables."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "FLASK_CONFORMANCE_CACHE"


def cache_folder() -> Path:
    """The user's cache folder, or the one that ``FLASK_CONFORMANCE_CACHE`` names."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("flask-conformance")


def hypothesis_folder() -> Path:
    """Where Hypothesis keeps its tables of characters: each takes a new process seconds to make."""
    return cache_folder() / "hypothesis"
