"""The members of the classes of sessions and their interfaces, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)
ATTRIBUTES = STUBS.entries("attribute", "flask.sessions")
CLASS_ATTRIBUTES = STUBS.entries("class attribute", "flask.sessions")


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.sessions"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize(
    "entry", [each for each in ATTRIBUTES if each.names[0] != "SessionMixin"], ids=str
)
def test_sessions_have_these_attributes(entry):
    """A session has the attribute, and not as a method."""
    session = find(entry.owner)()

    assert has_attribute(session, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", CLASS_ATTRIBUTES, ids=str)
def test_subclasses_can_replace_these_attributes(entry):
    """The class has the attribute; what the stub says of its value is so."""
    found = repr(find(entry))

    assert entry.content in ("...", found)
