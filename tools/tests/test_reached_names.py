"""Who uses a name: a check, the framework, or nobody."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import reached_names
from flask_conformance.worker.stubs import Entry
from reached_names import BY_CHECKS, INSIDE, NEVER, Calls, Usage

NAMES = ["shop.Book.pages", "shop.Book.read", "shop.Book.size", "shop.open"]
FRAMEWORK = """
class Book:
    pages = 1
    def __init__(self): self.size = 2
    def read(self): return self.pages
def lend(): return Book().read()
"""


@pytest.fixture
def shop(monkeypatch):
    """A framework of another file, while this one has the checks."""
    module = ModuleType("shop")
    exec(compile(FRAMEWORK, "/shop.py", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, "shop", module)
    monkeypatch.setattr(reached_names, "CHECKS", (str(Path(__file__)),))
    return module


@pytest.fixture
def usage(shop):
    """What is used of it while the test runs."""
    usage = Usage(NAMES)
    calls = Calls(usage)
    calls.add(Entry("shop", ("Book", "read"), "method"), shop.Book.read)
    attributes = {"pages": "shop.Book.pages", "size": "shop.Book.size"}
    reached_names.watch_attributes(shop.Book, attributes, usage, calls)
    reached_names.watch_subclasses(shop.Book, attributes, usage)
    before = sys.getprofile()
    usage.is_watching = True
    sys.setprofile(calls.see)
    yield usage.by_name
    sys.setprofile(before)


def test_nothing_is_used_by_itself(usage):
    assert set(usage.values()) == {NEVER}


def test_framework_uses_names_inside(usage, shop):
    shop.lend()

    assert usage["shop.Book.read"] == usage["shop.Book.pages"] == INSIDE


def test_check_uses_what_it_calls_and_reads(usage, shop):
    size = shop.Book().size
    shop.Book().read()

    assert size == 2
    assert usage["shop.Book.read"] == usage["shop.Book.size"] == BY_CHECKS
    assert usage["shop.Book.pages"] == INSIDE


def test_check_uses_what_it_sets_and_gives(usage, shop):
    class Leaflet(shop.Book):
        pages = 3

    Leaflet().size = 4

    assert usage["shop.Book.pages"] == usage["shop.Book.size"] == BY_CHECKS


def test_check_uses_what_it_overrides_and_sees_called(usage, shop, monkeypatch):
    class Leaflet(shop.Book):
        def read(self):
            return 5

    monkeypatch.setattr(shop, "Book", Leaflet)
    shop.lend()

    assert usage["shop.Book.read"] == BY_CHECKS


def test_check_uses_what_it_takes_from_a_module(shop):
    usage = Usage(["shop.lend"])
    reached_names.watch_module(shop, {"lend": "shop.lend"}, usage, Calls(usage))
    usage.is_watching = True

    from shop import lend

    assert lend is not None
    assert usage.by_name == {"shop.lend": BY_CHECKS}
