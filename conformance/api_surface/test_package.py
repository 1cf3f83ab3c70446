"""What the package and its modules offer, name by name."""

import sys
from importlib import import_module

import pytest

from flask_conformance.worker.stubs import Entry, Stubs
from flask_conformance.worker.surface import find, is_offered, parameters

STUBS = Stubs.beside(__file__)
NAMES = STUBS.entries("export", "flask")
ELSEWHERE = ("flask.cli", "flask.debughelpers", "flask.sansio")
MODULES = [each for each in STUBS.by_module if each != "flask" and not each.startswith(ELSEWHERE)]
FUNCTIONS = [each for each in STUBS.entries("function") if not each.module.startswith(ELSEWHERE)]
BASES = [
    pytest.param(class_, base, id=f"{class_} is {base}")
    for class_, base in STUBS.base_classes()
    if base.module.startswith(("flask", "builtins", "collections"))
    if not any(each.module.startswith(ELSEWHERE) for each in (class_, base))
]


@pytest.mark.parametrize("entry", NAMES, ids=str)
def test_package_offers_its_names(entry):
    """The package has the name, and not just any name."""
    package = import_module("flask")

    assert is_offered(package, entry.names[0]), f"{entry} is missing"


@pytest.mark.parametrize("entry", [each for each in NAMES if each.content != "flask.json"], ids=str)
def test_names_are_the_same_in_their_modules(entry):
    """The name stands for one object in both places."""
    module, _, name = entry.content.rpartition(".")

    there = find(Entry(module, (name,)))

    assert find(entry) is there


@pytest.mark.parametrize("module", MODULES)
def test_modules_can_be_imported(module):
    """The module can be imported, and one of a similar name cannot."""
    found = import_module(module)

    assert found is sys.modules[module]
    with pytest.raises(ModuleNotFoundError):
        import_module(f"{module}_by_another_name")


@pytest.mark.parametrize(("class_", "base"), BASES)
def test_classes_have_these_bases(class_, base):
    """The class is a subclass of the base, whatever stands between them."""
    found, wanted = find(class_), find(base)

    assert issubclass(found, wanted) is True


@pytest.mark.parametrize("entry", FUNCTIONS, ids=str)
def test_functions_take_these_parameters(entry):
    """The function has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content
