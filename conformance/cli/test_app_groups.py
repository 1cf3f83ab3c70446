"""Groups of commands that run in an application context."""

import click
import flask
import pytest


@pytest.fixture
def books(app):
    """A group of commands of the application."""
    import flask.cli

    group = flask.cli.AppGroup("books")
    app.cli.add_command(group)
    return group


@pytest.mark.parametrize(
    ("options", "there"), [({}, "True"), ({"with_appcontext": False}, "False")], ids=["yes", "no"]
)
def test_command_can_do_without_the_context(app, books, options, there):
    """Only if it says so."""
    books.command("look", **options)(lambda: print(flask.has_app_context()))

    result = app.test_cli_runner().invoke(args=["books", "look"])

    assert str(result.output) == f"{there}\n"


def test_command_is_one_of_click_s(app, books):
    """A help text, and parameters of an own class."""

    class Shouted(click.Command):
        def format_help_text(self, ctx, formatter):
            formatter.write(self.help.upper())

    count = books.command("count", cls=Shouted, help="Count them all.")(lambda: None)

    result = app.test_cli_runner().invoke(args=["books", "count", "--help"])

    assert type(count) is Shouted
    assert "COUNT THEM ALL." in str(result.output)


def test_groups_within_groups_are_of_the_same_kind(app, books):
    """Their commands have a context, which the function of the group itself has not."""
    import flask.cli

    old = books.group("old")(lambda: print(flask.has_app_context()))
    old.command("look")(lambda: print(flask.has_app_context()))

    result = app.test_cli_runner().invoke(args=["books", "old", "look"])

    assert isinstance(old, flask.cli.AppGroup)
    assert str(result.output) == "False\nTrue\n"


@pytest.mark.parametrize("where", ["group", "application"])
def test_kind_of_a_group_can_be_chosen(app, books, where):
    """Its commands are as that class makes them."""

    class Plain(click.Group):
        pass

    parent = books if where == "group" else app.cli
    plain = parent.group("plain", cls=Plain)(lambda: None)
    plain.command("look")(lambda: print(flask.has_app_context()))

    result = app.test_cli_runner().invoke(plain, ["look"])

    assert type(plain) is Plain
    assert str(result.output) == "False\n"
