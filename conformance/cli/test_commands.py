"""Commands that an application adds."""

import flask
import pytest

SHOP = (
    "import click, flask",
    "app = flask.Flask('shop', static_folder=None)",
    "@app.cli.command('greet')",
    "def greet(): click.echo(f'hello from {flask.current_app.name}')",
    "@app.cli.command('divide')",
    "def divide(): 1 / 0",
)


def test_command_of_the_application_is_a_command_of_flask(project, command):
    """It stands beside those that are always there."""
    project.write("shop.py", *SHOP)

    own, routes = command("--app", "shop", "greet"), command("--app", "shop", "routes")

    assert (own.code, own.output) == (0, "hello from shop\n")
    assert routes.code == 0


def test_command_of_the_application_is_a_command_of_flask__named_by_its_function(app):
    """Without a name, the function's is taken, with hyphens."""

    @app.cli.command()
    def greet_all():
        print("hello everybody")

    result = app.test_cli_runner().invoke(args=["greet-all"])

    assert str(result.output) == "hello everybody\n"


def test_groups_of_commands_run_in_a_context_too__nested(app):
    """So do those of groups within groups."""
    outer = app.cli.group("user")(lambda: None)
    inner = outer.group("role")(lambda: None)
    inner.command("count")(lambda: print(f"roles of {flask.current_app.name}"))

    result = app.test_cli_runner().invoke(args=["user", "role", "count"])

    assert str(result.output) == "roles of app_under_test\n"


ERRORS = {"success": None, "error": KeyError("tea")}


@pytest.fixture
def diary(app):
    """Call a command that may fail, and tell what happened."""

    def diary(error):
        notes = []

        @app.teardown_appcontext
        def note(error):
            notes.append((flask.g.step, error))

        @app.cli.command("greet")
        def greet():
            flask.g.step = "greeted"
            notes.append("command")
            if error:
                raise error

        app.test_cli_runner().invoke(args=["greet"])
        return notes

    return diary


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_context_ends_with_its_command(diary, error):
    """Functions for teardown are called after the command, in its context."""
    command, (step, _) = diary(error)

    assert (command, step) == ("command", "greeted")
    assert not flask.has_app_context()


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_teardown_is_told_the_error_of_the_command(diary, error):
    """It is the error itself."""
    assert diary(error) == ["command", ("greeted", error)]


def test_active_context_is_used(app):
    """What was put on ``g`` before is there, and there is nothing without that."""
    app.cli.command("greet")(lambda: print(flask.g.get("user", "nobody")))
    runner = app.test_cli_runner()

    alone = str(runner.invoke(args=["greet"]).output)
    with app.app_context():
        flask.g.user = "Ada"
        inside = str(runner.invoke(args=["greet"]).output)

    assert (alone, inside) == ("nobody\n", "Ada\n")


def test_options_have_the_application(project, command):
    """The function that makes the default of an option can ask for it."""
    project.write(
        "shop.py",
        *SHOP,
        "@app.cli.command('show')",
        "@click.option('--name', default=lambda: flask.current_app.name)",
        "def show(name): click.echo(f'name: {name}')",
    )

    outputs = [command("--app", "shop", "show", *more).output for more in ((), ("--name", "tea"))]

    assert outputs == ["name: shop\n", "name: tea\n"]


def test_commands_of_one_application_stay_with_it(app):
    """Whatever was called before."""
    other = flask.Flask("other", static_folder=None)
    other.cli.command("greet")(lambda: print("hello"))

    there, here = (site.test_cli_runner().invoke(args=["greet"]) for site in (other, app))

    assert str(there.output) == "hello\n"
    assert "hello" not in str(here.output)
    assert here.exit_code == 2


@pytest.mark.parametrize("name", ["tea", "greet-all", "Greet"])
def test_unknown_command_fails(project, command, name):
    """The message tells which it is."""
    project.write("shop.py", *SHOP)

    done, known = command("--app", "shop", name), command("--app", "shop", "greet")

    assert (done.code, done.output) == (2, "")
    assert name in done.errors
    assert known.code == 0


def test_errors_of_a_command_get_out(project, command):
    """They are not turned into an exit code."""
    project.write("shop.py", *SHOP)

    with pytest.raises(ZeroDivisionError):
        command("--app", "shop", "divide")
