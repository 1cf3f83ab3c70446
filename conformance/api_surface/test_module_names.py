"""What modules offer beside functions and classes, name by name."""

from importlib import import_module

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import is_offered

STUBS = Stubs.beside(__file__)
MODULES = ("flask.globals", "flask.logging", "flask.signals", "flask.typing")
NAMES = STUBS.entries("name", *MODULES) + STUBS.entries("export", "flask.signals")


@pytest.mark.parametrize("entry", NAMES, ids=str)
def test_modules_offer_these_names(entry):
    """The module has the name, and not just any name."""
    module = import_module(entry.module)

    assert is_offered(module, entry.names[0]), f"{entry} is missing"
