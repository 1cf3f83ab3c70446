"""Where files are kept: each as two in one folder, its content and what is known about it.

What is known appears last and at once, so a file without it was not received whole, and is none.
"""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

CHUNK = 64 * 1024


def store():
    """The store of the current application."""
    return current_app.extensions["files"]


def chunks(stream):
    """The content of a stream, piece by piece."""
    while chunk := stream.read(CHUNK):
        yield chunk


@dataclass(frozen=True)
class File:
    """What is known about a file."""

    id: str
    name: str
    type: str
    size: int
    sha256: str
    received: str


class Store:
    """All files, in a folder that is made when the first one comes."""

    def __init__(self, folder):
        self.folder = Path(folder).absolute()

    def add(self, stream, name, type):
        """Keep what a stream gives, without ever holding all of it in memory."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file_id = str(uuid.uuid4())
        try:
            size, sha256 = self._receive(stream, self.content(file_id))
        except BaseException:
            self.content(file_id).unlink(missing_ok=True)
            raise
        received = datetime.now(UTC).isoformat(timespec="seconds")
        file = File(file_id, name, type, size, sha256, received)
        self._describe(file)
        return file

    def find(self, file_id):
        """What is known about a file, or None if there is none."""
        try:
            return File(**json.loads(self._described(file_id).read_text()))
        except FileNotFoundError:
            return None

    def all(self):
        """Every file; one that goes meanwhile may be missing."""
        for path in sorted(self.folder.glob("*.json")):
            if file := self.find(path.stem):
                yield file

    def remove(self, file_id):
        """Delete a file; whoever is reading it gets the rest."""
        self._described(file_id).unlink(missing_ok=True)
        self.content(file_id).unlink(missing_ok=True)

    def content(self, file_id):
        """The path of a file's content."""
        return self.folder / file_id

    def _described(self, file_id):
        return self.folder / f"{file_id}.json"

    def _describe(self, file):
        unfinished = self.content(f"{file.id}.part")
        unfinished.write_text(json.dumps(asdict(file)))
        unfinished.replace(self._described(file.id))

    def _receive(self, stream, path):
        sha256 = hashlib.sha256()
        with path.open("wb") as file:
            for chunk in chunks(stream):
                sha256.update(chunk)
                file.write(chunk)
            return file.tell(), sha256.hexdigest()
