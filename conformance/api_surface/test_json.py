"""The members of the classes of providers, tags and the tagged serializer, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)
MODULES = ("flask.json.provider", "flask.json.tag")
TAG_ATTRIBUTES = STUBS.entries("attribute", "flask.json.tag")


@pytest.mark.parametrize("entry", STUBS.entries("method", *MODULES), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", TAG_ATTRIBUTES, ids=str)
def test_tags_and_serializers_have_these_attributes(entry):
    """An object of the class has the attribute, and not as a method."""
    class_ = find(entry.owner)
    made = class_("serializer") if entry.names[0] == "JSONTag" else class_()

    assert has_attribute(made, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", STUBS.entries("class attribute", *MODULES), ids=str)
def test_subclasses_can_replace_these_attributes(entry):
    """The class has the attribute; what the stub says of its value is so."""
    found = repr(find(entry))

    assert entry.content in ("...", found)
