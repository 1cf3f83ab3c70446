import pytest
from flask.testing import FlaskClient

from files import create_app


class Client(FlaskClient):
    """Reads every answer to its end, so that no file stays open, unless told otherwise."""

    def open(self, *arguments, buffered=True, **options):
        return super().open(*arguments, buffered=buffered, **options)


@pytest.fixture
def app(tmp_path):
    return create_app({"TESTING": True, "FOLDER": str(tmp_path / "files")})


@pytest.fixture
def client(app):
    app.test_client_class = Client
    return app.test_client()


@pytest.fixture
def kept(client):
    """Keeps a file and gives its URL."""

    def kept(content=b"0123456789", name="digits.txt", type="text/plain"):
        return client.put(f"/files/{name}", data=content, content_type=type).location

    return kept


@pytest.fixture
def folder(app):
    """The paths of what is kept."""

    def folder():
        return sorted(app.extensions["files"].folder.glob("*"))

    return folder
