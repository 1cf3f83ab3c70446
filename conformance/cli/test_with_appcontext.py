"""Click commands that are given an application context by a decorator."""

import click
import flask
from click.testing import CliRunner


def decorated(function):
    """A command whose function is decorated."""
    import flask.cli

    return click.command("count")(flask.cli.with_appcontext(function))


def info(app):
    """What tells a command its application."""
    import flask.cli

    return flask.cli.ScriptInfo(create_app=lambda: app)


def test_decorated_command_has_the_application__of_the_command_line(project):
    """It is found as for ``flask``."""
    project.write("app.py", "import flask", "app = flask.Flask('shop')")
    count = decorated(lambda: print(flask.current_app.name))

    result = CliRunner().invoke(count)

    assert result.output == "shop\n"


def test_active_context_is_kept(app):
    """The application of the context need not be that of the command line."""
    import flask.cli

    made = []
    other = flask.cli.ScriptInfo(create_app=lambda: made.append("made"))
    count = decorated(lambda: print(flask.current_app.name))

    with app.app_context():
        result = CliRunner().invoke(count, obj=other)

    assert (result.output, made) == ("app_under_test\n", [])


def test_context_lasts_until_the_command_is_closed(app):
    """It is torn down after them."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append("torn down"))

    def count():
        click.get_current_context().call_on_close(
            lambda: diary.append(f"closed with {flask.current_app.name}")
        )

    CliRunner().invoke(decorated(count), obj=info(app))

    assert diary == ["closed with app_under_test", "torn down"]


def test_arguments_are_handed_on(app):
    """The option stands above it, the argument and the context of Click below."""
    import flask.cli

    @click.command()
    @click.option("--times", default=1)
    @flask.cli.with_appcontext
    @click.argument("name")
    @click.pass_context
    def greet(context, name, times):
        click.echo(f"{context.info_name} {name} {times} {flask.current_app.name}")

    result = CliRunner().invoke(greet, ["Ada", "--times", "3"], obj=info(app))

    assert result.output == "greet Ada 3 app_under_test\n"


def test_function_can_be_called_by_other_commands(app):
    """It has a context there, too."""
    import flask.cli

    count = flask.cli.with_appcontext(lambda: f"books of {flask.current_app.name}")

    @click.command()
    @click.pass_context
    def report(context):
        click.echo(context.invoke(count))

    result = CliRunner().invoke(report, obj=info(app))

    assert result.output == "books of app_under_test\n"


def test_function_keeps_its_name_and_text(app):
    """Click takes the name and the help of a command from them."""
    import flask.cli

    @flask.cli.with_appcontext
    def count_books():
        """Count all books."""
        click.echo(f"books of {flask.current_app.name}")

    result = CliRunner().invoke(click.command()(count_books), obj=info(app))

    assert (count_books.__name__, count_books.__doc__) == ("count_books", "Count all books.")
    assert result.output == "books of app_under_test\n"


def test_without_an_application_the_command_fails(app, project):
    """With one the same command runs."""
    done = []
    count = decorated(lambda: done.append(flask.current_app.name))

    alone, given = CliRunner().invoke(count), CliRunner().invoke(count, obj=info(app))

    assert (alone.exit_code, given.exit_code) == (2, 0)
    assert [str(name) for name in done] == ["app_under_test"]
