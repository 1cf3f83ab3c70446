"""Shortens a traceback to the frames that a reader of a failure wants to see."""

from pathlib import PurePath
from types import TracebackType

BETWEEN = ("httpx", "httpcore", "worker")
"""Folders of what stands between a check and the application: frames there say nothing."""


def shortened(traceback: TracebackType | None) -> TracebackType | None:
    """The traceback without the frames of the client and the transport."""
    if traceback is None:
        return None
    rest = shortened(traceback.tb_next)
    if PurePath(traceback.tb_frame.f_code.co_filename).parent.name in BETWEEN:
        return rest
    traceback.tb_next = rest
    return traceback
