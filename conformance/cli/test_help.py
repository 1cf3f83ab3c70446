"""What the command line tells about itself."""

import importlib.metadata
import platform

import pytest

SHOP = (
    "import flask",
    "app = flask.Flask('shop', static_folder=None)",
    "app.cli.command('brew')(lambda: print('brewed'))",
)


def listed(text):
    """The first word of each line, where the commands are."""
    return {line.split()[0] for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("way", ["option", "variable", "default-file"])
def test_help_lists_the_commands(project, command, monkeypatch, way):
    """However the application is found."""
    project.write("app.py" if way == "default-file" else "shop.py", *SHOP)
    if way == "variable":
        monkeypatch.setenv("FLASK_APP", "shop")

    done = command(*(("--app", "shop") if way == "option" else ()), "--help")

    assert done.code == 0
    assert {"run", "shell", "routes", "brew"} <= listed(done.output)


BROKEN = {"error": ["1 / 0"], "import": ["import tea_pot"], "no-application": ["name = 3"]}


@pytest.mark.parametrize("lines", [*BROKEN.values(), None], ids=[*BROKEN, "missing"])
def test_help_is_there_without_an_application(project, command, lines):
    """The commands that are always there are listed."""
    if lines:
        project.write("shop.py", *lines)

    done = command("--app", "shop", "--help")

    assert done.code == 0
    assert {"run", "shell", "routes"} <= listed(done.output)
    assert "brew" not in listed(done.output)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["{}['tea_pot']"], "tea_pot"),
        (["import tea_pot"], "tea_pot"),
        (["name = 3"], "shop"),
        (None, "shop"),
    ],
    ids=["error", "import", "no-application", "missing"],
)
def test_broken_application_is_told_beside_the_help(project, command, lines, told):
    """The message tells what is wrong."""
    if lines:
        project.write("shop.py", *lines)

    done = command("--app", "shop", "--help")

    assert told in done.errors
    assert told not in done.output
    assert "run" in listed(done.output)


@pytest.mark.parametrize(
    ("name", "option"), [("run", "--port"), ("routes", "--sort"), ("shell", "--help")]
)
def test_help_of_a_command_needs_no_application(project, command, name, option):
    """Its options are listed."""
    done = command(name, "--help")

    assert (done.code, done.errors) == (0, "")
    assert option in done.output


def test_flask_without_a_command_prints_the_help(project, command):
    """Where it is printed to depends on Click."""
    done = command()

    assert {"run", "shell", "routes"} <= listed(done.output + done.errors)
    assert "--app" in done.output + done.errors


@pytest.mark.parametrize("options", [(), ("--app", "missing"), ("--app", "shop")])
def test_version_needs_no_application(project, command, monkeypatch, options):
    """Nothing is imported."""
    project.write("shop.py", "1 / 0")
    monkeypatch.setenv("FLASK_APP", "shop")

    done = command(*options, "--version")

    assert (done.code, done.errors) == (0, "")
    assert platform.python_version() in done.output


def test_version_tells_python_flask_and_werkzeug(command):
    """Each line begins with the name."""
    names = ["Python", "Flask", "Werkzeug"]
    versions = [platform.python_version(), *map(importlib.metadata.version, names[1:])]

    lines = [line.split() for line in command("--version").output.splitlines()]

    assert [line[:2] for line in lines] == [
        list(pair) for pair in zip(names, versions, strict=True)
    ]
