"""The members of the class of responses, name by name."""

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)


def entries(kind):
    """The entries of that kind in the class of responses."""
    return [each for each in STUBS.entries(kind, "flask.wrappers") if each.names[0] == "Response"]


@pytest.mark.parametrize("entry", entries("method"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", entries("attribute"), ids=str)
def test_responses_have_these_attributes(entry):
    """A response has the attribute, and not as a method."""
    assert has_attribute(flask.Response(), entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize(
    "entry", [each for each in entries("class attribute") if each.content != "..."], ids=str
)
def test_class_says_what_responses_are_by_default(entry):
    """The class has the attribute with this value."""
    assert repr(find(entry)) == entry.content
