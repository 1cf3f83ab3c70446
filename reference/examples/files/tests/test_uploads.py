"""Files are received, up to the limits."""

import io
from hashlib import sha256

import pytest


def form(*files):
    return {"file": [(io.BytesIO(content), name) for name, content in files]}


def test_form(client):
    """All files of a form are kept, and described in their order."""
    answer = client.post("/files", data=form(("a.txt", b"first"), ("b.txt", b"second")))

    first, second = answer.json["files"]
    assert answer.status_code == 201
    assert client.get(first["url"]).data == b"first"
    assert second["name"] == "b.txt"
    assert second["size"] == 6
    assert second["sha256"] == sha256(b"second").hexdigest()


@pytest.mark.parametrize(
    "data", [{}, form(("", b"")), {"file": "text"}], ids=["no", "empty", "text"]
)
def test_form_without_file(client, data):
    """A form without a file is told what to do."""
    answer = client.post("/files", data=data, content_type="multipart/form-data")

    assert answer.status_code == 400
    assert "Send at least one file" in answer.text


def test_body(client):
    """A body is a file, too, with the name of its URL."""
    answer = client.put("/files/a%20word.txt", data=b"content", content_type="text/plain")

    assert answer.status_code == 201
    assert answer.json["name"] == "a word.txt"
    assert client.get(answer.location).data == b"content"


def test_chunked_body(client):
    """Nobody needs to know the length beforehand."""
    answer = client.put(
        "/files/stream",
        input_stream=io.BytesIO(b"some" * 50_000),
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.json["size"] == 200_000


def test_chunked_body_without_end(client, folder):
    """A server that does not tell where the body ends loses no content silently."""
    chunked = {"Transfer-Encoding": "chunked"}

    answer = client.put("/files/stream", input_stream=io.BytesIO(b"some"), headers=chunked)

    assert answer.status_code == 411
    assert folder() == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "C:\\boot.ini"], ids=repr)
def test_name_is_no_path(client, folder, name):
    """Whatever a file is called, it lies in the folder, under a name of our own."""
    answer = client.post("/files", data=form((name, b"content")))

    assert answer.status_code == 201
    content, description = folder()
    assert content.name == answer.json["files"][0]["url"].rpartition("/")[2]
    assert content.with_suffix(".json") == description


def test_long_name(client):
    """A name has a limit."""
    answer = client.put(f"/files/{'x' * 201}", data=b"content")

    assert answer.status_code == 400


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_too_large(app, client, folder, declared):
    """A file beyond the limit is refused, and nothing of it is kept."""
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    body = {"data": b"x" * 100_001}
    if not declared:
        body = {
            "input_stream": io.BytesIO(b"x" * 100_001),
            "environ_overrides": {"wsgi.input_terminated": True},
        }

    answer = client.put("/files/large", **body)

    assert answer.status_code == 413
    assert folder() == []


def test_large_field(app, client):
    """The fields of a form have a smaller limit, for they are kept in memory."""
    answer = client.post("/files", data={"comment": "x" * 100_001, **form(("a", b"content"))})

    assert answer.status_code == 413


def test_many_fields(client):
    """A form has a limited number of parts."""
    fields = {str(number): "" for number in range(21)}

    answer = client.post("/files", data=fields, content_type="multipart/form-data")

    assert answer.status_code == 413


def test_large_file_in_form(client):
    """A file in a form may be larger than what is kept in memory."""
    answer = client.post("/files", data=form(("large", b"x" * 400_000)))

    assert answer.json["files"][0]["size"] == 400_000
