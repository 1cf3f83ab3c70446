"""Loaders that do not find their file."""

import json

import flask
import pytest


def by_python_file(config, path, **silent):
    """Load a Python file."""
    return config.from_pyfile(path, **silent)


def by_other_file(config, path, **silent):
    """Load a file of JSON."""
    return config.from_file(path, json.load, **silent)


def by_variable(config, path, **silent):
    """Load a Python file that the environment names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBRARY_SETTINGS", path)
        return config.from_envvar("LIBRARY_SETTINGS", **silent)


LOADERS = pytest.mark.parametrize("load", [by_python_file, by_other_file, by_variable])


@LOADERS
@pytest.mark.parametrize("silent", [{}, {"silent": False}], ids=["default", "not-silent"])
@pytest.mark.parametrize("path", ["missing", "no-folder/missing"])
def test_missing_file_is_an_error(tmp_path, load, silent, path):
    """In a folder that exists and in one that does not."""
    with pytest.raises(FileNotFoundError):
        load(flask.Config(tmp_path), path, **silent)


@LOADERS
def test_folder_is_an_error(tmp_path, load):
    """Which of the system's errors it is, is the system's matter."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError):
        load(flask.Config(tmp_path), "folder")


@LOADERS
def test_error_names_the_file(tmp_path, load):
    """With the whole path, because the root path is easily forgotten."""
    with pytest.raises(FileNotFoundError) as caught:
        load(flask.Config(tmp_path), "missing")

    assert str(caught.value.filename) == str(tmp_path / "missing")


@LOADERS
def test_missing_file_can_be_passed_over(tmp_path, load):
    """The loader says that it has not loaded, and leaves the settings alone."""
    config = flask.Config(tmp_path, {"SHELF": "fiction"})

    loaded = load(config, "missing", silent=True)

    assert loaded is False
    assert dict(config) == {"SHELF": "fiction"}


@LOADERS
def test_folder_can_be_passed_over(tmp_path, load):
    """A folder is no file either."""
    (tmp_path / "folder").mkdir()
    config = flask.Config(tmp_path, {"SHELF": "fiction"})

    loaded = load(config, "folder", silent=True)

    assert loaded is False
    assert dict(config) == {"SHELF": "fiction"}
