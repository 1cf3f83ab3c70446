"""Static folders: which files are served, and what else answers below their URL."""

import shutil
from pathlib import Path

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with files in ``static``, below it, in ``assets`` and beside them."""
    for folder in ("static/css", "assets"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("static/hello.txt", "static/css/deep.txt", "assets/hello.txt", "secret.txt"):
        (tmp_path / name).write_text(f"this is {name}")
    return tmp_path


@pytest.fixture
def library(root):
    """An application with this root path and its default folder."""
    return flask.Flask("library", root_path=str(root))


@pytest.mark.parametrize("name", ["hello.txt", "css/deep.txt"])
def test_files_in_the_static_folder_are_served(library, client_of, name):
    """At any depth."""
    answer = client_of(library).get(f"/static/{name}")

    assert answer.text == f"this is static/{name}"
    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("two words.txt", id="space"),
        pytest.param("B\u00fccher.txt", id="umlaut"),
        pytest.param("50%.txt", id="percent"),
        pytest.param("a?b#c.txt", id="reserved"),
        pytest.param(".hidden", id="dot"),
    ],
)
def test_files_in_the_static_folder_are_served__any_name(library, client_of, root, name):
    """The URL that is built for a name leads to the file."""
    (root / "static" / name).write_text("found")
    with library.test_request_context():
        url = flask.url_for("static", filename=name)

    assert client_of(library).get(url).text == "found"


def test_folder_static_is_the_default(library, client_of):
    """Other folders are not served."""
    client = client_of(library)

    served, other = client.get("/static/hello.txt"), client.get("/assets/hello.txt")

    assert served.text == "this is static/hello.txt"
    assert other.status_code == 404


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param("assets", id="name"),
        pytest.param("assets/", id="slash-at-the-end"),
        pytest.param(Path("assets"), id="path"),
        pytest.param("static/../assets", id="detour"),
    ],
)
def test_relative_folder_lies_below_the_root_path(client_of, root, monkeypatch, folder):
    """It replaces the default."""
    monkeypatch.chdir(root / "static")
    client = client_of(flask.Flask("library", root_path=str(root), static_folder=folder))

    served, default = client.get("/assets/hello.txt"), client.get("/static/hello.txt")

    assert served.text == "this is assets/hello.txt"
    assert default.status_code == 404


@pytest.mark.parametrize("kind", [str, Path])
def test_absolute_folder_is_taken_as_it_is(client_of, root, kind):
    """Outside of the root path, too."""
    folder = kind(root / "assets")
    library = flask.Flask("library", root_path=str(root / "static"), static_folder=folder)

    assert client_of(library).get("/assets/hello.txt").text == "this is assets/hello.txt"


def test_without_a_folder_nothing_is_served(client_of, root):
    """There is no URL for its files either."""
    library = flask.Flask("library", root_path=str(root), static_folder=None)
    library.add_url_rule("/page", "page", lambda: flask.request.endpoint)
    client = client_of(library)

    page, file = client.get("/page"), client.get("/static/hello.txt")

    assert (page.text, file.status_code) == ("page", 404)
    assert ["page" in library.view_functions, "static" in library.view_functions] == [True, False]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("nothing.txt", id="missing"),
        pytest.param("nothing/hello.txt", id="missing-folder"),
        pytest.param("hello.txt/more", id="below-a-file"),
        pytest.param("css", id="folder"),
        pytest.param("css/", id="folder-with-slash"),
        pytest.param("", id="the-folder-itself"),
        pytest.param("../secret.txt", id="outside"),
        pytest.param("css/../../secret.txt", id="outside-by-a-detour"),
        pytest.param("%2e%2e/secret.txt", id="outside-encoded"),
        pytest.param("..%2fsecret.txt", id="outside-with-encoded-slash"),
        pytest.param("..%5csecret.txt", id="outside-with-backslash"),
        pytest.param("hello.txt%00", id="null-byte"),
        pytest.param("h" * 300, id="too-long"),
    ],
)
def test_what_is_no_file_of_the_folder_is_not_found(library, wsgi, path):
    """Beside a file that is there."""
    found = wsgi.call(library, wsgi.environ("/static/hello.txt"))
    missing = wsgi.call(library, wsgi.environ(f"/static/{path}"))

    assert found.body == b"this is static/hello.txt"
    assert missing.status == 404


def test_what_is_no_file_of_the_folder_is_not_found__handled(library, client_of):
    """The handler of the application makes the answer."""
    library.register_error_handler(404, lambda error: ("nothing here", 404))
    client = client_of(library)

    answer = client.get("/static/nothing.txt")

    assert (answer.status_code, answer.text) == (404, "nothing here")


def test_files_are_looked_up_at_each_request(library, client_of, root):
    """A file comes, changes and goes."""
    client, file, seen = client_of(library), root / "static" / "new.txt", []

    for text in ("first", "second"):
        file.write_text(text)
        seen.append(client.get("/static/new.txt").text)
    file.unlink()
    gone = client.get("/static/new.txt")

    assert seen == ["first", "second"]
    assert gone.status_code == 404


def test_files_are_looked_up_at_each_request__folder(client_of, root):
    """The folder need not be there when the application is made."""
    client = client_of(flask.Flask("library", root_path=str(root), static_folder="later"))

    before = client.get("/later/hello.txt")
    shutil.copytree(root / "static", root / "later")
    after = client.get("/later/hello.txt")

    assert (before.status_code, after.text) == (404, "this is static/hello.txt")


def test_static_files_are_only_read__read(library, client_of):
    """HEAD has the headers of GET and no body."""
    client = client_of(library)

    whole, head = client.get("/static/hello.txt"), client.head("/static/hello.txt")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content)) == "24"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_static_files_are_only_read(library, client_of, method):
    """The file stays, and ``Allow`` tells what can be done."""
    client = client_of(library)

    refused, options = client.request(method, "/static/hello.txt"), client.options("/static/x")

    assert refused.status_code == 405
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_requests_for_static_files_are_like_others(library, client_of):
    """Each function finds the request, and the response can be changed."""
    diary = []

    @library.before_request
    def before():
        diary.append(f"{flask.request.endpoint} {dict(flask.request.view_args)}")

    @library.after_request
    def after(response):
        diary.append(f"after {response.status_code}")
        response.headers["X-Served-By"] = "library"
        return response

    library.teardown_request(lambda error: diary.append(f"teardown {error}"))

    answer = client_of(library).get("/static/css/deep.txt")

    assert answer.headers["X-Served-By"] == "library"
    assert diary == ["static {'filename': 'css/deep.txt'}", "after 200", "teardown None"]


def test_requests_for_static_files_are_like_others__guarded(library, client_of):
    """A function before the view may answer instead."""

    @library.before_request
    def guard():
        return ("log in first", 401) if flask.request.endpoint == "static" else None

    answer = client_of(library).get("/static/hello.txt")

    assert (answer.status_code, answer.text) == (401, "log in first")
