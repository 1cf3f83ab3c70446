"""Files of variables that the command line reads."""

import os

import pytest
from click.testing import CliRunner

SHOP = (
    "import click, flask, os",
    "app = flask.Flask('shop', static_folder=None)",
    "@app.cli.command('brew')",
    "@click.option('--kind', default='black')",
    "def brew(kind): print(kind)",
    "@app.cli.command('tell')",
    "def tell():",
    "    names = [name for name in sorted(os.environ) if name.startswith('TEA_')]",
    "    print(app.name, app.debug, *(f'{name}={os.environ[name]}' for name in names))",
)
DEFAULTS = "TEA_CUP=small TEA_KIND=green TEA_MILK=no"


@pytest.fixture
def shop(project):
    """An application that tells its variables, with all files."""
    project.write("app.py", *SHOP)
    project.write(".flaskenv", "TEA_KIND=black", "TEA_CUP=small")
    project.write(".env", "TEA_KIND=green", "TEA_MILK=no")
    project.write("own", "TEA_KIND=white")
    return project


def test_default_files_are_there_for_commands(shop, command):
    """Both of them."""
    assert command("tell").output == f"shop False {DEFAULTS}\n"


@pytest.mark.parametrize("file", [".env", ".flaskenv"])
def test_files_can_name_the_application_and_the_mode(project, command, file):
    """No option is needed then."""
    project.write("store.py", *SHOP)
    project.write(file, "FLASK_APP=store", "FLASK_DEBUG=1")

    assert command("tell").output == "shop True\n"


@pytest.mark.parametrize("option", ["-e", "--env-file"])
def test_files_can_name_the_application_and_the_mode__in_a_named_file(project, command, option):
    """The option for the mode still wins."""
    project.write("store.py", *SHOP)
    project.write("own", "FLASK_APP=store", "FLASK_DEBUG=1")

    outputs = [command(option, "own", *more, "tell").output for more in ((), ("--no-debug",))]

    assert outputs == ["shop True\n", "shop False\n"]


def test_files_can_give_options(shop, command):
    """An option that is written in the command wins."""
    shop.write(".flaskenv", "FLASK_BREW_KIND=green")

    outputs = [command("brew", *more).output for more in ((), ("--kind", "white"))]

    assert outputs == ["green\n", "white\n"]


@pytest.mark.parametrize("option", ["-e", "--env-file"])
def test_option_names_a_file(shop, command, option):
    """All files are read."""
    variables = command(option, "own", "tell").output.split()[2:]

    assert variables == ["TEA_CUP=small", "TEA_KIND=white", "TEA_MILK=no"]


def test_variable_names_a_file(shop, command, monkeypatch):
    """Its variables are set."""
    monkeypatch.setenv("FLASK_ENV_FILE", "own")

    assert "TEA_KIND=white" in command("tell").output


def test_missing_file_is_refused(shop, command):
    """The command does not run."""
    missing, there = command("-e", "missing", "tell"), command("-e", "own", "tell")

    assert (missing.code, missing.output) == (2, "")
    assert there.code == 0


@pytest.mark.parametrize("value", ["1", "true", "yes", "", "0", "false", "no", "NO"])
def test_default_files_can_be_skipped(shop, command, monkeypatch, value):
    """Some values say that they are not."""
    monkeypatch.setenv("FLASK_SKIP_DOTENV", value)

    variables = command("tell").output.split()[2:]

    assert variables == ([] if value in {"1", "true", "yes"} else DEFAULTS.split())


def test_named_file_is_not_skipped(shop, command, monkeypatch):
    """The default files are."""
    monkeypatch.setenv("FLASK_SKIP_DOTENV", "1")

    assert command("-e", "own", "tell").output == "shop False TEA_KIND=white\n"


@pytest.mark.parametrize(
    ("options", "kinds"),
    [((), ["green", "none"]), (("-e", "own"), ["white", "white"])],
    ids=["default-files", "named-file"],
)
def test_groups_can_leave_out_the_default_files(shop, app, monkeypatch, options, kinds):
    """Unless they are made so, they read them."""
    import flask.cli

    app.cli.command("tell")(lambda: print(os.environ.get("TEA_KIND", "none")))
    outputs = []

    for settings in ({}, {"load_dotenv": False}):
        group = flask.cli.FlaskGroup(create_app=lambda: app, **settings)
        outputs.append(CliRunner().invoke(group, [*options, "tell"]).output)
        os.environ.pop("TEA_KIND", None)

    assert outputs == [f"{kind}\n" for kind in kinds]


SKIPPING = {"1": False, "true": False, "yes": False, "0": True, "false": True, "no": True}


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize(("value", "read"), SKIPPING.items(), ids=SKIPPING)
def test_function_tells_whether_files_are_read(project, monkeypatch, value, read, default):
    """The argument counts only without the variable."""
    import flask.helpers

    unset = flask.helpers.get_load_dotenv(), flask.helpers.get_load_dotenv(default)
    monkeypatch.setenv("FLASK_SKIP_DOTENV", value)

    assert flask.helpers.get_load_dotenv(default) is read
    assert unset == (True, default)
    assert unset[1] is default
