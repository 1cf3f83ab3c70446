"""Where the application of a command is looked for."""

import sys

import pytest

SITE = ("import flask", "app = flask.Flask(__name__, static_folder=None)")
GREETING = (*SITE, "app.cli.command('greet')(lambda: print(f'hello from {__name__}'))")


def load(path):
    """The application that the command line finds."""
    import flask.cli

    return flask.cli.ScriptInfo(path).load_app()


@pytest.mark.parametrize("option", ["--app", "-A"])
def test_option_names_the_application(project, command, option):
    """It has the commands of the application in that module, not of another."""
    project.write("shop.py", *GREETING)
    project.write("app.py", *GREETING)

    done = command(option, "shop", "greet")

    assert (done.code, done.output) == (0, "hello from shop\n")


@pytest.mark.parametrize(
    ("options", "greeting"),
    [((), "hello from shop\n"), (("--app", "market"), "hello from market\n")],
    ids=["variable", "both"],
)
def test_variable_names_the_application(project, command, monkeypatch, options, greeting):
    """The option wins."""
    project.write("shop.py", *GREETING)
    project.write("market.py", *GREETING)
    monkeypatch.setenv("FLASK_APP", "shop")

    done = command(*options, "greet")

    assert (done.code, done.output) == (0, greeting)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        pytest.param("shop", "shop.py", id="module"),
        pytest.param("shop", "shop/__init__.py", id="package"),
        pytest.param("shop.site", "shop/site.py", id="module-in-a-folder"),
        pytest.param("shop.site.main", "shop/site/main.py", id="deep"),
    ],
)
def test_module_can_be_named(project, path, file):
    """Whichever way Python finds a module."""
    project.write(file, *SITE)

    assert str(load(path).import_name) == path


def test_module_can_be_named__before_installed_ones(project):
    """The working directory is searched first, whatever else has such a module."""
    elsewhere = project.write("elsewhere/shop.py", "raise LookupError").parent
    sys.path.insert(0, str(elsewhere))
    project.write("shop.py", *SITE)

    assert str(load("shop").import_name) == "shop"


@pytest.mark.parametrize(
    "path", ["shop.py", "./shop.py", "down/shop.py", "down/shop", "up/../shop.py"]
)
def test_file_can_be_named(project, path):
    """However its path is written."""
    project.write("up/note.txt")
    project.write(f"{path.removesuffix('.py')}.py", *SITE)

    assert str(load(path).import_name) == "shop"


def test_file_can_be_named__by_its_full_path(project):
    """The working directory does not matter then."""
    path = project.write("elsewhere/shop.py", *SITE)

    assert str(load(str(path)).import_name) == "shop"


@pytest.mark.parametrize("path", ["shop/", "./shop", "shop/__init__.py", "shop/__init__"])
def test_folder_with_a_package_can_be_named(project, path):
    """The application is that of the package."""
    project.write("shop/__init__.py", *SITE)

    assert str(load(path).import_name) == "shop"


@pytest.mark.parametrize("path", ["down/shop/web/site.py", "down/shop/web/site"])
def test_file_in_a_package_is_a_module_of_it(project, path):
    """It has the full name of the module, and may import relative to it."""
    project.write("down/shop/__init__.py")
    project.write("down/shop/prices.py", "tea = 3")
    project.write("down/shop/web/__init__.py")
    project.write("down/shop/web/site.py", *SITE, "from ..prices import tea", "app.tea = tea")

    site = load(path)

    assert (str(site.import_name), repr(site.tea)) == ("shop.web.site", "3")


def test_neighbours_of_a_file_can_be_imported(project):
    """The folder of the file is where imports start from."""
    project.write("down/prices_of_tea.py", "tea = 3")
    project.write("down/shop.py", "from prices_of_tea import tea", *SITE, "app.tea = tea")

    assert repr(load("down/shop.py").tea) == "3"


@pytest.mark.parametrize("path", ["market", "market.py", "shop.market", "./shop/market"])
def test_missing_module_is_reported(project, path):
    """A module, a file, or a module of a package."""
    import flask.cli

    project.write("shop/__init__.py", *SITE)

    with pytest.raises(flask.cli.NoAppException):
        load(path)

    assert str(load("shop").import_name) == "shop"


@pytest.mark.parametrize(
    "statement",
    ["import nothing_there", "from os import nothing_there", "raise ImportError('nothing_there')"],
    ids=["module", "name", "by-hand"],
)
def test_failing_import_is_reported(project, statement):
    """The message has what could not be imported, however deep that was."""
    import flask.cli

    project.write("shop.py", "import shelf_of_tea", *SITE)
    project.write("shelf_of_tea.py", statement)

    with pytest.raises(flask.cli.NoAppException) as refused:
        load("shop")

    assert "nothing_there" in refused.value.format_message()


@pytest.mark.parametrize(
    ("line", "error"),
    [("1 / 0", ZeroDivisionError), ("def", SyntaxError), ("{}['tea']", KeyError)],
    ids=["error", "syntax", "key"],
)
def test_other_errors_in_the_module_pass(project, line, error):
    """The error itself is seen, so that its traceback shows the place."""
    project.write("shop.py", *SITE, line)

    with pytest.raises(error):
        load("shop")
