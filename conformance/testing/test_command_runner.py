"""Commands that tests call."""

import click
import flask
import pytest


def test_runner_calls_the_commands_of_its_application__below_a_group(app):
    """Groups and commands of blueprints are found by their names."""
    pages = flask.Blueprint("pages", "pages")
    pages.cli.command("count")(lambda: click.echo("3 pages"))
    app.register_blueprint(pages)

    result = app.test_cli_runner().invoke(args=["pages", "count"])

    assert f"{result.exit_code} {result.output}" == "0 3 pages\n"


def test_runner_calls_the_commands_of_its_application__unknown(app):
    """A command that is not there is a mistake of usage."""
    app.cli.command("greet")(lambda: click.echo("hello"))
    runner = app.test_cli_runner()

    results = [runner.invoke(args=[name]) for name in ("greet", "greed")]

    assert " ".join(str(result.exit_code) for result in results) == "0 2"


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param({"args": ["ask"], "input": "Ada\n"}, "Ada", id="input"),
        pytest.param({"args": "ask --name Max"}, "Max", id="one-text"),
        pytest.param({"args": ["ask"], "env": {"NAME_OF_USER": "Eva"}}, "Eva", id="variable"),
    ],
)
def test_runner_calls_the_commands_of_its_application__as_click_does(app, arguments, output):
    """Input, variables and arguments in one text are Click's."""

    @app.cli.command("ask")
    @click.option("--name", prompt=True, envvar="NAME_OF_USER")
    def ask(name):
        click.echo(f"name: {name}")

    result = app.test_cli_runner().invoke(**arguments)

    assert str(result.output.splitlines()[-1]) == f"name: {output}"


def test_error_of_a_command_is_in_the_result__unless_it_is_to_get_out(app):
    """``catch_exceptions=False`` lets the error out."""

    @app.cli.command("fail")
    def fail():
        raise KeyError("name")

    runner = app.test_cli_runner()
    caught = runner.invoke(args=["fail"])

    with pytest.raises(KeyError):
        runner.invoke(args=["fail"], catch_exceptions=False)
    assert caught.exit_code == 1


def test_runner_calls_the_commands_of_its_application__made_by_hand(app):
    """A runner can be made of its class, and knows the application."""
    from flask.testing import FlaskCliRunner

    app.cli.command("greet")(lambda: click.echo("Hello!"))
    runner = FlaskCliRunner(app)

    assert runner.app is app
    assert str(runner.invoke(args=["greet"]).output) == "Hello!\n"
