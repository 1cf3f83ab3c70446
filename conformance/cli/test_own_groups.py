"""Commands of a program that work like ``flask``."""

import click
import flask
import pytest
from click.testing import CliRunner


@pytest.fixture
def group(app, project):
    """Make a group for the application."""

    def group(**options):
        import flask.cli

        return flask.cli.FlaskGroup(create_app=lambda: app, **options)

    return group


def output(group, *arguments, **options):
    """What a command prints, or that it failed."""
    result = CliRunner().invoke(group, arguments, **options)
    return result.output if result.exit_code == 0 else "failed"


def test_group_has_the_commands_of_its_application(app, group):
    """They run in its context."""
    app.cli.command("count")(lambda: print(f"books of {flask.current_app.name}"))

    assert output(group(), "count") == "books of app_under_test\n"
    assert output(group(), "sort") == "failed"


def test_group_can_be_a_decorated_function(app, project):
    """It has commands, too."""
    import flask.cli

    @click.group(cls=flask.cli.FlaskGroup, create_app=lambda: app)
    def library():
        """Manage the library."""

    library.command("count")(lambda: print(f"books of {flask.current_app.name}"))

    assert output(library, "count") == "books of app_under_test\n"
    assert "Manage the library." in output(library, "--help")


@pytest.mark.parametrize(("options", "there"), [({}, True), ({"with_appcontext": False}, False)])
def test_own_commands_run_in_a_context(app, group, options, there):
    """It can be declined."""
    library = group()
    library.command("look", **options)(lambda: print(flask.has_app_context()))

    assert output(library, "look") == f"{there}\n"


@pytest.mark.parametrize(("name", "text"), [("count", "own\n"), ("sort", "application\n")])
def test_own_commands_come_first(app, group, name, text):
    """Others of the application can still be called."""
    for each in ("count", "sort"):
        app.cli.command(each)(lambda: print("application"))
    library = group()
    library.command("count")(lambda: print("own"))

    assert output(library, name) == text


@pytest.mark.parametrize("name", ["run", "shell", "routes"])
def test_default_commands_can_be_left_out(app, group, name):
    """A command of the application may have the name then."""
    app.cli.command(name)(lambda: print("application"))

    given, bare = output(group(), name, "--help"), output(group(add_default_commands=False), name)

    assert given.startswith("Usage")
    assert bare == "application\n"


def test_version_can_be_left_out(group):
    """There is no such option then."""
    given = output(group(), "--version")
    bare = output(group(add_version_option=False), "--version")

    assert "Python" in given
    assert bare == "failed"


@pytest.mark.parametrize("option", ["--debug", "--no-debug"])
@pytest.mark.parametrize("own", [True, False])
def test_debug_mode_can_be_left_to_the_application(app, group, own, option):
    """The option has no say then."""
    app.debug = own
    library = group(set_debug_flag=False)
    library.command("tell")(lambda: print(flask.current_app.debug))

    assert output(library, option, "tell") == f"{own}\n"


def test_parameters_can_be_added(app, group):
    """The options of ``flask`` are still there."""
    given = []
    option = click.Option(
        ["--shelf"], expose_value=False, callback=lambda ctx, param, value: given.append(value)
    )
    library = group(params=[option])
    library.command("tell")(lambda: print(flask.current_app.debug))

    assert output(library, "--shelf", "upper", "--debug", "tell") == "True\n"
    assert given == ["upper"]


def test_information_can_be_given(app, group):
    """Its application is used in place of that of the group."""
    import flask.cli

    other = flask.Flask("other", static_folder=None)
    library = group()
    library.command("tell")(lambda: print(flask.current_app.name))

    alone = output(library, "tell")
    given = output(library, "tell", obj=flask.cli.ScriptInfo(create_app=lambda: other))

    assert (alone, given) == ("app_under_test\n", "other\n")
