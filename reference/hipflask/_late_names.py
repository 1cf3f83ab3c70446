"""Names of the package that are there when somebody asks for them, and cost nobody else anything.

Flask imports these modules along with the package, so programs use them after ``import flask``
alone (api-surface.relied-on-names.modules-are-there-without-an-import). The command line would
double the time of that import.
"""

import importlib
import warnings

from ._release import FLASK_RELEASE

LATE_MODULES = ("cli", "helpers", "sansio")


def __getattr__(name: str) -> object:
    """A late module, or ``__version__``, which Flask has deprecated; everything else is missing."""
    if name in LATE_MODULES:
        return importlib.import_module(f"hipflask.{name}")
    if name != "__version__":
        raise AttributeError(f"module 'hipflask' has no attribute {name!r}")
    warnings.warn(
        "Do not ask a module for its version: try whether it has the feature, or read the"
        " distribution's metadata (importlib.metadata).",
        DeprecationWarning,
        stacklevel=2,
    )
    return FLASK_RELEASE
