"""How the command line decides on debug mode."""

import os

import pytest

SHOP = (
    "import flask",
    "app = flask.Flask('shop', static_folder=None)",
    "app.cli.command('tell')(lambda: print(app.debug))",
)


@pytest.fixture
def tell(project, command):
    """Ask a command of an application whether debug mode is on."""

    def tell(*options, own="pass"):
        project.write("shop.py", *SHOP, own)
        return command("--app", "shop", *options, "tell").output.split()

    return tell


@pytest.mark.parametrize("own", ["app.debug = True", "app.debug = False", "pass"])
@pytest.mark.parametrize(("option", "debug"), [("--debug", "True"), ("--no-debug", "False")])
def test_option_switches_debug_mode(tell, option, debug, own):
    """Its place before the command may be anywhere."""
    assert tell(option, own=own) == [debug]


@pytest.mark.parametrize(
    ("option", "variable", "debug"),
    [
        ((), "1", "True"),
        ((), "0", "False"),
        ((), None, "False"),
        ((), "No", "False"),
        ((), "TRUE", "True"),
        (("--debug",), "0", "True"),
        (("--no-debug",), "1", "False"),
    ],
    ids=[
        "yes",
        "no",
        "unset",
        "no-as-a-word",
        "yes-as-a-word",
        "option-against-no",
        "option-against-yes",
    ],
)
def test_variable_switches_debug_mode(tell, monkeypatch, option, variable, debug):
    """The option wins."""
    if variable is not None:
        monkeypatch.setenv("FLASK_DEBUG", variable)

    assert tell(*option, own="app.debug = True") == [debug]


@pytest.mark.parametrize("before", ["0", "1"])
@pytest.mark.parametrize(("option", "debug"), [("--debug", True), ("--no-debug", False)])
def test_option_is_kept_in_the_environment(tell, monkeypatch, before, option, debug):
    """An application that is made afterwards is in the same mode."""
    import flask.cli

    monkeypatch.setenv("FLASK_DEBUG", before)

    tell(option)

    assert flask.cli.ScriptInfo("shop").load_app().debug is debug


@pytest.mark.parametrize(("option", "digit"), [("--debug", "1"), ("--no-debug", "0")])
def test_option_is_written_as_a_digit(tell, monkeypatch, option, digit):
    """Another spelling is replaced."""
    monkeypatch.setenv("FLASK_DEBUG", "no")

    told = tell(option)

    assert os.environ["FLASK_DEBUG"] == digit
    assert told == [str(digit == "1")]


def test_without_a_choice_the_environment_stays(tell):
    """It is not there after a command that did not choose, and then after one that did."""
    tell()
    before = "FLASK_DEBUG" in os.environ
    tell("--debug")

    assert (before, "FLASK_DEBUG" in os.environ) == (False, True)


@pytest.mark.parametrize(
    ("value", "flag"), [("1", True), ("yes", True), ("0", False), ("NO", False), ("", False)]
)
def test_functions_tell_the_debug_mode(project, monkeypatch, value, flag):
    """Without the variable they say no."""
    import flask.helpers

    unset = flask.helpers.get_debug_flag()
    monkeypatch.setenv("FLASK_DEBUG", value)

    assert (unset, flask.helpers.get_debug_flag()) == (False, flag)
    assert flask.helpers.get_debug_flag() is flag
