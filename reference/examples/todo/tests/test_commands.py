"""The command that begins a database."""

import pytest

from todo import create_app
from todo.extensions import db


@pytest.fixture
def app(tmp_path):
    """An application whose database is not there yet."""
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/instance/todo.sqlite",
            "SECRET_KEY": None,
        }
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def test_init(app, tmp_path, monkeypatch):
    """It makes the database and a secret key."""
    folder = tmp_path / "instance"
    monkeypatch.setattr(app, "instance_path", str(folder))

    result = app.test_cli_runner().invoke(args=["init"])

    assert result.exit_code == 0, result.output
    app.config.from_pyfile(folder / "config.py")
    assert len(app.secret_key) == 64
    account = {"name": "Ada", "password": "correct horse"}
    assert app.test_client().post("/accounts", json=account).status_code == 201
