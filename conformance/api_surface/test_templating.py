"""The parameters of the template environment."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import parameters

STUBS = Stubs.beside(__file__)


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.templating"), ids=str)
def test_environment_is_made_for_an_application(entry):
    """The class takes these parameters."""
    assert parameters(entry) == entry.content
