"""Stubs are read: entries, inheritance, conditions, and the shortest way to a name."""

import re
from pathlib import Path

import pytest

from flask_conformance.specification.sources import find_suite
from flask_conformance.worker.stubs import Stubs

LIBRARY = {
    "shop/__init__.pyi": "from shop.books import Book as Book\n",
    "shop/things.pyi": "class Thing:\n    price = 1\n    def sell(self, to, at=None): ...\n",
    "shop/books.pyi": """
from shop.things import Thing

SHELVES = ...

class Book(Thing):
    pages: object
    def sell(self, to): ...
    @staticmethod
    def read(aloud=...): ...
    if SHOP >= (2, 0):
        def lend(self, *, days=30): ...

@click.command("order")
@click.option("--number", "-n")
@click.option("--gift")
def order(): ...
""",
}


@pytest.fixture
def stubs(tmp_path):
    """The stubs of a small package."""
    for name, text in LIBRARY.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return Stubs(tmp_path)


def told(entries):
    return {str(each): each.content for each in entries}


def test_class_is_where_the_package_hands_it_on(stubs):
    assert told(stubs.entries("class", "shop.books")) == {"shop.Book": ""}
    assert told(stubs.entries("export")) == {"shop.Book": "shop.books.Book"}


def test_members_are_inherited_unless_they_are_replaced(stubs):
    assert told(stubs.entries("method", "shop.books")) == {
        "shop.Book.sell": "(to)",
        "shop.Book.read": "(aloud=...)",
    }
    assert told(stubs.entries("class attribute", "shop.books")) == {"shop.Book.price": "1"}


def test_attributes_of_objects_and_other_names_are_told_apart(stubs):
    assert told(stubs.entries("attribute")) == {"shop.Book.pages": ""}
    assert told(stubs.entries("name")) == {"shop.books.SHELVES": "..."}


def test_conditions_make_groups(stubs):
    found = stubs.entries("method", group="SHOP >= (2, 0)")

    assert told(found) == {"shop.Book.lend": "(*, days=30)"}


def test_command_has_its_options(stubs):
    assert told(stubs.entries("command")) == {"shop.books.order": "--number -n, --gift"}


def test_bases_are_told_where_they_are_found(stubs):
    found = [(str(class_), str(base)) for class_, base in stubs.base_classes()]

    assert found == [("shop.Book", "shop.things.Thing")]


def test_every_condition_of_the_specification_has_a_test():
    suite = find_suite()
    stubs = Stubs(suite.spec / "api-surface")
    conditions = {entry.group for stub in stubs.by_module.values() for entry in stub.entries}

    tests = [path.read_text() for path in Path(suite.conformance, "api_surface").glob("test_*.py")]

    named = {name for text in tests for name in re.findall(r'"(FLASK [^"]+|UNDOCUMENTED)"', text)}
    assert named == conditions - {""}
