"""What the commands of one call share."""

import click
import flask
import pytest
from click.testing import CliRunner


def shop():
    """An application in debug mode."""
    made = flask.Flask("shop", static_folder=None)
    made.debug = True
    return made


def info(*arguments, **options):
    """What commands would share."""
    import flask.cli

    return flask.cli.ScriptInfo(*arguments, **options)


@pytest.mark.parametrize("path", [None, "", "app", "missing"])
def test_function_can_make_the_application(project, path):
    """It is called without arguments; nothing is imported."""
    project.write("app.py", "1 / 0")

    assert str(info(path, shop).load_app().name) == "shop"


def test_function_can_make_the_application__by_keyword(project):
    """It is the argument ``create_app``, and the path is ``app_import_path``."""
    project.write("app.py", "import flask", "app = flask.Flask('app')")

    made = info(create_app=shop, app_import_path="app").load_app()
    found = info(app_import_path="app").load_app()

    assert (str(made.name), str(found.name)) == ("shop", "app")


def test_application_is_loaded_once(app):
    """Each object loads its own."""
    made = []

    def create_app():
        made.append(flask.Flask("made", static_folder=None))
        return made[-1]

    first, second = info(create_app=create_app), info(create_app=create_app)
    before = len(made)
    loaded = [each.load_app() for each in (first, first, second, first)]

    assert before == 0
    assert [made.index(each) for each in loaded] == [0, 0, 1, 0]
    assert len(made) == 2


def test_nothing_is_no_application(project):
    """The default files are not looked into."""
    import flask.cli

    project.write("app.py", "import flask", "app = flask.Flask('app')")

    with pytest.raises(flask.cli.NoAppException):
        info(create_app=lambda: None).load_app()

    assert str(info().load_app().name) == "app"


@pytest.mark.parametrize("error", [TypeError, KeyError, ImportError])
def test_errors_of_the_function_pass(error):
    """They are no errors of usage."""

    def create_app():
        raise error("tea")

    with pytest.raises(error, match="tea"):
        info(create_app=create_app).load_app()


@pytest.mark.parametrize(("value", "debug"), [("1", True), ("0", False), (None, False)])
def test_application_is_told_the_debug_mode(project, monkeypatch, value, debug):
    """An application that has switched it on itself included."""
    if value is not None:
        monkeypatch.setenv("FLASK_DEBUG", value)

    assert info(create_app=shop).load_app().debug is debug


@pytest.mark.parametrize("value", ["1", "0"])
def test_debug_mode_can_be_left_to_the_application(project, monkeypatch, value):
    """Whatever the variable says."""
    monkeypatch.setenv("FLASK_DEBUG", value)

    assert info(create_app=shop, set_debug_flag=False).load_app().debug is True


def test_arguments_are_attributes(project):
    """Without arguments there is no path and no function."""
    given, bare = info("shop:app", shop, set_debug_flag=False), info()

    assert (given.app_import_path, given.create_app is shop) == ("shop:app", True)
    assert given.set_debug_flag is False
    assert bare.app_import_path is bare.create_app is None
    assert bare.set_debug_flag is True


def test_programs_can_keep_data(project):
    """Commands of one call find what others left there."""
    first, second = info(), info()
    first.data["books"] = 3

    assert [dict(each.data) for each in (first, second)] == [{"books": 3}, {}]


def test_commands_can_ask_for_it__of_one_call(app):
    """It is the same for all commands of a call, other arguments come behind it."""
    import flask.cli

    @click.group()
    @flask.cli.pass_script_info
    def books(info):
        info.data["shelf"] = "upper"

    @books.command()
    @click.argument("title")
    @flask.cli.pass_script_info
    def find(info, title):
        click.echo(f"{title} on the {info.data['shelf']} shelf")

    result = CliRunner().invoke(books, ["find", "Emma"], obj=info(create_app=lambda: app))

    assert result.output == "Emma on the upper shelf\n"


def test_commands_can_ask_for_it__without_any(project):
    """One is made when none is there."""
    import flask.cli

    project.write("app.py", "import flask", "app = flask.Flask('shop')")

    @click.command()
    @flask.cli.pass_script_info
    def tell(info):
        click.echo(info.load_app().name)

    assert CliRunner().invoke(tell).output == "shop\n"


@pytest.mark.parametrize("name", ["routes", "shell", "run"])
def test_exception_is_an_error_of_usage(project, command, name):
    """The commands that are always there need an application."""
    import flask.cli

    done = command("--app", "missing", name)

    assert issubclass(flask.cli.NoAppException, click.UsageError)
    assert (done.code, done.output) == (2, "")
    assert "missing" in done.errors
