"""The command that begins a blog."""

from pathlib import Path

import pytest

from blog import create_app


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """An application whose instance folder is not there yet."""
    folder = tmp_path / "instance"
    app = create_app({"DATABASE": str(folder / "blog.sqlite"), "SECRET_KEY": None})
    monkeypatch.setattr(app, "instance_path", str(folder))
    return app


def test_init(fresh):
    """It makes the database and a secret key."""
    result = fresh.test_cli_runner().invoke(args=["init"])

    assert result.exit_code == 0, result.output
    fresh.config.from_pyfile(f"{fresh.instance_path}/config.py")
    assert len(fresh.secret_key) == 64
    assert fresh.test_client().get("/").status_code == 200


def test_init_twice(fresh):
    """A second time leaves everything as it is."""
    runner, configuration = fresh.test_cli_runner(), Path(fresh.instance_path, "config.py")
    runner.invoke(args=["init"])
    key = configuration.read_text()

    result = runner.invoke(args=["init"])

    assert "secret key" not in result.output
    assert configuration.read_text() == key


def test_environment(monkeypatch):
    """Settings can come from the environment."""
    monkeypatch.setenv("BLOG_POSTS_PER_PAGE", "20")

    app = create_app()

    assert app.config["POSTS_PER_PAGE"] == 20
