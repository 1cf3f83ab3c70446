"""What distribution metadata say about Flask and others, also while a target is in Flask's place.

``importlib.metadata`` is slow to import and every process that inherits an impersonation loads this
file, so it is imported when somebody asks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import Distribution

METADATA = """\
Metadata-Version: 2.1
Name: Flask
Version: {version}
Summary: {module} in Flask's place
"""
ENTRY_POINTS = """\
[console_scripts]
flask = flask.cli:main
"""


def flask_distribution(module: str, version: str) -> Distribution:
    """The distribution that stands for Flask's while a module is in its place."""
    from importlib.metadata import Distribution

    texts = {
        "METADATA": METADATA.format(module=module, version=version),
        "entry_points.txt": ENTRY_POINTS,
    }

    class FlaskDistribution(Distribution):
        def read_text(self, filename: str) -> str | None:
            return texts.get(filename)

        def locate_file(self, path: Any) -> Path:
            return Path(sys.prefix, path)

    return FlaskDistribution()


def version_of_distribution(name: str) -> str | None:
    """The version of an installed distribution."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def version_of(module: ModuleType) -> str | None:
    """The version of a module's distribution, or else the one that it states itself."""
    stated = vars(module).get("__version__")
    return version_of_distribution(module.__name__) or (str(stated) if stated else None)
