"""Files go out: whole, in parts, or not at all if the client has them already."""

from flask import Blueprint, abort, send_file

from .store import store

api = Blueprint("downloads", __name__, url_prefix="/files")


@api.get("/<uuid:file_id>")
def send(file_id):
    """Send a file. Range, If-Range, If-None-Match and If-Modified-Since say how much of it."""
    file = find(file_id)
    response = send_file(
        store().content(file.id),
        mimetype=file.type,
        download_name=file.name,
        as_attachment=True,
        etag=file.sha256,
    )
    # What strangers have sent must not become a page of this site.
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@api.delete("/<uuid:file_id>")
def remove(file_id):
    """Delete a file."""
    store().remove(find(file_id).id)
    return "", 204


def find(file_id):
    """A file; stops with 404 if there is none."""
    return store().find(str(file_id)) or abort(404, "There is no such file.")
