"""Files as responses: how a path is understood, and what the response has."""

from pathlib import Path

import flask
import pytest


class Place:
    """A path of a kind of its own."""

    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return str(self.path)


@pytest.fixture
def root(tmp_path):
    """A root path with a note in the folder ``notes``, and another of the same name elsewhere."""
    for folder in ("notes", "elsewhere/notes"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "note.txt").write_text(f"from {folder}")
    return tmp_path


@pytest.fixture
def library(root):
    """An application with this root path."""
    return flask.Flask("library", root_path=str(root), static_folder=None)


@pytest.mark.parametrize("kind", [str, Path, Place])
def test_file_is_sent_by_its_path(app, client, root, kind):
    """The type is that of the file."""
    app.add_url_rule("/note", "note", lambda: flask.send_file(kind(root / "notes" / "note.txt")))

    answer = client.get("/note")

    assert (answer.status_code, answer.text) == (200, "from notes")
    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"


def test_file_is_sent_by_its_path__of_any_size(app, client, root):
    """Bytes are sent as they are, also if they are many."""
    content = bytes(range(256)) * 100
    (root / "note.bin").write_bytes(content)
    app.add_url_rule("/note", "note", lambda: flask.send_file(root / "note.bin"))

    answer = client.get("/note")

    assert answer.content == content
    assert answer.headers["Content-Length"] == "25600"


@pytest.mark.parametrize("kind", [str, Path, Place])
def test_relative_path_lies_below_the_root_path(library, client_of, root, monkeypatch, kind):
    """A file of the same name below the working directory is not meant."""
    monkeypatch.chdir(root / "elsewhere")
    library.add_url_rule("/note", "note", lambda: flask.send_file(kind("notes/note.txt")))

    assert client_of(library).get("/note").text == "from notes"


def test_relative_path_lies_below_the_root_path__blueprint(library, client_of, root):
    """The root path of a blueprint does not count, not even in its views."""
    shop = flask.Blueprint("shop", __name__, root_path=str(root / "elsewhere"))
    shop.add_url_rule("/note", "note", lambda: flask.send_file("notes/note.txt"))
    library.register_blueprint(shop)

    assert client_of(library).get("/note").text == "from notes"


def test_content_can_be_changed__of_a_path(library, client_of):
    """The length becomes that of the new content."""
    library.add_url_rule("/note", "note", lambda: flask.send_file("notes/note.txt"))

    @library.after_request
    def number(response):
        response.direct_passthrough = False
        response.set_data(b"1: " + response.get_data())
        return response

    answer = client_of(library).get("/note")

    assert answer.text == "1: from notes"
    assert answer.headers["Content-Length"] == "13"


@pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
def test_missing_file_is_an_error(library, root, absolute):
    """Beside one that is there."""
    folder = root / "notes" if absolute else Path("notes")

    with library.test_request_context("/note"):
        with pytest.raises(FileNotFoundError):
            flask.send_file(folder / "nothing.txt")
        response = flask.send_file(folder / "note.txt")
        response.close()

    assert response.status_code == 200


@pytest.mark.parametrize("size", [0, 1, 20000])
def test_length_of_the_file_is_sent(app, client, root, size):
    """Of an empty file, too."""
    (root / "note.txt").write_text("x" * size)
    app.add_url_rule("/note", "note", lambda: flask.send_file(root / "note.txt"))

    whole, head = client.get("/note"), client.head("/note")

    assert whole.headers["Content-Length"] == head.headers["Content-Length"] == str(size)
    assert (len(whole.content), head.content) == (size, b"")


def test_arguments_have_names_and_an_order(app, client, root):
    """Both ways lead to the same answer."""
    given = {
        "path_or_file": root / "notes" / "note.txt",
        "mimetype": "text/csv",
        "as_attachment": True,
        "download_name": "table.csv",
    }
    app.add_url_rule("/position", "position", lambda: flask.send_file(*given.values()))
    app.add_url_rule("/name", "name", lambda: flask.send_file(**given))

    answers = [client.get(url) for url in ("/position", "/name")]

    for answer in answers:
        disposition = answer.headers["Content-Disposition"].replace('"', "")
        assert answer.headers["Content-Type"].split(";")[0] == "text/csv"
        assert disposition == "attachment; filename=table.csv"


def test_sending_a_file_needs_a_request(app, root):
    """An application context is not enough."""
    with app.test_request_context("/note"):
        response = flask.send_file(root / "notes" / "note.txt")
        response.close()
    with app.app_context(), pytest.raises(RuntimeError):
        flask.send_file(root / "notes" / "note.txt")

    assert response.status_code == 200


def test_file_is_sent_by_the_server(app, wsgi, root):
    """What the wrapper makes of the open file is the body."""

    def wrapper(file, size=8192):
        with file:
            return [file.read().upper()]

    app.add_url_rule("/note", "note", lambda: flask.send_file(root / "notes" / "note.txt"))
    environ = wsgi.environ("/note", **{"wsgi.file_wrapper": wrapper})

    answer = wsgi.call(app, environ)

    assert answer.body == b"FROM NOTES"
    assert answer.status == 200
