"""Commands that installed packages add."""

import sys

import pytest
from click.testing import CliRunner

PLUGIN = (
    "import click, flask, flask.cli",
    "@click.command('internal')",
    "def brew(): click.echo('brewed')",
    "@click.command()",
    "@flask.cli.with_appcontext",
    "def tell(): click.echo(f'tea for {flask.current_app.name}')",
)


@pytest.fixture
def call(project, monkeypatch):
    """Call a command while a package with entry points is installed."""
    project.write(
        "tea-1.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: tea", "Version: 1.0"
    )
    project.write(
        "tea-1.0.dist-info/entry_points.txt",
        "[flask.commands]",
        "brew-tea = tea_plugin:brew",
        "tell = tea_plugin:tell",
    )
    project.write("tea_plugin.py", *PLUGIN)
    monkeypatch.setattr(sys, "path", [*sys.path, str(project.folder)])

    def call(create_app, *arguments):
        import flask.cli

        group = flask.cli.FlaskGroup(create_app=create_app)
        return CliRunner().invoke(group, arguments)

    return call


def test_entry_point_is_a_command(app, call):
    """Its own name does not count."""
    named, unnamed = (call(lambda: app, name) for name in ("brew-tea", "internal"))

    assert (named.exit_code, named.output) == (0, "brewed\n")
    assert unnamed.exit_code == 2


def test_commands_of_extensions_may_have_the_application(app, call):
    """It is the one that the command line is for."""
    assert call(lambda: app, "tell").output == "tea for app_under_test\n"


def test_commands_of_extensions_come_before_those_of_the_application(app, call):
    """Other commands of the application can be called."""
    app.cli.command("brew-tea")(lambda: print("brewed at home"))
    app.cli.command("drink")(lambda: print("drunk"))

    outputs = [call(lambda: app, name).output for name in ("brew-tea", "drink")]

    assert outputs == ["brewed\n", "drunk\n"]


def test_commands_of_extensions_are_listed(app, call):
    """They stand beside those that are always there."""
    lines = call(lambda: app, "--help").output.splitlines()

    names = {line.split()[0] for line in lines if line.strip()}
    assert {"brew-tea", "tell", "run"} <= names


def test_commands_of_extensions_need_no_application(call):
    """One that asks for it fails."""
    alone, asking = call(lambda: None, "brew-tea"), call(lambda: None, "tell")

    assert (alone.exit_code, alone.output) == (0, "brewed\n")
    assert asking.exit_code == 2
