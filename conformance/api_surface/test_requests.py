"""The members of the class of requests, name by name."""

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)


def entries(kind):
    """The entries of that kind in the class of requests."""
    return [each for each in STUBS.entries(kind, "flask.wrappers") if each.names[0] == "Request"]


@pytest.mark.parametrize("entry", entries("method"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", entries("attribute"), ids=str)
def test_requests_have_these_attributes(app, entry):
    """A request has the attribute, and not as a method."""
    with app.test_request_context("/visit"):
        request = flask.request._get_current_object()

    assert has_attribute(request, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize(
    "entry", [each for each in entries("class attribute") if each.content == "None"], ids=str
)
def test_routing_leaves_nothing_by_itself(entry):
    """The class has the attribute, which is ``None``."""
    assert repr(find(entry)) == "None"


@pytest.mark.parametrize(
    "entry", [each for each in entries("class attribute") if each.content == "..."], ids=str
)
def test_subclasses_can_replace_these_attributes(entry):
    """The class has the attribute, and a subclass that replaces it has its own."""
    subclass = type("LibraryRequest", (find(entry.owner),), {entry.names[-1]: "replaced"})

    assert find(entry) != "replaced"
    assert getattr(subclass, entry.names[-1]) == "replaced"
