"""Files that an environment variable names."""

import flask
import pytest


@pytest.fixture
def config(tmp_path):
    """A configuration beside whose root path lies a file of settings."""
    (tmp_path / "settings.py").write_text("SHELF = 'fiction'\nshelf = 'poetry'\n")
    return flask.Config(tmp_path, {"DESK": "front"})


@pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
@pytest.mark.parametrize("silent", [False, True], ids=["loud", "silent"])
def test_variable_names_the_file(config, tmp_path, monkeypatch, absolute, silent):
    """A relative path leads on from the root path."""
    path = str(tmp_path / "settings.py") if absolute else "settings.py"
    monkeypatch.setenv("LIBRARY_SETTINGS", path)

    config.from_envvar("LIBRARY_SETTINGS", silent=silent)

    assert dict(config) == {"DESK": "front", "SHELF": "fiction"}


def set_nothing(monkeypatch):
    """Leave the variable out."""
    monkeypatch.delenv("LIBRARY_SETTINGS", raising=False)


def set_empty(monkeypatch):
    """Let the variable be empty."""
    monkeypatch.setenv("LIBRARY_SETTINGS", "")


UNSET = pytest.mark.parametrize("unset", [set_nothing, set_empty])


@UNSET
def test_missing_variable_is_an_error(config, monkeypatch, unset):
    """Nothing is loaded."""
    unset(monkeypatch)

    with pytest.raises(RuntimeError):
        config.from_envvar("LIBRARY_SETTINGS")

    assert dict(config) == {"DESK": "front"}


@UNSET
def test_missing_variable_can_be_passed_over(config, monkeypatch, unset):
    """The loader says that it has not loaded, and leaves the settings alone."""
    unset(monkeypatch)

    loaded = config.from_envvar("LIBRARY_SETTINGS", silent=True)

    assert loaded is False
    assert dict(config) == {"DESK": "front"}
