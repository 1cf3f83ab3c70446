"""The members of the classes of blueprints and their setup states, name by name."""

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import has_attribute, parameters

STUBS = Stubs.beside(__file__)
METHODS = [
    each
    for each in STUBS.entries("method", "flask.blueprints", "flask.sansio.blueprints")
    if "sansio" not in each.module
]
ATTRIBUTES = STUBS.entries("attribute", "flask.blueprints", "flask.sansio.blueprints")


@pytest.mark.parametrize("entry", METHODS, ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize(
    "entry", [each for each in ATTRIBUTES if str(each.owner) == "flask.Blueprint"], ids=str
)
def test_blueprints_have_these_attributes(entry):
    """A blueprint has the attribute, and not as a method."""
    shelf = flask.Blueprint("shelf", "library")

    assert has_attribute(shelf, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize(
    "entry", [each for each in ATTRIBUTES if "SetupState" in each.names[0]], ids=str
)
def test_setup_states_have_these_attributes(app, entry):
    """A setup state has the attribute, and not as a method."""
    state = flask.Blueprint("shelf", "library").make_setup_state(app, {}, True)

    assert has_attribute(state, entry.names[-1]), f"{entry} is missing"
