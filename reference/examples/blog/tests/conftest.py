import re

import pytest
from werkzeug.security import generate_password_hash

from blog import accounts, create_app
from blog.accounts import add
from blog.database import create_tables

PASSWORD = "correct horse"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def hash_quickly(password):
    return generate_password_hash(password, method="pbkdf2:sha256:1")


class Visitor:
    """Somebody with a browser: reads pages, and sends the forms that are on them."""

    def __init__(self, client):
        self.client = client

    def get(self, url, **options):
        return self.client.get(url, **options)

    def send(self, page, to=None, **fields):
        """Fill in a form on a page, send it, and see what comes after."""
        token = TOKEN.search(self.get(page).text)
        fields["csrf_token"] = token.group(1) if token else ""
        return self.client.post(to or page, data=fields, follow_redirects=True)

    def log_in(self, name, password=PASSWORD):
        return self.send("/accounts/login", name=name, password=password)

    def publish(self, title="A title", body="Some text."):
        """Publish a post and return its URL."""
        return self.send("/posts/new", title=title, body=body).request.path


@pytest.fixture
def app(tmp_path, monkeypatch):
    # The real hashes are slow on purpose.
    monkeypatch.setattr(accounts, "generate_password_hash", hash_quickly)
    app = create_app(
        {"TESTING": True, "SECRET_KEY": "test", "DATABASE": str(tmp_path / "blog.sqlite")}
    )
    with app.app_context():
        create_tables()
    return app


@pytest.fixture
def visitor(app):
    return Visitor(app.test_client())


@pytest.fixture
def author_of(app):
    """Makes an account and gives the visitor who is logged in there."""

    def author_of(name):
        with app.app_context():
            add(name, PASSWORD)
        visitor = Visitor(app.test_client())
        visitor.log_in(name)
        return visitor

    return author_of
