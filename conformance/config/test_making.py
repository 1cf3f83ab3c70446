"""How the configuration is made: when, with what, and where its files lie."""

import flask


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
