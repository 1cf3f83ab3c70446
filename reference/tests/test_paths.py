"""What no requirement asks for, and programs look for all the same, is at its path."""

from importlib import import_module
from importlib.machinery import PathFinder

import pytest

import hipflask


@pytest.mark.parametrize("name", ["_cv_app", "_cv_request"])
def test_context_variables_are_at_their_paths(name):
    """The context variables behind the proxies are where debuggers look for them."""
    found = import_module("hipflask.globals")

    assert hasattr(found, name)


def test_sansio_has_no_init():
    """``sansio`` is a namespace package, as it is in Flask."""
    spec = PathFinder.find_spec("hipflask.sansio", hipflask.__path__)

    assert spec is not None
    assert spec.origin is None
