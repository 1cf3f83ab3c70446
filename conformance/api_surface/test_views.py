"""The members of the view classes, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, parameters

STUBS = Stubs.beside(__file__)


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.views"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("class attribute", "flask.views"), ids=str)
def test_subclasses_can_replace_these_attributes(entry):
    """The class has the attribute; what the stub says of its value is so."""
    found = repr(find(entry))

    assert entry.content in ("...", found)
