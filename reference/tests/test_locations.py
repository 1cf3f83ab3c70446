"""An application finds its place on the disk, and looks for it no more often than it has to."""

import sys

import pytest

from hipflask import Flask


class Finder:
    """Finds nothing, and remembers what it was asked for."""

    def __init__(self):
        self.asked = []

    def find_spec(self, name, path=None, target=None):
        self.asked.append(name)


@pytest.fixture
def finder(monkeypatch):
    finder = Finder()
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    return finder


def test_module_is_looked_for_once_per_application(finder):
    """Root path and instance path come of one look, and the next application looks again."""
    names = [Flask("nowhere_to_be_found").import_name for _ in range(2)]

    assert finder.asked == names


def test_module_that_appears_is_found(tmp_path, monkeypatch):
    """An application sees a module that was not there for the one before."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path.parent)

    before = Flask("appears_later")
    (tmp_path / "appears_later.py").write_text("")
    sys.path_importer_cache.clear()
    after = Flask("appears_later")

    assert before.root_path == str(tmp_path.parent)
    assert after.root_path == str(tmp_path)
    assert after.instance_path == str(tmp_path / "instance")


def test_module_imported_meanwhile_is_known(monkeypatch, finder, tmp_path):
    """Who finds the instance path himself may import the module for it."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "imported_meanwhile.py").write_text("")

    class Shop(Flask):
        def auto_find_instance_path(self):
            __import__("imported_meanwhile")
            return super().auto_find_instance_path()

    app = Shop("imported_meanwhile")
    del sys.modules["imported_meanwhile"]

    assert app.instance_path == str(tmp_path / "instance")
