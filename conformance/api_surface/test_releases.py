"""Entries of the stubs below a condition, name by name."""

import warnings
from importlib import import_module

import flask
import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import has_attribute, is_offered, parameters

STUBS = Stubs.beside(__file__)
OLD, NEW = "FLASK < (3, 2)", "FLASK >= (3, 2)"
OF_REQUESTS = STUBS.entries("attribute", "flask.wrappers", group="FLASK >= (3, 1)")
REQUEST_CONTEXT = STUBS.entries("attribute", "flask.ctx", group=OLD)


def callables(group):
    """The functions and methods below one condition."""
    found = STUBS.entries("function", group=group) + STUBS.entries("method", group=group)
    return [each for each in found if "sansio" not in each.module]


@pytest.mark.parametrize("entry", callables("FLASK >= (2, 3)"), ids=str)
def test_flask_2_3_added_these_parameters(entry):
    """The function or method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", callables("FLASK >= (3, 1)"), ids=str)
def test_flask_3_1_added_these_methods_and_parameters(entry):
    """The function or method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", OF_REQUESTS, ids=str)
def test_flask_3_1_added_these_attributes_of_requests(app, entry):
    """A request has the attribute, and not as a method."""
    with app.test_request_context("/visit"):
        request = flask.request._get_current_object()

    assert has_attribute(request, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", callables(OLD), ids=str)
def test_releases_before_3_2_have_these_parameters(entry):
    """The function or method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", REQUEST_CONTEXT, ids=str)
def test_request_contexts_have_these_attributes(app, entry):
    """A request context has the attribute, and not as a method."""
    context = app.test_request_context("/visit")

    assert has_attribute(context, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", STUBS.entries("name", group=OLD), ids=str)
def test_releases_before_3_2_have_these_names(entry):
    """The module has the name, and not just any name."""
    module = import_module(entry.module)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert is_offered(module, entry.names[0]), f"{entry} is missing"


@pytest.mark.parametrize("entry", callables(NEW), ids=str)
def test_flask_3_2_changed_these_parameters(entry):
    """The function or method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.ctx", group=NEW), ids=str)
def test_one_context_has_these_attributes(app, entry):
    """A context has the attribute, and not as a method."""
    assert has_attribute(app.app_context(), entry.names[-1]), f"{entry} is missing"
