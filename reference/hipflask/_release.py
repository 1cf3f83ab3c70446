"""Which release of Flask this framework implements."""

import warnings

FLASK_RELEASE = "3.1.3"


def __getattr__(name: str) -> str:
    """``__version__``, which Flask has deprecated; everything else is missing."""
    if name != "__version__":
        raise AttributeError(f"module 'hipflask' has no attribute {name!r}")
    warnings.warn(
        "Do not ask a module for its version: try whether it has the feature, or read the"
        " distribution's metadata (importlib.metadata).",
        DeprecationWarning,
        stacklevel=2,
    )
    return FLASK_RELEASE
