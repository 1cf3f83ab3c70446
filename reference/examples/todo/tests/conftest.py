import pytest
from werkzeug.security import generate_password_hash

from todo import create_app, models
from todo.extensions import db

PASSWORD = "correct horse"


def hash_quickly(password):
    return generate_password_hash(password, method="pbkdf2:sha256:1")


class Person:
    """Somebody with a client, and with a token once it is known who it is."""

    def __init__(self, client):
        self.client = client
        self.headers = {}

    def log_in(self, name):
        account = {"name": name, "password": PASSWORD}
        self.client.post("/accounts", json=account)
        self.use(self.client.post("/tokens", json=account).json["access"])
        return self

    def use(self, token):
        self.headers["Authorization"] = f"Bearer {token}"

    def get(self, url, **options):
        return self.client.get(url, headers=self.headers, **options)

    def post(self, url, **options):
        return self.client.post(url, headers=self.headers, **options)

    def patch(self, url, **options):
        return self.client.patch(url, headers=self.headers, **options)

    def delete(self, url):
        return self.client.delete(url, headers=self.headers)


@pytest.fixture
def app(tmp_path, monkeypatch):
    # The real hashes are slow on purpose.
    monkeypatch.setattr(models, "generate_password_hash", hash_quickly)
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a secret for tests, long enough for tokens",
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/todo.sqlite",
        }
    )
    with app.app_context():
        db.create_all()
        engine = db.engine
    yield app
    engine.dispose()


@pytest.fixture
def person(app):
    """Somebody who is not known yet."""
    return Person(app.test_client())


@pytest.fixture
def ada(app):
    return Person(app.test_client()).log_in("Ada")


@pytest.fixture
def bob(app):
    return Person(app.test_client()).log_in("Bob")
