"""What happens where python-dotenv is not installed."""

import os
import sys

import pytest


@pytest.fixture(autouse=True)
def without_dotenv(monkeypatch):
    """Python-dotenv cannot be imported."""
    monkeypatch.setitem(sys.modules, "dotenv", None)


def load(*arguments):
    """What reading returns."""
    import flask.cli

    return flask.cli.load_dotenv(*arguments)


@pytest.mark.parametrize("arguments", [(), ("own",)], ids=["default-files", "given-file"])
def test_nothing_is_read(project, arguments):
    """Neither the default files nor a given one."""
    for name in (".env", ".flaskenv", "own"):
        project.write(name, "TEA_KIND=green")

    result = load(*arguments)

    assert result is False
    assert "TEA_KIND" not in os.environ


@pytest.mark.parametrize(
    ("names", "hinted"),
    [([".env"], True), ([".flaskenv"], True), (["own"], False), ([], False)],
    ids=["env", "flaskenv", "other", "none"],
)
def test_hint_is_given(project, capsys, names, hinted):
    """It names the package."""
    for name in names:
        project.write(name, "TEA_KIND=green")

    result = load()

    assert result is False
    assert ("python-dotenv" in capsys.readouterr().err) is hinted


def test_named_file_needs_python_dotenv(project, command):
    """The command runs when no file is named."""
    project.write("app.py", "import flask", "app = flask.Flask('shop', static_folder=None)")
    project.write("own", "TEA_KIND=green")
    project.write(".env", "TEA_KIND=green")

    named, bare = command("-e", "own", "routes"), command("routes")

    assert (named.code, bare.code) == (2, 0)
    assert "TEA_KIND" not in os.environ
