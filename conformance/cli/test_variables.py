"""Options that are given by variables of the environment."""

import os

import click
import pytest
from click.testing import CliRunner

SHOP = (
    "import click, flask, os",
    "app = flask.Flask('shop', static_folder=None)",
    "@app.cli.command('make-tea')",
    "@click.option('--kind', default='black')",
    "@click.option('--with-milk/--without-milk')",
    "def make_tea(kind, with_milk): print(f'{kind} {with_milk}')",
    "@app.cli.group('pot')",
    "def pot(): pass",
    "@pot.command('fill')",
    "@click.option('--how-far', default='full')",
    "def fill(how_far): print(how_far)",
    "app.cli.command('tell')(lambda: print(os.environ.get('FLASK_RUN_FROM_CLI')))",
)


@pytest.mark.parametrize(
    ("variable", "value", "output"),
    [
        ("FLASK_MAKE_TEA_KIND", "green", "green False\n"),
        ("FLASK_MAKE_TEA_WITH_MILK", "1", "black True\n"),
        ("FLASK_KIND", "green", "black False\n"),
        ("MAKE_TEA_KIND", "green", "black False\n"),
    ],
    ids=["text", "switch", "without-the-command", "without-the-prefix"],
)
def test_option_has_a_variable(project, command, monkeypatch, variable, value, output):
    """The name is complete, and other variables do not count."""
    project.write("app.py", *SHOP)
    monkeypatch.setenv(variable, value)

    assert command("make-tea").output == output


def test_option_has_a_variable__given_options_win(project, command, monkeypatch):
    """What is written in the command counts."""
    project.write("app.py", *SHOP)
    monkeypatch.setenv("FLASK_MAKE_TEA_KIND", "green")

    assert command("make-tea", "--kind", "white").output == "white False\n"


@pytest.mark.parametrize(
    ("variable", "output"), [("FLASK_POT_FILL_HOW_FAR", "half\n"), ("FLASK_FILL_HOW_FAR", "full\n")]
)
def test_groups_are_part_of_the_name(project, command, monkeypatch, variable, output):
    """Without it the variable does not count."""
    project.write("app.py", *SHOP)
    monkeypatch.setenv(variable, "half")

    assert command("pot", "fill").output == output


@pytest.mark.parametrize(
    ("variable", "kind"), [("SHOP_BREW_KIND", "green"), ("FLASK_BREW_KIND", "black")]
)
def test_prefix_can_be_chosen(app, project, monkeypatch, variable, kind):
    """That of Flask does not count any more."""
    import flask.cli

    shop = flask.cli.FlaskGroup(
        create_app=lambda: app, context_settings={"auto_envvar_prefix": "SHOP"}
    )
    shop.command("brew")(click.option("--kind", default="black")(lambda kind: print(kind)))
    monkeypatch.setenv(variable, "green")

    assert CliRunner().invoke(shop, ["brew"]).output == f"{kind}\n"


def test_commands_can_know_that_the_command_line_is_at_work(project, command):
    """It is not set before."""
    project.write("app.py", *SHOP)
    before = "FLASK_RUN_FROM_CLI" in os.environ

    assert command("tell").output == "true\n"
    assert before is False
