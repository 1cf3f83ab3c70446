"""URLs of static files: they lead to the file, wherever it lies."""

import flask
import pytest


@pytest.fixture
def site(tmp_path):
    """An application with static files under ``/files``, and a page that links to any."""
    site = flask.Flask("site", static_folder=str(tmp_path), static_url_path="/files")

    @site.route("/link/<path:filename>")
    def link(filename):
        return flask.url_for("static", filename=filename, **flask.request.args)

    return site


@pytest.mark.parametrize(
    ("filename", "url"),
    [
        pytest.param("style.css", "/files/style.css", id="plain"),
        pytest.param("css/style.css", "/files/css/style.css", id="folder"),
        pytest.param("my style.css", "/files/my%20style.css", id="space"),
        pytest.param("b\u00fccher.txt", "/files/b%C3%BCcher.txt", id="umlaut"),
        pytest.param("100%.txt", "/files/100%25.txt", id="percent"),
    ],
)
def test_static_files_have_an_endpoint(site, client_of, tmp_path, filename, url):
    """The URL leads to the file, whatever its name."""
    (tmp_path / "css").mkdir()
    (tmp_path / filename).write_text("content")
    client = client_of(site)

    target = f"/link/{filename}".replace("%", "%25").replace(" ", "%20")
    built = client.get(target).text

    assert built == url
    assert client.get(built).text == "content"


@pytest.mark.parametrize(
    ("options", "url"),
    [
        pytest.param({}, "/assets/style.css", id="name-of-the-folder"),
        pytest.param({"static_url_path": "/files"}, "/files/style.css", id="path"),
        pytest.param({"static_url_path": "/files/"}, "/files/style.css", id="slash-at-the-end"),
        pytest.param({"static_url_path": "/a/b"}, "/a/b/style.css", id="two-levels"),
        pytest.param({"static_url_path": ""}, "/style.css", id="empty"),
    ],
)
def test_static_url_path_begins_the_url(client_of, tmp_path, options, url):
    """By default it is the name of the static folder."""
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "style.css").write_text("content")
    site = flask.Flask("site", static_folder=str(folder), **options)
    site.add_url_rule("/-/l", "link", lambda: flask.url_for("static", filename="style.css"))
    client = client_of(site)

    built = client.get("/-/l").text

    assert built == url
    assert client.get(built).text == "content"


def test_filename_is_needed(site):
    """The endpoint alone is no file."""
    with site.test_request_context("/page"):
        url = flask.url_for("static", filename="style.css")
        with pytest.raises(LookupError):
            flask.url_for("static")

    assert url == "/files/style.css"


def test_other_values_are_for_the_query(site, client_of, tmp_path):
    """The file is found with them."""
    (tmp_path / "style.css").write_text("content")
    client = client_of(site)

    url = client.get("/link/style.css?version=7").text

    assert url == "/files/style.css?version=7"
    assert client.get(url).text == "content"


def test_file_need_not_be_there(site, client_of):
    """The URL is not found then."""
    client = client_of(site)

    url = client.get("/link/nothing.css").text

    assert url == "/files/nothing.css"
    assert client.get(url).status_code == 404
