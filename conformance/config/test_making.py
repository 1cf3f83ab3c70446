"""How the configuration is made: when, with what, and where its files lie."""

import flask
import pytest


@pytest.mark.parametrize(
    ("options", "shelf"),
    [({}, "root"), ({"instance_relative_config": True}, "instance")],
    ids=["default", "instance"],
)
def test_files_can_lie_in_the_instance_folder__read_from_there(tmp_path, options, shelf):
    """There is a file of the same name in both folders."""
    for name in ("root", "instance"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "settings.py").write_text(f"SHELF = {name!r}")
        options = {f"{name}_path": str(tmp_path / name), **options}

    library = flask.Flask("library", **options)
    library.config.from_pyfile("settings.py")

    assert dict(library.config)["SHELF"] == shelf


def test_class_of_the_configuration_can_be_chosen__with_defaults():
    """The class is called with the root path and the defaults."""
    import flask.config

    given = []

    class Settings(flask.config.Config):
        def __init__(self, root_path, defaults=None):
            given.append((root_path, dict(defaults)["APPLICATION_ROOT"]))
            super().__init__(root_path, defaults)

    class Library(flask.Flask):
        config_class = Settings

    Library("library", static_folder=None, root_path="/srv/library")

    assert given == [("/srv/library", "/")]


def test_configuration_comes_from_a_method__once():
    """The method is called once for an application, and told where the files lie."""
    asked = []

    class Library(flask.Flask):
        def make_config(self, instance_relative=False):
            asked.append(instance_relative)
            return super().make_config(instance_relative)

    Library("library", static_folder=None)
    Library("library", static_folder=None, instance_relative_config=True)

    assert asked == [False, True]


def test_defaults_can_be_changed__in_a_subclass():
    """What the subclass adds is there beside what it takes over, and in no other application."""

    defaults = {**flask.Flask.default_config, "SHELF": "fiction"}
    library = type("Library", (flask.Flask,), {"default_config": defaults})

    settings, others = (set(make("app").config) for make in (library, flask.Flask))

    assert settings - others == {"SHELF"}
    assert others - settings == set()
