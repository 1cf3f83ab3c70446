"""Folders that the program writes to: found out before there is something to lose."""

import tempfile
from pathlib import Path

from flask_conformance.errors import UserError


def writable(folder: Path, hint: str) -> Path:
    """The folder, which is there now. Raises `UserError` if nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        message = f"Nothing can be written to {folder}: {error.strerror}."
        raise UserError(message, hint) from None
    return folder
