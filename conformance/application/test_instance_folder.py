"""Where the instance folder lies, for every place of a package."""

import subprocess
import sys
from pathlib import Path

import flask
import pytest


@pytest.fixture
def place(tmp_path):
    """An empty folder; modules whose names begin with ``library`` are forgotten afterwards."""
    yield tmp_path.resolve()
    for name in [name for name in sys.modules if name.startswith("library")]:
        del sys.modules[name]


def write(place, *files):
    """Make empty files, with their folders."""
    for file in files:
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_text("")


def instance_path(name, **options):
    """The instance folder of an application, without symbolic links."""
    return Path(str(flask.Flask(name, **options).instance_path)).resolve()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("library", id="module"),
        pytest.param("library_shop", id="package"),
        pytest.param("library_shop.books", id="module-in-a-package"),
        pytest.param("library_shop.films.old", id="module-in-an-inner-package"),
        pytest.param("library_shop.nothing", id="unknown-module-in-a-package"),
        pytest.param("library_space.books", id="module-in-a-namespace"),
    ],
)
def test_instance_folder_lies_beside_the_code(place, monkeypatch, name):
    """Never inside of a package."""
    write(place, "library.py", "library_space/books.py", "library_shop/__init__.py")
    write(place, "library_shop/books.py", "library_shop/films/__init__.py")
    write(place, "library_shop/films/old.py")
    monkeypatch.syspath_prepend(str(place))

    assert instance_path(name) == place / "instance"


def test_instance_folder_of_a_program_lies_beside_its_file(place):
    """Where its root path is."""
    lines = ["import flask", "app = flask.Flask(__name__)"]
    lines += ["print(app.root_path)", "print(app.instance_path)"]
    (place / "shop.py").write_text("\n".join(lines))

    command = [sys.executable, "shop.py"]
    run = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=20)

    assert run.stdout.splitlines() == [f"{place}", f"{place / 'instance'}"]


@pytest.mark.parametrize("name", ["library_nobody_has", "a shop"])
def test_unknown_module_has_its_instance_folder_in_the_working_directory(place, monkeypatch, name):
    """The one in which the application is made."""
    monkeypatch.chdir(place)

    assert instance_path(name) == place / "instance"


@pytest.mark.parametrize(
    ("packages", "prefix"),
    [
        pytest.param("lib/python3.12/site-packages", ".", id="posix"),
        pytest.param("Lib/site-packages", ".", id="windows"),
        pytest.param("home/lib/python3.12/site-packages", "home", id="home"),
    ],
)
@pytest.mark.parametrize("name", ["library", "library_shop", "library_shop.books"])
def test_instance_folder_of_an_installed_package_is_outside_of_the_code(
    place, monkeypatch, packages, prefix, name
):
    """The prefix is the folder with ``lib``."""
    write(place / packages, "library.py", "library_shop/__init__.py", "library_shop/books.py")
    monkeypatch.syspath_prepend(str(place / packages))

    assert instance_path(name) == place / prefix / "var" / f"{name}-instance"


def test_everything_below_the_prefix_is_installed(place, monkeypatch):
    """The same package is not installed where another prefix counts."""
    write(place, "code/library_shop/__init__.py")
    monkeypatch.syspath_prepend(str(place / "code"))

    beside = instance_path("library_shop")
    monkeypatch.setattr(sys, "prefix", str(place))
    below = instance_path("library_shop")

    assert beside == place / "code" / "instance"
    assert below == place / "var" / "library_shop-instance"


@pytest.mark.parametrize("path", ["instance", "./instance", "../instance", ""])
def test_relative_instance_folder_is_refused(place, path):
    """An absolute one is not."""
    given = instance_path("shop", instance_path=str(place / path))
    with pytest.raises(ValueError):
        flask.Flask("shop", instance_path=path)

    assert given == (place / path).resolve()


def test_instance_folder_is_not_made(place, monkeypatch):
    """Neither the one beside the code, nor one that is given."""
    write(place, "library.py")
    monkeypatch.syspath_prepend(str(place))

    found = instance_path("library"), instance_path("library", instance_path=str(place / "data"))

    assert found == (place / "instance", place / "data")
    assert not [each for each in found if each.exists()]
