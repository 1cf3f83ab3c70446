"""What all loaders have in common, loader by loader."""

import json
import types

import flask
import pytest


def by_object(config, settings, tmp_path):
    """Load the settings as attributes of an object."""
    config.from_object(types.SimpleNamespace(**settings))


def by_mapping(config, settings, tmp_path):
    """Load the settings as a mapping."""
    return config.from_mapping(settings)


def by_arguments(config, settings, tmp_path):
    """Load the settings as keyword arguments."""
    return config.from_mapping(**settings)


def by_python_file(config, settings, tmp_path):
    """Load the settings from a Python file."""
    lines = [f"{name} = {value!r}" for name, value in settings.items()]
    (tmp_path / "settings.py").write_text("\n".join(lines))
    return config.from_pyfile("settings.py")


def by_other_file(config, settings, tmp_path):
    """Load the settings from a file of JSON."""
    (tmp_path / "settings.json").write_text(json.dumps(settings))
    return config.from_file("settings.json", json.load)


LOADERS = pytest.mark.parametrize(
    "load", [by_object, by_mapping, by_arguments, by_python_file, by_other_file]
)


@LOADERS
def test_only_names_in_upper_case_are_loaded(tmp_path, load):
    """A name counts as upper case if it has a letter and none of them is in lower case."""
    config = flask.Config(tmp_path)
    taken = {"SHELF": 1, "SHELF_2": 2, "_SHELF": 3, "A": 4, "ÄRA": 5}
    left = {"shelf": 1, "Shelf": 2, "SHELf": 3, "_": 4, "_2": 5, "a_B": 6}

    load(config, {**left, **taken}, tmp_path)

    assert dict(config) == taken


@LOADERS
def test_last_value_wins__whoever_loads(tmp_path, load):
    """What was there before is replaced, whatever the new value is."""
    config = flask.Config(tmp_path, {"SHELF": "fiction", "SHELVES": 3})
    config.from_mapping(DESK="front")

    load(config, {"SHELF": None, "DESK": "back"}, tmp_path)

    assert dict(config) == {"SHELF": None, "SHELVES": 3, "DESK": "back"}


@LOADERS
def test_other_settings_stay(tmp_path, load):
    """Loading adds to what is there, and names that are not loaded replace nothing."""
    config = flask.Config(tmp_path, {"SHELF": "fiction", "shelf": "poetry"})

    load(config, {"DESK": "front", "shelf": "drama"}, tmp_path)

    assert dict(config) == {"SHELF": "fiction", "shelf": "poetry", "DESK": "front"}


@pytest.mark.parametrize("load", [by_mapping, by_arguments, by_python_file, by_other_file])
@pytest.mark.parametrize("settings", [{"SHELF": 1}, {"shelf": 1}, {}], ids=["some", "left", "none"])
def test_loader_tells_that_it_loaded(tmp_path, load, settings):
    """Also when there was nothing to load."""
    loaded = load(flask.Config(tmp_path), settings, tmp_path)

    assert loaded is True


def test_loader_tells_that_it_loaded__from_the_environment(monkeypatch, tmp_path):
    """Both loaders that look into the environment say it, too."""
    config = flask.Config(tmp_path)
    (tmp_path / "settings.py").write_text("SHELF = 'fiction'")
    monkeypatch.setenv("LIBRARY_SETTINGS", "settings.py")

    loaded = [config.from_envvar("LIBRARY_SETTINGS"), config.from_prefixed_env("NOTHING_STARTS_SO")]

    assert [each is True for each in loaded] == [True, True]


@pytest.mark.parametrize(
    ("given", "arguments"),
    [
        pytest.param((), {}, id="nothing"),
        pytest.param((None,), {}, id="none"),
        pytest.param(({},), {}, id="empty"),
        pytest.param((None,), {"SHELF": 1}, id="none-and-arguments"),
        pytest.param(([("SHELF", 1)],), {}, id="pairs"),
        pytest.param((types.MappingProxyType({"SHELF": 1}),), {}, id="another-mapping"),
    ],
)
def test_mapping_becomes_settings__of_every_kind(given, arguments):
    """A mapping may be missing, empty or of any kind."""
    config = flask.Config("/etc/library", {"DESK": "front"})
    expected = {"DESK": "front", **dict(*filter(None, given)), **arguments}

    config.from_mapping(*given, **arguments)

    assert dict(config) == expected
