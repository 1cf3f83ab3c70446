"""What is public by its name only, name by name."""

from importlib import import_module

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, is_offered, parameters

STUBS = Stubs.beside(__file__)
GROUP = "UNDOCUMENTED"
CALLABLES = STUBS.entries("function", group=GROUP) + STUBS.entries("method", group=GROUP)
# What JSONTag has, the page on JSON asks for.
OWN = [each for each in CALLABLES if each.module != "flask.json.tag"]
CLASS_ATTRIBUTES = STUBS.entries("class attribute", group=GROUP)
WITHOUT_IO = [
    each
    for each in STUBS.entries(
        "class", "flask.sansio.app", "flask.sansio.blueprints", "flask.sansio.scaffold"
    )
    if "sansio" in each.module
]


@pytest.mark.parametrize("entry", OWN, ids=str)
def test_undocumented_functions_take_these_parameters(entry):
    """The function or method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("name", group=GROUP), ids=str)
def test_undocumented_names_are_there(entry):
    """The module has the name, and not just any name."""
    module = import_module(entry.module)

    assert is_offered(module, entry.names[0]), f"{entry} is missing"


@pytest.mark.parametrize("class_", STUBS.entries("class", group=GROUP), ids=str)
def test_undocumented_classes_are_there(class_):
    """It is a class, whose attributes have the values that the stub says."""
    of_class = [each for each in CLASS_ATTRIBUTES if str(each.owner) == str(class_)]
    wanted = {each.names[-1]: each.content for each in of_class if each.content != "..."}
    found = find(class_)

    assert isinstance(found, type) is True
    assert {name: repr(getattr(found, name)) for name in wanted} == wanted


@pytest.mark.parametrize("class_", WITHOUT_IO, ids=str)
def test_application_and_blueprint_have_a_base_without_input_and_output(class_):
    """The class has every method that its stub lists."""
    methods = STUBS.entries("method", class_.module)
    methods = [each for each in methods if str(each.owner) == str(class_)]

    found = {str(each): parameters(each) for each in methods}

    assert found == {str(each): each.content for each in methods}
