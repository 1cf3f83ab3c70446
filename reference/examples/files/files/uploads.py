"""Files come in: several in a form, or one as the body of a request."""

from flask import Blueprint, abort, request, url_for

from .store import store

api = Blueprint("uploads", __name__)

LONGEST_NAME = 200
UNKNOWN = "application/octet-stream"


@api.post("/files")
def receive_form():
    """Keep the files of a form, whatever its fields are called."""
    # A form without a chosen file has an empty one.
    sent = [file for _, file in request.files.items(multi=True) if file.filename]
    if not sent:
        abort(400, "Send at least one file, as curl -F file=@photo.jpg does.")
    kept = [keep(file.stream, file.filename, file.mimetype) for file in sent]
    return {"files": kept}, 201


@api.put("/files/<name>")
def receive_body(name):
    """Keep the body of the request; it may be chunked, with a length that nobody knows yet."""
    if request.content_length is None and not request.environ.get("wsgi.input_terminated"):
        # The body would seem to be empty.
        abort(411, "This server takes no body whose length it is not told.")
    kept = keep(request.stream, name, request.mimetype)
    return kept, 201, {"Location": kept["url"]}


def keep(stream, name, type):
    """Keep a file and tell what is known about it now."""
    if len(name) > LONGEST_NAME:
        abort(400, f"The name of a file has at most {LONGEST_NAME} characters.")
    file = store().add(stream, name, type or UNKNOWN)
    url = url_for("downloads.send", file_id=file.id)
    return {"url": url, "name": file.name, "size": file.size, "sha256": file.sha256}
