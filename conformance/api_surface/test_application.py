"""The members of the application's class, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)
TEST_CLASSES = ("test_client_class", "test_cli_runner_class")
CLASS_ATTRIBUTES = STUBS.entries("class attribute", "flask.app")


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.app"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.app"), ids=str)
def test_applications_have_these_attributes(app, entry):
    """An application has the attribute, and not as a method."""
    assert has_attribute(app, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", CLASS_ATTRIBUTES, ids=str)
def test_subclasses_can_replace_these_attributes(entry):
    """The class has the attribute, and a subclass that replaces it has its own."""
    found, name = find(entry.owner), entry.names[-1]
    subclass = type("Library", (found,), {name: "replaced"})

    assert find(entry) != "replaced"
    assert getattr(subclass, name) == "replaced"


@pytest.mark.parametrize(
    "entry", [each for each in CLASS_ATTRIBUTES if each.names[-1] in TEST_CLASSES], ids=str
)
def test_test_classes_are_not_chosen_beforehand(entry):
    """The class has the attribute, which is ``None``."""
    assert repr(find(entry)) == entry.content
