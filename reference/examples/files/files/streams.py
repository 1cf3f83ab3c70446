"""Answers that are sent while they are computed, and so never wait nor grow in memory.

A generator runs after its view has returned, when the request is over for Flask. With
`stream_with_context` it lasts: ``request``, ``current_app`` and ``url_for`` work to the end.
"""

import csv
import hashlib

from flask import Blueprint, current_app, request, stream_with_context, url_for

from .downloads import find
from .store import chunks, store

api = Blueprint("streams", __name__)

COLUMNS = ("url", "name", "type", "size", "sha256", "received")


@api.get("/files.csv")
def table():
    """List all files, or those whose name contains ``?name=...``, as a table."""
    return stream_with_context(rows()), {"Content-Type": "text/csv; charset=utf-8"}


def rows():
    """The lines of the table, one for each file that is wanted."""
    # What it writes to returns the line, and so writerow does.
    writer = csv.writer(Line())
    yield writer.writerow(COLUMNS)
    for file in store().all():
        if request.args.get("name", "") in file.name:
            url = url_for("downloads.send", file_id=file.id, _external=True)
            yield writer.writerow([url, *(getattr(file, column) for column in COLUMNS[1:])])


class Line:
    """A file that keeps nothing."""

    def write(self, text):
        """Give the text back."""
        return text


@api.get("/files/<uuid:file_id>/check")
def check(file_id):
    """Read a file and tell meanwhile how far it is: as server-sent events."""
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    return stream_with_context(progress(find(file_id))), headers


def progress(file):
    """An event for each piece that has been read, and one that says whether all is well."""
    sha256, done = hashlib.sha256(), 0
    with store().content(file.id).open("rb") as stream:
        for chunk in chunks(stream):
            sha256.update(chunk)
            done += len(chunk)
            yield event("progress", f"{done}/{file.size}")
    intact = sha256.hexdigest() == file.sha256
    if not intact:
        current_app.logger.error("%s is damaged", request.path)
    yield event("intact" if intact else "damaged", file.name)


def event(name, content):
    """One event, in the form that browsers read; its content is a single line."""
    return f"event: {name}\ndata: {' '.join(content.splitlines())}\n\n"
