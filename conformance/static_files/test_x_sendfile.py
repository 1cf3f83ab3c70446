"""Files that the server in front of the application sends."""

import io

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with a note in the static folder."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "note.txt").write_text("Dear Max")
    return tmp_path


@pytest.fixture
def library(root):
    """An application that leaves the note to the server."""
    library = flask.Flask("library", root_path=str(root))
    library.config["USE_X_SENDFILE"] = True
    library.add_url_rule(
        "/note", "note", lambda: flask.send_file("static/note.txt", as_attachment=True, max_age=60)
    )
    return library


@pytest.fixture
def asked(library, client_of):
    """A client of the application in the place of the server, which makes the length true."""

    def server(environ, start_response):
        def start(status, headers, exc_info=None):
            others = [header for header in headers if header[0].lower() != "content-length"]
            return start_response(status, others, exc_info)

        return library(environ, start)

    return client_of(server)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_server_is_told_the_file(asked, root, method):
    """For a path relative to the root path."""
    answer = asked.request(method, "/note")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["X-Sendfile"] == str(root / "static" / "note.txt")


WAYS = {
    "static": lambda: flask.current_app.send_static_file("note.txt"),
    "directory": lambda: flask.send_from_directory("static", "note.txt"),
    "absolute": lambda: flask.send_file(flask.current_app.root_path + "/static/note.txt"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_server_sends_all_files_with_a_path(library, asked, root, way):
    """However they are sent."""
    library.add_url_rule("/file", "file", way)

    answer = asked.get("/file")

    assert answer.content == b""
    assert answer.headers["X-Sendfile"] == str(root / "static" / "note.txt")


def test_server_sends_all_files_with_a_path__blueprint(library, asked, root):
    """Static files of a blueprint are files of the application."""
    shop = flask.Blueprint("shop", __name__, root_path=str(root), static_folder="static")
    library.register_blueprint(shop, url_prefix="/shop")

    answer = asked.get("/shop/static/note.txt")

    assert answer.headers["X-Sendfile"] == str(root / "static" / "note.txt")


@pytest.mark.parametrize(
    "name",
    ["Content-Type", "Content-Disposition", "Cache-Control", "ETag", "Last-Modified"],
)
def test_other_headers_stay(library, asked, name):
    """One by one."""
    by_server = asked.get("/note")
    library.config["USE_X_SENDFILE"] = False
    by_application = asked.get("/note")

    assert by_application.text == "Dear Max"
    assert by_server.headers[name] == by_application.headers[name]


def test_open_files_are_sent_by_the_application(library, client_of, root):
    """Also those that have a path."""
    note = root / "static" / "note.txt"
    library.add_url_rule("/open", "open", lambda: flask.send_file(note.open("rb"), "text/plain"))
    library.add_url_rule(
        "/memory", "memory", lambda: flask.send_file(io.BytesIO(b"hi"), "text/plain")
    )
    client = client_of(library)

    answers = [client.get(url) for url in ("/open", "/memory")]

    assert [answer.text for answer in answers] == ["Dear Max", "hi"]
    assert ["X-Sendfile" in answer.headers for answer in answers] == [False, False]


def test_known_file_is_not_sent(asked):
    """The tag is known from the answer before."""
    whole = asked.get("/note")

    known = asked.get("/note", headers={"If-None-Match": whole.headers["ETag"]})

    assert "X-Sendfile" in whole.headers
    assert known.status_code == 304
    assert "X-Sendfile" not in known.headers


def test_application_sends_by_default(client_of, root):
    """The setting is off."""
    library = flask.Flask("library", root_path=str(root))

    answer = client_of(library).get("/static/note.txt")

    assert answer.text == "Dear Max"
    assert "X-Sendfile" not in answer.headers
