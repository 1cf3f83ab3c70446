"""Objects that settings are loaded from, and the paths that name them."""

import types

import flask
import pytest


class Plain:
    """An instance has its class's attributes, and its own."""

    SHELF = "fiction"

    def __init__(self):
        self.SHELVES = 3


class Computed:
    """Attributes may be made when they are asked for, as long as `dir` lists them."""

    def __dir__(self):
        return ["SHELF", "SHELVES", "desk"]

    def __getattr__(self, name):
        return {"SHELF": "fiction", "SHELVES": 3, "desk": "front"}[name]


SETTINGS = types.ModuleType("settings")
SETTINGS.SHELF, SETTINGS.SHELVES, SETTINGS.desk = "fiction", 3, "front"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(Plain(), id="instance"),
        pytest.param(Computed(), id="computed"),
        pytest.param(types.SimpleNamespace(SHELF="fiction", SHELVES=3, desk=1), id="namespace"),
        pytest.param(SETTINGS, id="module"),
        pytest.param(
            types.new_class("Shop", (Plain,), {}, lambda body: body.update(SHELVES=3)), id="class"
        ),
    ],
)
def test_attributes_become_settings__of_every_kind(source):
    """Whatever has attributes will do."""
    config = flask.Config("/etc/library")

    config.from_object(source)

    assert dict(config) == {"SHELF": "fiction", "SHELVES": 3}


def test_object_can_be_named__from_a_file(tmp_path, monkeypatch):
    """A module that was not imported before is imported."""
    (tmp_path / "settings_on_disk.py").write_text("class Shop:\n    SHELF = 'fiction'\nDESK = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    config = flask.Config("/etc/library")

    config.from_object("settings_on_disk")
    config.from_object("settings_on_disk.Shop")

    assert dict(config) == {"SHELF": "fiction", "DESK": 1}


@pytest.mark.parametrize("path", ["no_such_module_anywhere", "json.NoSuchName", "json.decoder.No"])
def test_path_that_leads_nowhere_is_an_import_error(path):
    """Whether the module is missing or the name in it."""
    config = flask.Config("/etc/library")
    config.from_object("json.decoder")

    with pytest.raises(ImportError):
        config.from_object(path)

    assert "FLAGS" in config


def test_path_that_leads_nowhere_is_an_import_error__module_that_fails(tmp_path, monkeypatch):
    """A module that fails when it is imported is an ``ImportError`` if that is what it raises."""
    (tmp_path / "settings_that_fail.py").write_text("SHELF = 1\nimport no_such_module_anywhere\n")
    monkeypatch.syspath_prepend(tmp_path)
    config = flask.Config("/etc/library", {"DESK": "front"})

    with pytest.raises(ImportError):
        config.from_object("settings_that_fail")

    assert dict(config) == {"DESK": "front"}
