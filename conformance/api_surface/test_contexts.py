"""The members of the class of application contexts, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import has_attribute, parameters

STUBS = Stubs.beside(__file__)


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.ctx"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.ctx"), ids=str)
def test_contexts_have_these_attributes(app, entry):
    """An application context has the attribute, and not as a method."""
    assert has_attribute(app.app_context(), entry.names[-1]), f"{entry} is missing"
