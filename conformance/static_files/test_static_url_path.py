"""Static URL paths: where the files of an application are found."""

from pathlib import Path

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with the file ``hello.txt`` in several folders."""
    for folder in ("static", "assets", "more/files"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "hello.txt").write_text(f"hello from {folder}")
    return tmp_path


@pytest.mark.parametrize("path", ["/files", "/a/b", "/caf\u00e9", "/with-dots/1.2"])
def test_static_url_path_can_be_given(client_of, root, path):
    """The name of the folder is nothing then."""
    client = client_of(flask.Flask("library", root_path=str(root), static_url_path=path))

    given, default = client.get(f"{path}/hello.txt"), client.get("/static/hello.txt")

    assert given.text == "hello from static"
    assert default.status_code == 404


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        pytest.param("assets", "/assets", id="plain"),
        pytest.param("assets/", "/assets", id="slash-at-the-end"),
        pytest.param("more/files", "/files", id="deeper"),
        pytest.param(Path("more/files"), "/files", id="path"),
    ],
)
def test_static_url_path_is_the_name_of_the_folder(client_of, root, folder, path):
    """However the folder is written."""
    library = flask.Flask("library", root_path=str(root), static_folder=folder)

    answer = client_of(library).get(f"{path}/hello.txt")

    assert answer.text == f"hello from {str(folder).rstrip('/')}"
    assert library.static_url_path == path


def test_slash_at_the_end_does_not_count(client_of, root):
    """It is not doubled in URLs."""
    library = flask.Flask("library", root_path=str(root), static_url_path="/files/")
    with library.test_request_context():
        url = flask.url_for("static", filename="hello.txt")

    answer = client_of(library).get("/files/hello.txt")

    assert (url, answer.text) == ("/files/hello.txt", "hello from static")


@pytest.mark.parametrize("path", ["", "/"], ids=["empty", "slash"])
@pytest.mark.parametrize("folder", ["static", "more/files"])
def test_files_can_be_served_at_the_root(client_of, root, path, folder):
    """The folder itself is none of them."""
    library = flask.Flask(
        "library", root_path=str(root), static_folder=folder, static_url_path=path
    )
    client = client_of(library)

    file, missing = client.get("/hello.txt"), client.get("/")

    assert file.text == f"hello from {folder}"
    assert missing.status_code == 404


def test_views_come_before_files_at_the_root(client_of, root):
    """Other files are served nevertheless."""
    (root / "static" / "view.txt").write_text("a file")
    library = flask.Flask("library", root_path=str(root), static_url_path="")
    library.add_url_rule("/view.txt", "view", lambda: "a view")
    client = client_of(library)

    answers = [client.get(f"/{name}.txt").text for name in ("view", "hello")]

    assert answers == ["a view", "hello from static"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({}, "ROOT/static /static True", id="default"),
        pytest.param({"static_folder": None}, "None None False", id="none"),
        pytest.param({"static_folder": "more/files"}, "ROOT/more/files /files True", id="folder"),
        pytest.param({"static_folder": Path("nowhere")}, "ROOT/nowhere /nowhere True", id="path"),
        pytest.param({"static_url_path": "/files/"}, "ROOT/static /files True", id="url-path"),
    ],
)
def test_attributes_tell_of_the_folder(root, options, told):
    """Whether or not the folder exists."""
    library = flask.Flask("library", root_path=str(root), **options)

    attributes = [library.static_folder, library.static_url_path, library.has_static_folder]

    assert " ".join(map(str, attributes)) == told.replace("ROOT", str(root))


@pytest.mark.parametrize("kind", [str, Path])
def test_folder_can_be_changed(client_of, root, kind):
    """A relative folder lies below the root path then, too."""
    library = flask.Flask("library", root_path=str(root))
    library.static_folder = kind("more/files")

    answer = client_of(library).get("/static/hello.txt")

    assert answer.text == "hello from more/files"
    assert str(library.static_folder) == str(root / "more" / "files")


def test_folder_that_comes_later_is_not_routed(client_of, root):
    """Until a rule for it is added."""
    library = flask.Flask("library", root_path=str(root), static_folder=None)
    library.static_folder = "assets"
    attributes = f"{library.static_folder} {library.static_url_path} {library.has_static_folder}"
    library.add_url_rule("/files/<path:filename>", "static", library.send_static_file)
    client = client_of(library)

    missing, by_hand = client.get("/assets/hello.txt"), client.get("/files/hello.txt")

    assert attributes == f"{root / 'assets'} /assets True"
    assert (missing.status_code, by_hand.text) == (404, "hello from assets")
