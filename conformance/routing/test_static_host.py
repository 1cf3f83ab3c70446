"""Static files of applications that match hosts."""

import flask
import pytest


@pytest.fixture
def folder(tmp_path):
    """A folder with a file ``hello.txt``."""
    (tmp_path / "hello.txt").write_text("hello")
    return str(tmp_path)


@pytest.fixture
def site(folder):
    """An application with its static files on static.example."""
    return flask.Flask(
        "app_under_test",
        host_matching=True,
        static_host="static.example",
        static_folder=folder,
        static_url_path="/files",
    )


def test_static_folder_needs_a_static_host(client_of, folder):
    """Without a static folder, host matching needs no static host."""
    site = flask.Flask("app_under_test", static_folder=None, host_matching=True)
    site.add_url_rule("/status", "status", lambda: "fine", host="localhost")

    with pytest.raises(AssertionError):
        flask.Flask("app_under_test", static_folder=folder, host_matching=True)

    assert client_of(site).get("/status").text == "fine"


def test_static_host_needs_host_matching(client_of, folder):
    """With host matching, the same arguments are accepted."""
    arguments = {"static_folder": folder, "static_url_path": "/files", "static_host": "localhost"}
    site = flask.Flask("app_under_test", host_matching=True, **arguments)

    with pytest.raises(AssertionError):
        flask.Flask("app_under_test", **arguments)

    assert client_of(site).get("/files/hello.txt").text == "hello"


def test_static_files_are_on_the_static_host(site, client_of):
    """On another host they are not found."""
    client = client_of(site)

    found = client.get("http://static.example/files/hello.txt")
    missing = client.get("http://other.example/files/hello.txt")

    assert found.text == "hello"
    assert missing.status_code == 404


def test_url_of_static_files_has_the_static_host(site, client_of):
    """The host is left out only where the request is on it."""
    site.add_url_rule(
        "/link", "link", lambda name: flask.url_for("static", filename="hello.txt"), host="<name>"
    )
    client = client_of(site)

    there, here = client.get("http://other.example/link"), client.get("http://static.example/link")

    assert there.text == "http://static.example/files/hello.txt"
    assert here.text == "/files/hello.txt"
