"""Commands of blueprints: the group that they are in."""

import flask
import pytest


def shop_with_a_command(**options):
    """A blueprint with the command ``count``."""
    shop = flask.Blueprint("shop", __name__, **options)

    @shop.cli.command("count")
    def count():
        print(f"counted for {flask.current_app.name}")

    return shop


def output(app, *arguments):
    """What a command writes, or that there is none."""
    result = app.test_cli_runner().invoke(args=arguments)
    return str(result.output).strip() if result.exit_code == 0 else "no command"


@pytest.mark.parametrize("name", ["tools", "shop-tools", "a.b"])
def test_group_can_be_named(app, name):
    """The name of the blueprint is no group then."""
    app.register_blueprint(shop_with_a_command(cli_group=name))

    assert output(app, name, "count") == "counted for app_under_test"
    assert output(app, "shop", "count") == "no command"


def test_commands_can_do_without_a_group(app):
    """They stand beside the commands of the application."""
    app.cli.command("own")(lambda: print("own"))
    app.register_blueprint(shop_with_a_command(cli_group=None))

    assert output(app, "count") == "counted for app_under_test"
    assert output(app, "own") == "own"
    assert output(app, "shop", "count") == "no command"


@pytest.mark.parametrize("own", [{}, {"cli_group": "own"}, {"cli_group": None}], ids=str)
@pytest.mark.parametrize("given", ["given", None])
def test_registration_can_name_the_group(app, own, given):
    """Whatever the blueprint was made with."""
    app.register_blueprint(shop_with_a_command(**own), cli_group=given)

    command = ["count"] if given is None else [given, "count"]
    others = [["own", "count"], ["shop", "count"]]
    assert output(app, *command) == "counted for app_under_test"
    assert [output(app, *other) for other in others] == ["no command"] * 2


def test_name_of_the_registration_names_the_group(app):
    """Each registration has a group of its own."""
    shop = shop_with_a_command()
    app.register_blueprint(shop)
    app.register_blueprint(shop, name="store")

    for name in ("shop", "store"):
        assert output(app, name, "count") == "counted for app_under_test"
    assert output(app, "market", "count") == "no command"


def test_group_of_a_nested_blueprint_has_its_full_name(app):
    """It is no group in that of the outer blueprint."""
    town = flask.Blueprint("town", __name__)
    town.cli.command("walk")(lambda: print("walked"))
    town.register_blueprint(shop_with_a_command())
    app.register_blueprint(town)

    assert output(app, "town.shop", "count") == "counted for app_under_test"
    assert output(app, "town", "walk") == "walked"
    assert output(app, "town", "shop", "count") == "no command"


@pytest.mark.parametrize("where", ["own", "given"])
@pytest.mark.parametrize(
    ("group", "command"), [("tools", ["tools", "count"]), (None, ["count"])], ids=["name", "none"]
)
def test_nested_blueprint_can_have_a_group_of_its_own(app, where, group, command):
    """Wherever it is named."""
    options = {"cli_group": group}
    town = flask.Blueprint("town", __name__)
    shop = shop_with_a_command(**(options if where == "own" else {}))
    town.register_blueprint(shop, **(options if where == "given" else {}))
    app.register_blueprint(town)

    assert output(app, *command) == "counted for app_under_test"
    assert output(app, "town.shop", "count") == "no command"


def test_without_commands_there_is_no_group(app):
    """Even if the blueprint has a name for it."""
    app.register_blueprint(flask.Blueprint("park", __name__))
    app.register_blueprint(flask.Blueprint("lake", __name__, cli_group="boats"))
    app.register_blueprint(shop_with_a_command())

    names = list(app.cli.commands)
    assert [name in names for name in ("shop", "park", "lake", "boats")] == [
        True,
        False,
        False,
        False,
    ]


def test_commands_have_the_application(client_of):
    """Each application that the blueprint is registered on has them."""
    shop = shop_with_a_command()
    outputs = []

    for name in ("first", "second"):
        site = flask.Flask(name, static_folder=None)
        site.register_blueprint(shop)
        outputs.append(output(site, "shop", "count"))

    assert outputs == ["counted for first", "counted for second"]


def test_commands_may_be_added_until_the_registration(app):
    """After the blueprint was nested, for instance."""
    town, shop = flask.Blueprint("town", __name__), flask.Blueprint("shop", __name__)
    town.register_blueprint(shop, cli_group=None)
    shop.cli.command("late")(lambda: print("late"))
    app.register_blueprint(town)

    assert output(app, "late") == "late"


def test_group_can_be_named__by_the_attribute(app):
    """As long as the blueprint is not registered."""
    shop = flask.Blueprint("shop", __name__, cli_group="store")
    shop.cli.command("count")(lambda: None)

    before = "".join([shop.cli_group])
    shop.cli_group = "market"
    app.register_blueprint(shop)

    assert before == "store"
    assert [name for name in ("shop", "store", "market") if name in app.cli.commands] == ["market"]
