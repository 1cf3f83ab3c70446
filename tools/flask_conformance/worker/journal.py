"""An append-only file of events, one JSON object a line, that outlives whoever writes it.

Every event is one write to a file opened for appending, so several processes can share the file
and a process that is killed leaves whole lines, and at most one broken one, behind.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Event = dict[str, Any]
BEGINNING = b'{"event": '
"""How each line begins; inside of a line it is not found, because quotes are escaped there."""


class Journal:
    """The events of one run of one target."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, name: str, **details: Any) -> None:
        """Add an event; the time is in seconds since the epoch."""
        event = {"event": name, "time": round(time.time(), 6), **details}
        line = json.dumps(event, ensure_ascii=True, default=repr) + "\n"
        # Opened anew each time: a target may close every descriptor that it finds.
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def mend(self) -> None:
        """End a line that was broken off, so that the next event starts a line of its own."""
        if self.path.exists() and self.path.stat().st_size:
            # For appending: what others write meanwhile must not be written over.
            with self.path.open("ab+") as file:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")

    def read(self) -> list[Event]:
        """All events so far; a line that was broken off is left out."""
        return list(Follower(self.path)) if self.path.exists() else []


class Follower:
    """Reads a journal that is still being written: each iteration gives the new events."""

    def __init__(self, path: Path, *, position: int = 0) -> None:
        self._path = path
        self._position = position

    def __iter__(self) -> Iterator[Event]:
        try:
            with self._path.open("rb") as file:
                file.seek(self._position)
                fresh = file.read()
        except FileNotFoundError:
            return
        whole = fresh.rfind(b"\n") + 1
        self._position += whole
        for line in fresh[:whole].splitlines():
            event = _parse(line)
            if event is not None:
                yield event


def _parse(line: bytes) -> Event | None:
    """The event of a line; a whole one may stand behind one that was broken off."""
    try:
        event = json.loads(line[max(0, line.rfind(BEGINNING)) :])
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None
