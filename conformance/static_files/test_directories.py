"""Files from directories: which paths are in them, and which are not."""

from pathlib import Path

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def root(tmp_path):
    """A root path with files in ``notes``, in ``notes/old`` and beside them."""
    for folder in ("notes/old", "elsewhere/notes"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("notes/a.txt", "notes/old/b.txt", "elsewhere/notes/a.txt", "secret.txt"):
        (tmp_path / name).write_text(f"this is {name}")
    return tmp_path


@pytest.fixture
def library(root):
    """An application with this root path, and a page that sends what the query names."""
    library = flask.Flask("library", root_path=str(root), static_folder=None)
    library.add_url_rule(
        "/file", "file", lambda: flask.send_from_directory("notes", flask.request.args["path"])
    )
    return library


@pytest.mark.parametrize("name", ["a.txt", "old/b.txt"])
@pytest.mark.parametrize("kind", [str, Path], ids=["string", "path"])
def test_file_of_the_directory_is_sent(app, client, root, name, kind):
    """Here the directory is absolute."""
    app.add_url_rule(
        "/file", "file", lambda: flask.send_from_directory(kind(root / "notes"), kind(name))
    )

    answer = client.get("/file")

    assert (answer.status_code, answer.text) == (200, f"this is notes/{name}")
    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"


def test_file_of_the_directory_is_sent__by_name(app, client, root):
    """Both arguments have names."""
    app.add_url_rule(
        "/file", "file", lambda: flask.send_from_directory(path="a.txt", directory=root / "notes")
    )

    assert client.get("/file").text == "this is notes/a.txt"


@pytest.mark.parametrize("directory", ["notes", "notes/", Path("notes"), "notes/../notes"])
def test_relative_directory_lies_below_the_root_path(
    library, client_of, root, monkeypatch, directory
):
    """A directory of the same name below the working directory is not meant."""
    monkeypatch.chdir(root / "elsewhere")
    library.add_url_rule("/note", "note", lambda: flask.send_from_directory(directory, "a.txt"))

    assert client_of(library).get("/note").text == "this is notes/a.txt"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("../secret.txt", id="above"),
        pytest.param("old/../../secret.txt", id="above-by-a-detour"),
        pytest.param("../elsewhere/notes/a.txt", id="beside"),
        pytest.param("../notes-of-others/a.txt", id="beside-with-the-same-beginning"),
        pytest.param("ROOT/secret.txt", id="absolute"),
        pytest.param("ROOT/notes/a.txt", id="absolute-and-inside"),
        pytest.param("/a.txt", id="slash-before"),
        pytest.param("..", id="parent"),
        pytest.param("a.txt\0", id="null-byte"),
    ],
)
def test_paths_that_lead_out_are_not_found(library, client_of, root, path):
    """Beside a path that does not."""
    (root / "notes-of-others").mkdir()
    (root / "notes-of-others" / "a.txt").write_text("of others")
    client = client_of(library)

    inside, outside = (
        client.get("/file", params={"path": name})
        for name in ("a.txt", path.replace("ROOT", str(root)))
    )

    assert inside.text == "this is notes/a.txt"
    assert outside.status_code == 404


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A root path that stays the same: a note in ``notes``, and a secret beside it."""
    root = tmp_path_factory.mktemp("place")
    (root / "notes" / "old").mkdir(parents=True)
    (root / "notes" / "a.txt").write_text("a note")
    (root / "secret.txt").write_text("a secret")
    return root


@given(steps=st.lists(st.sampled_from(["..", ".", "old", "a.txt", "secret.txt", "notes"])))
def test_paths_that_lead_out_are_not_found__whatever_the_way(place, client_of, steps):
    """Any steps up and down lead to the note or to nothing."""
    app = flask.Flask("app_under_test", root_path=str(place), static_folder=None)
    path = "/".join(steps)
    app.add_url_rule("/file", "file", lambda: flask.send_from_directory("notes", path))
    app.add_url_rule("/note", "note", lambda: flask.send_from_directory("notes", "a.txt"))
    client = client_of(app)

    answer, control = client.get("/file"), client.get("/note")

    assert control.text == "a note"
    if answer.status_code != 404:
        assert (answer.status_code, answer.text) == (200, "a note")


@pytest.mark.parametrize("path", ["nothing.txt", "old", "old/", "", ".", "a.txt/more", "x" * 300])
def test_what_is_no_file_is_not_found(library, client_of, path):
    """The error is raised where handlers see it."""
    library.register_error_handler(404, lambda error: ("nothing here", 404))

    answer = client_of(library).get("/file", params={"path": path})

    assert (answer.status_code, answer.text) == (404, "nothing here")


def test_what_is_no_file_is_not_found__no_directory(library, client_of):
    """Beside a directory that is there."""
    for name in ("nowhere", "notes"):
        library.add_url_rule(
            f"/{name}", name, lambda name=name: flask.send_from_directory(name, "a.txt")
        )
    client = client_of(library)

    missing, found = client.get("/nowhere"), client.get("/notes")

    assert (missing.status_code, found.text) == (404, "this is notes/a.txt")


def test_arguments_are_handed_on(app, client, root):
    """All of them at once."""
    app.add_url_rule(
        "/file",
        "file",
        lambda: flask.send_from_directory(
            root / "notes",
            "a.txt",
            mimetype="text/csv",
            as_attachment=True,
            download_name="table.csv",
            etag="v17",
            last_modified=0,
            max_age=60,
        ),
    )

    headers = client.get("/file").headers

    assert headers["Content-Type"].split(";")[0] == "text/csv"
    assert headers["Content-Disposition"].replace('"', "") == "attachment; filename=table.csv"
    assert headers["ETag"] == '"v17"'
    assert headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert "max-age=60" in headers["Cache-Control"].split(", ")


@pytest.mark.parametrize(("conditional", "status"), [(True, 304), (False, 200)])
def test_arguments_are_handed_on__conditional(app, client, root, conditional, status):
    """Known files are sent again only if that is asked for."""
    options = {"etag": "v17", "conditional": conditional}
    app.add_url_rule(
        "/file", "file", lambda: flask.send_from_directory(root / "notes", "a.txt", **options)
    )

    answer = client.get("/file", headers={"If-None-Match": '"v17"'})

    assert answer.status_code == status
    assert answer.headers["ETag"] == '"v17"'


def test_files_from_directories_need_an_application(library, root):
    """Whether or not the directory is absolute."""
    with library.test_request_context("/file"):
        response = flask.send_from_directory("notes", "a.txt")
        response.close()
    for directory in ("notes", root / "notes"):
        with pytest.raises(RuntimeError):
            flask.send_from_directory(directory, "a.txt")

    assert response.status_code == 200
