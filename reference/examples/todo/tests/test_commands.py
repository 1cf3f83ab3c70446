"""The command that begins a database."""

from todo import create_app


def test_init(tmp_path, monkeypatch):
    """It makes the database and a secret key."""
    folder = tmp_path / "instance"
    uri = f"sqlite:///{folder}/todo.sqlite"
    app = create_app({"SQLALCHEMY_DATABASE_URI": uri, "SECRET_KEY": None})
    monkeypatch.setattr(app, "instance_path", str(folder))

    result = app.test_cli_runner().invoke(args=["init"])

    assert result.exit_code == 0, result.output
    app.config.from_pyfile(folder / "config.py")
    assert len(app.secret_key) == 64
    account = {"name": "Ada", "password": "correct horse"}
    assert app.test_client().post("/accounts", json=account).status_code == 201
