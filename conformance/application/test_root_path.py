"""Where the root path lies, for every kind of module."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import flask
import pytest

FILES = ["library.py", "library_shop/__init__.py", "library_shop/books.py"]
MODULES = {
    "module": ("library", "."),
    "package": ("library_shop", "library_shop"),
    "module-in-a-package": ("library_shop.books", "library_shop"),
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder on the import path; modules whose names begin with ``library`` are forgotten."""
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("library")]:
        del sys.modules[name]


def write(place, *files):
    """Make empty files, with their folders."""
    for file in files:
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_text("")


@pytest.mark.parametrize(("name", "folder"), MODULES.values(), ids=MODULES)
def test_root_path_is_the_folder_of_the_module(place, name, folder):
    """Of one that is imported."""
    write(place, *FILES)
    importlib.import_module(name)

    root_path = Path(str(flask.Flask(name).root_path))

    assert root_path.is_absolute()
    assert root_path.samefile(place / folder)


@pytest.mark.parametrize(("name", "folder"), MODULES.values(), ids=MODULES)
def test_function_tells_the_root_path(place, name, folder):
    """Without an application."""
    import flask.helpers

    write(place, *FILES)

    root_path = Path(str(flask.helpers.get_root_path(name)))

    assert root_path.samefile(place / folder)


@pytest.mark.parametrize(("name", "folder"), MODULES.values(), ids=MODULES)
def test_module_need_not_be_imported(place, name, folder):
    """The import path tells where it is."""
    write(place, *FILES)

    root_path = Path(str(flask.Flask(name).root_path))

    assert root_path.samefile(place / folder)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        pytest.param("library_space.books", "library_space", id="module"),
        pytest.param("library_space.shop", "library_space/shop", id="package"),
    ],
)
def test_module_need_not_be_imported__in_a_namespace(place, name, folder):
    """What lies in a namespace package has a place of its own."""
    write(place, "library_space/books.py", "library_space/shop/__init__.py")

    root_path = Path(str(flask.Flask(name).root_path))

    assert root_path.samefile(place / folder)


def test_root_path_of_a_program_is_the_folder_of_its_file(tmp_path, monkeypatch):
    """Also where it was started from another folder."""
    program = ModuleType("__main__")
    program.__file__ = str(tmp_path / "shop.py")
    monkeypatch.setitem(sys.modules, "__main__", program)

    root_path = Path(str(flask.Flask("__main__").root_path))

    assert root_path.samefile(tmp_path)
    assert not root_path.samefile(Path.cwd())


@pytest.mark.parametrize("name", ["library_nobody_has", "library_made_by_hand", "a shop"])
def test_unknown_module_lies_in_the_working_directory(tmp_path, monkeypatch, name):
    """The one in which the application is made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "library_made_by_hand", ModuleType("library_made_by_hand"))

    root_path = Path(str(flask.Flask(name).root_path))

    assert root_path.samefile(tmp_path)


def test_namespace_package_has_no_root_path(place):
    """With a root path it can be used."""
    write(place, "library_space/books.py")
    importlib.import_module("library_space")

    given = flask.Flask("library_space", root_path=str(place))
    with pytest.raises(RuntimeError):
        flask.Flask("library_space")

    assert Path(str(given.root_path)).samefile(place)
