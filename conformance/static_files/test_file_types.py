"""Types of files, by their names."""

import flask
import pytest

TYPES = {
    "page.html": "text/html",
    "site.css": "text/css",
    "note.txt": "text/plain",
    "LOUD.TXT": "text/plain",
    "photo.png": "image/png",
    "photo.jpeg": "image/jpeg",
    "book.pdf": "application/pdf",
    "data.json": "application/json",
    "two.dots.html": "text/html",
}


def send(app, folder, name, **options):
    """Answer ``/file`` with an empty file of this name."""
    (folder / name).touch()
    app.add_url_rule("/file", "file", lambda: flask.send_file(folder / name, **options))


@pytest.mark.parametrize(("name", "kind"), TYPES.items(), ids=TYPES)
def test_type_is_guessed_from_the_name(app, client, tmp_path, name, kind):
    """A table of names that mean the same everywhere."""
    send(app, tmp_path, name)

    answer = client.get("/file")

    assert (answer.status_code, answer.headers["Content-Length"]) == (200, "0")
    assert answer.headers["Content-Type"].split(";")[0] == kind


def test_type_of_a_download_is_guessed_from_its_name__of_a_path(app, client, tmp_path):
    """The file has a name of its own."""
    send(app, tmp_path, "page.html", download_name="photo.png")

    assert client.get("/file").headers["Content-Type"] == "image/png"


def test_type_can_be_given__of_a_path(app, client, tmp_path):
    """The name of the file would tell another type."""
    send(app, tmp_path, "photo.png", mimetype="application/x-photo")

    assert client.get("/file").headers["Content-Type"] == "application/x-photo"


@pytest.mark.parametrize("name", ["README", "photo.unknown-kind", "photo.png.unknown-kind"])
def test_unknown_type_is_bytes(app, client, tmp_path, name):
    """With no ending, or with one that nobody knows."""
    send(app, tmp_path, name)

    assert client.get("/file").headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("site.css", "text/css; charset=utf-8"),
        ("note.txt", "text/plain; charset=utf-8"),
        ("photo.png", "image/png"),
    ],
)
def test_text_is_utf_8(app, client, tmp_path, name, kind):
    """Whether the type is guessed or given."""
    send(app, tmp_path, name)
    mimetype = kind.split(";")[0]
    app.add_url_rule("/given", "given", lambda: flask.send_file(tmp_path / name, mimetype))

    answers = [client.get(url) for url in ("/file", "/given")]

    assert [answer.headers["Content-Type"] for answer in answers] == [kind, kind]


@pytest.mark.parametrize("attachment", [False, True], ids=["inline", "attachment"])
def test_compressed_file_tells_its_encoding(app, client, tmp_path, attachment):
    """What is saved stays compressed."""
    send(app, tmp_path, "note.txt.gz", as_attachment=attachment)

    answer = client.get("/file")

    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"
    assert answer.headers.get("Content-Encoding") == (None if attachment else "gzip")
