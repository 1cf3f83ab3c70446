"""The members of the configuration's class, name by name."""

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import has_attribute, parameters

STUBS = Stubs.beside(__file__)


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.config"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.config"), ids=str)
def test_configurations_have_these_attributes(entry):
    """A configuration has the attribute, and not as a method."""
    config = flask.Config("/library")

    assert has_attribute(config, entry.names[-1]), f"{entry} is missing"
