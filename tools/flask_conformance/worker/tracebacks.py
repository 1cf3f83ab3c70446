"""Shortens a traceback to the frames that a reader of a failure wants to see."""

from pathlib import PurePath
from types import TracebackType

LIBRARIES = ("httpx", "httpcore")
OWN = PurePath(__file__).parent
"""What stands between a check and the application: frames there say nothing."""


def shortened(traceback: TracebackType | None) -> TracebackType | None:
    """The traceback without the frames of the client and the transport."""
    if traceback is None:
        return None
    rest = shortened(traceback.tb_next)
    folder = PurePath(traceback.tb_frame.f_code.co_filename).parent
    if folder == OWN or folder.name in LIBRARIES:
        return rest
    traceback.tb_next = rest
    return traceback
