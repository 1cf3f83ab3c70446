"""Files that a function of the caller's reads."""

import json
import tomllib
from pathlib import Path

import flask
import pytest


def test_function_reads_the_file(tmp_path):
    """What it returns is taken as ``from_mapping`` takes it."""
    (tmp_path / "settings.json").write_text('{"SHELF": {"count": 3}, "desk": "front"}')
    config = flask.Config(tmp_path)

    config.from_file("settings.json", load=json.load)

    assert dict(config) == {"SHELF": {"count": 3}}


def test_function_reads_the_file__of_its_own_format(tmp_path):
    """The function is called once, with nothing but the file."""
    (tmp_path / "settings.txt").write_text("SHELF fiction\nDESK front\n")
    config, calls = flask.Config(tmp_path), []

    def read(*given, **options):
        calls.append((len(given), options))
        return dict(line.split() for line in given[0])

    config.from_file("settings.txt", read)

    assert dict(config) == {"SHELF": "fiction", "DESK": "front"}
    assert calls == [(1, {})]


def test_file_is_opened_as_text(tmp_path):
    """It reads strings, line by line if wanted."""
    (tmp_path / "settings.txt").write_text("fiction\npoetry\n")
    config = flask.Config(tmp_path)

    config.from_file("settings.txt", lambda file: {"SHELVES": [*file]})

    assert dict(config) == {"SHELVES": ["fiction\n", "poetry\n"]}


def test_file_can_be_opened_as_bytes(tmp_path):
    """It reads just the bytes, and ``text=True`` is the default."""
    (tmp_path / "settings.txt").write_bytes(b"\xff\r\n")
    (tmp_path / "ascii.txt").write_bytes(b"fiction")
    config = flask.Config(tmp_path)

    config.from_file("settings.txt", lambda file: {"BYTES": file.read()}, text=False)
    config.from_file("ascii.txt", lambda file: {"TEXT": file.read()}, text=True)

    assert dict(config) == {"BYTES": b"\xff\r\n", "TEXT": "fiction"}


def test_file_can_be_opened_as_bytes__toml(tmp_path):
    """TOML is read as it wants to be."""
    (tmp_path / "settings.toml").write_text('SHELF = "fiction"\ndesk = 1\n[LIMITS]\nbooks = 3\n')
    config = flask.Config(tmp_path)

    config.from_file("settings.toml", tomllib.load, text=False)

    assert dict(config) == {"SHELF": "fiction", "LIMITS": {"books": 3}}


@pytest.mark.parametrize("file", [str, Path])
def test_path_of_the_file_starts_at_the_root_path(tmp_path, file):
    """The path is a string or a path object, relative or absolute."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "inner.json").write_text('{"INNER": 1}')
    (tmp_path / "outer.json").write_text('{"OUTER": 2}')
    config = flask.Config(tmp_path / "root")

    config.from_file(file("inner.json"), json.load)
    config.from_file(file(tmp_path / "outer.json"), json.load)

    assert dict(config) == {"INNER": 1, "OUTER": 2}


@pytest.mark.parametrize("silent", [False, True], ids=["loud", "silent"])
def test_error_of_the_function_gets_out(tmp_path, silent):
    """The settings are left as they are."""
    (tmp_path / "settings.json").write_text('{"SHELF": "fiction"')
    config = flask.Config(tmp_path, {"SHELF": "poetry"})

    with pytest.raises(json.JSONDecodeError):
        config.from_file("settings.json", json.load, silent=silent)

    assert dict(config) == {"SHELF": "poetry"}


@pytest.mark.parametrize("fails", [False, True], ids=["read", "failed"])
def test_file_is_closed(tmp_path, fails):
    """Also when the function fails."""
    (tmp_path / "settings.txt").write_text("fiction")
    files = []

    def read(file):
        files.append((file, file.closed))
        return {"SHELF": int(file.read()) if fails else file.read()}

    try:
        flask.Config(tmp_path).from_file("settings.txt", read)
    except ValueError:
        files.append("failed")

    assert files[1:] == ["failed"] * fails
    assert (files[0][1], files[0][0].closed) == (False, True)
