"""Files of variables, read into the environment."""

import os
from pathlib import Path

import pytest


def load(*arguments, **options):
    """What reading returns, and the variables of tea that are set then."""
    import flask.cli

    result = flask.cli.load_dotenv(*arguments, **options)
    return result, {name: text for name, text in os.environ.items() if name.startswith("TEA_")}


@pytest.fixture
def files(project):
    """A project with all files."""
    project.write(".flaskenv", "TEA_KIND=black", "TEA_CUP=small")
    project.write(".env", "TEA_KIND=green", "TEA_MILK=no")
    project.write("own", "TEA_KIND=white", "TEA_POT=blue")
    return project


@pytest.mark.parametrize(
    ("present", "variables"),
    [
        ([".env"], {"TEA_KIND": "green", "TEA_MILK": "no"}),
        ([".flaskenv"], {"TEA_KIND": "black", "TEA_CUP": "small"}),
        ([".env", ".flaskenv"], {"TEA_KIND": "green", "TEA_MILK": "no", "TEA_CUP": "small"}),
    ],
    ids=["env", "flaskenv", "both"],
)
def test_default_files_are_read(files, present, variables):
    """One of them is enough."""
    for name in {".env", ".flaskenv"} - set(present):
        Path(name).unlink()

    assert load()[1] == variables


@pytest.mark.parametrize("value", ["red", ""])
def test_environment_wins_over_files(files, monkeypatch, value):
    """The other variables are set."""
    monkeypatch.setenv("TEA_KIND", value)

    assert load()[1] == {"TEA_KIND": value, "TEA_MILK": "no", "TEA_CUP": "small"}


@pytest.mark.parametrize("kind", [str, Path])
def test_given_file_wins_over_the_default_files(files, kind):
    """All three are read."""
    variables = {"TEA_KIND": "white", "TEA_POT": "blue", "TEA_MILK": "no", "TEA_CUP": "small"}

    assert load(kind("own"))[1] == variables


def test_given_file_wins_over_the_default_files__but_not_over_the_environment(files, monkeypatch):
    """What is set already stays."""
    monkeypatch.setenv("TEA_KIND", "red")

    variables = load("own")[1]

    assert (variables["TEA_KIND"], variables["TEA_POT"]) == ("red", "blue")


def test_given_file_can_be_read_alone(files):
    """The default files are not."""
    assert load("own", load_defaults=False)[1] == {"TEA_KIND": "white", "TEA_POT": "blue"}


def test_given_file_can_be_read_alone__or_none(files):
    """Without a file nothing is read then."""
    nothing, everything = load(load_defaults=False), load()

    assert nothing == (False, {})
    assert everything[0] is True


def test_default_files_may_lie_above(files, monkeypatch):
    """Each is looked for by itself."""
    files.write("down/.env", "TEA_MILK=yes")
    monkeypatch.chdir(files.write("down/deep/note.txt").parent)

    assert load()[1] == {"TEA_MILK": "yes", "TEA_KIND": "black", "TEA_CUP": "small"}


def test_nearest_file_is_read(files, monkeypatch):
    """What stands only in the farther one is not set."""
    Path(".flaskenv").unlink()
    monkeypatch.chdir(files.write("down/.env", "TEA_CUP=tall").parent)

    assert load()[1] == {"TEA_CUP": "tall"}


def test_working_directory_stays(files, monkeypatch):
    """It is where the command was called."""
    below = files.write("down/note.txt").parent
    monkeypatch.chdir(below)

    variables = load()[1]

    assert variables["TEA_KIND"] == "green"
    assert Path.cwd() == below


def test_result_tells_whether_something_was_found(project):
    """It is a boolean."""
    nothing = load()
    project.write(".env", "TEA_KIND=green")
    found = load()

    assert nothing == (False, {})
    assert found == (True, {"TEA_KIND": "green"})


def test_result_tells_whether_something_was_found__already_set(project, monkeypatch):
    """A variable that stays as it is was found all the same."""
    project.write(".env", "TEA_KIND=green")
    monkeypatch.setenv("TEA_KIND", "red")

    assert load() == (True, {"TEA_KIND": "red"})


@pytest.mark.parametrize("lines", [[], ["# TEA_KIND=green"]], ids=["empty", "comment"])
def test_file_without_variables_is_nothing(project, lines):
    """One variable makes the difference."""
    project.write(".env", *lines)
    nothing = load()
    project.write(".flaskenv", "TEA_KIND=green")

    assert nothing == (False, {})
    assert load() == (True, {"TEA_KIND": "green"})
