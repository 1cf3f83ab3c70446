"""Names of applications that are programs."""

import sys
from types import ModuleType

import flask
import pytest


@pytest.mark.parametrize(
    ("file", "name"),
    [
        pytest.param("shop.py", "shop", id="bare-file"),
        pytest.param("/srv/books/shop.py", "shop", id="in-a-folder"),
        pytest.param("/srv/books.d/shop.cgi.py", "shop.cgi", id="two-endings"),
        pytest.param("/srv/books.d/shop", "shop", id="no-ending"),
    ],
)
def test_name_of_a_program_is_that_of_its_file(monkeypatch, file, name):
    """Wherever that lies; applications with other import names do not take it."""
    program = ModuleType("__main__")
    program.__file__ = file
    monkeypatch.setitem(sys.modules, "__main__", program)

    apps = [flask.Flask(each, static_folder=None) for each in ("__main__", "books")]

    assert [f"{each.name} of {each.import_name}" for each in apps] == [
        f"{name} of __main__",
        "books of books",
    ]


def test_name_without_a_file_is_main(monkeypatch):
    """As in an interactive session."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))

    app = flask.Flask("__main__", static_folder=None)

    assert f"{app.name}, {app.import_name}" == "__main__, __main__"
