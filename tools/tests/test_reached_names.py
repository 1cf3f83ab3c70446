"""Who uses a name: a check, the framework, or nobody."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import reached_names
from flask_conformance.worker.stubs import Entry
from reached_names import (
    BY_CHECKS,
    INSIDE,
    LIST,
    NEVER,
    Calls,
    Usage,
    complaints,
    read_reasons,
)

NAMES = ["shop.Book.pages", "shop.Book.read", "shop.Book.size", "shop.open"]
FRAMEWORK = """
class Book:
    pages = 1
    def __init__(self): self.size = 2
    def read(self): return self.pages
def lend(): return Book().read()
"""
MANAGER = """
from contextlib import contextmanager
@contextmanager
def lent(): yield
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
    reached_names.watch_subclasses(shop.Book, attributes, usage, calls)
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


def test_check_uses_what_its_own_dictionary_has(shop):
    """A base that hides what is watched does not hide the use."""
    usage = Usage(NAMES)
    attributes = {"pages": "shop.Book.pages"}
    reached_names.watch_subclasses(shop.Book, attributes, usage, Calls(usage))
    usage.is_watching = True

    class Shelf(dict, shop.Book):
        pass

    assert Shelf().pages == 1
    assert usage.by_name["shop.Book.pages"] == BY_CHECKS


def test_check_uses_what_it_enters(shop):
    """A function that is a context manager is called by the module that makes it one."""
    exec(compile(MANAGER, "/shop.py", "exec"), vars(shop))
    usage = Usage(["shop.lent"])
    calls = Calls(usage)
    calls.add(Entry("shop", ("lent",), "function"), shop.lent)
    usage.is_watching = True
    before = sys.getprofile()

    sys.setprofile(calls.see)
    with shop.lent():
        pass
    sys.setprofile(before)

    assert usage.by_name == {"shop.lent": BY_CHECKS}


USAGE = {"shop.open": BY_CHECKS, "shop.lend": INSIDE, "shop.close": NEVER}


def test_list_and_run_agree():
    assert [*complaints(USAGE, ["shop.close", "shop.lend"])] == []


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [
        (["shop.lend"], "shop.close: no check uses it, and no reason is listed"),
        (["shop.close"], "shop.lend: no check uses it, and no reason is listed"),
        (["shop.close", "shop.lend", "shop.open"], "shop.open: listed, but checks use it"),
        (
            ["shop.close", "shop.lend", "shop.rent"],
            "shop.rent: listed, but the target has no such public name",
        ),
    ],
    ids=["never-used", "inside", "used", "unknown"],
)
def test_list_and_run_differ(listed, complaint):
    assert [*complaints(USAGE, listed)] == [complaint]


def test_each_name_has_its_reason(tmp_path):
    (tmp_path / "list.toml").write_text('[[unreached]]\nreason = "Why."\nnames = ["a", "b"]\n')

    assert read_reasons(tmp_path / "list.toml") == {"a": "Why.", "b": "Why."}


def test_own_list_has_reasons():
    reasons = read_reasons(LIST)

    assert "flask.typing.ResponseValue" in reasons
    assert all(reason.endswith(".") for reason in reasons.values())
