"""Static files of applications and blueprints with subdomains."""

import flask
import pytest


@pytest.fixture
def folder(tmp_path):
    """A folder with a file ``hello.txt``."""
    (tmp_path / "hello.txt").write_text("hello")
    return str(tmp_path)


def test_static_files_of_a_blueprint_keep_to_its_subdomain(app, client, folder):
    """They are not found on the server name itself, and url_for leads to the subdomain."""
    app.subdomain_matching = True
    app.config["SERVER_NAME"] = "example.com"
    assets = flask.Blueprint(
        "assets", __name__, subdomain="cdn", static_folder=folder, static_url_path="/files"
    )
    app.register_blueprint(assets)

    with app.app_context():
        url = flask.url_for("assets.static", filename="hello.txt")
    found, missing = client.get(url), client.get("http://example.com/files/hello.txt")

    assert url == "http://cdn.example.com/files/hello.txt"
    assert found.text == "hello"
    assert missing.status_code == 404


def test_static_files_of_the_application_keep_to_the_server_name(client_of, folder):
    """They are not found on a subdomain."""
    site = flask.Flask(
        "app_under_test", subdomain_matching=True, static_folder=folder, static_url_path="/files"
    )
    site.config["SERVER_NAME"] = "example.com"
    client = client_of(site)

    found = client.get("http://example.com/files/hello.txt")
    missing = client.get("http://www.example.com/files/hello.txt")

    assert found.text == "hello"
    assert missing.status_code == 404
