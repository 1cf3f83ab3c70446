"""Bounds the memory of a worker, with a reserve to report with when a target has used it up."""

import importlib
import sys
from pathlib import Path
from typing import Any

resource: Any = importlib.import_module("resource") if sys.platform != "win32" else None

RESERVE = 256 * 1024**2
"""Bytes of address space that only the report of a check may use."""


def limit(size: int | None) -> None:
    """Let the process have at most `size` bytes of address space, and the reserve in need."""
    if resource and size is not None:
        resource.setrlimit(resource.RLIMIT_AS, (size, size + RESERVE))


def is_used_up() -> bool:
    """Whether more than half was used at some time; then the reserve is opened.

    What a target hoards stays until the process ends: a new worker has to go on.
    """
    if not resource:
        return False
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    # The first figure is the quicker one; it may be too high, see `_peak`.
    if soft == resource.RLIM_INFINITY or _peak_of_usage() < soft // 2:
        return False
    if _peak() < soft // 2:
        return False
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    return True


def _peak() -> int:
    """The most bytes that the process has had in memory."""
    try:
        # On Linux what getrusage tells may be of the process that started this one.
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        return _peak_of_usage()


def _peak_of_usage() -> int:
    used: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024
