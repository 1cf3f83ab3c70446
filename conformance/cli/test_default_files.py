"""Where the application is looked for when nobody names it."""

import pytest


def application(name):
    """The lines of a module with an application of that name."""
    return "from flask import Flask", f"app = Flask('{name}')"


def load(path=None):
    """The application that the command line finds."""
    import flask.cli

    return flask.cli.ScriptInfo(path).load_app()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (["app"], "app"),
        (["wsgi"], "wsgi"),
        (["app", "wsgi"], "wsgi"),
        (["application", "app"], "app"),
    ],
    ids=["app", "wsgi", "both", "beside-another"],
)
def test_application_may_be_in_wsgi_py_or_app_py(project, files, found):
    """Of both, ``wsgi.py`` is the first."""
    for file in files:
        project.write(f"{file}.py", *application(file))

    assert str(load().name) == found


def test_application_may_be_in_wsgi_py_or_app_py__made_by_a_factory(project):
    """Usual names count as in any module."""
    project.write("app.py", "import flask", "def create_app(): return flask.Flask('made')")

    assert str(load().name) == "made"


def test_application_may_be_in_wsgi_py_or_app_py__for_the_command(project, command):
    """The ``flask`` command has the commands of that application."""
    hello = "app.cli.command('greet')(lambda: print('hello'))"
    project.write("app.py", *application("app"), hello)

    assert command("greet").output == "hello\n"


def test_first_file_decides(project):
    """The application in the other one is not found."""
    import flask.cli

    project.write("wsgi.py", "name = 'wsgi'")
    project.write("app.py", *application("app"))

    with pytest.raises(flask.cli.NoAppException):
        load()


@pytest.mark.parametrize("file", ["wsgi.py", "app.py"])
def test_broken_file_is_reported(project, file):
    """An intact ``app.py`` beside a broken ``wsgi.py`` does not help."""
    import flask.cli

    project.write("app.py", *application("app"))
    project.write(file, "import nothing_there")

    with pytest.raises(flask.cli.NoAppException) as refused:
        load()

    assert "nothing_there" in refused.value.format_message()


def test_without_files_there_is_no_application(project, monkeypatch):
    """Files with other names, and those in the folder above, do not count."""
    import flask.cli

    project.write("app.py", *application("app"))
    monkeypatch.chdir(project.write("below/shop.py", *application("shop")).parent)

    with pytest.raises(flask.cli.NoAppException):
        load()

    assert str(load("shop").name) == "shop"


@pytest.mark.parametrize("file", ["wsgi.py", "app.py"])
def test_default_files_are_not_needed_for_another_application(project, file):
    """It does not matter that they fail."""
    project.write(file, "1 / 0")
    project.write("shop.py", *application("shop"))

    found = str(load("shop").name)
    with pytest.raises(ZeroDivisionError):
        load()

    assert found == "shop"
