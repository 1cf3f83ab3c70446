"""The members of the classes for testing, name by name."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)
COOKIES = STUBS.entries("method", "flask.testing", group="FLASK >= (3, 0)")

BASES = [
    pytest.param(class_, base, id=f"{class_} is {base}")
    for class_, base in STUBS.base_classes()
    if class_.module == "flask.testing"
]


def made(app, class_):
    """An object of the class, for the application."""
    import flask.testing

    makers = {
        "EnvironBuilder": lambda: flask.testing.EnvironBuilder(app, "/visit"),
        "FlaskClient": lambda: app.test_client(),
        "FlaskCliRunner": lambda: app.test_cli_runner(),
    }
    return makers[class_]()


@pytest.mark.parametrize("entry", STUBS.entries("method", "flask.testing"), ids=str)
def test_methods_take_these_parameters(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.testing"), ids=str)
def test_clients_runners_and_builders_have_these_attributes(app, entry):
    """An object of the class has the attribute, and not as a method."""
    found = made(app, entry.names[0])

    assert has_attribute(found, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize("entry", COOKIES, ids=str)
def test_cookies_of_a_client_can_be_set_and_read(entry):
    """The method has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize(("class_", "base"), BASES)
def test_classes_are_derived_from_werkzeug_s_and_click_s(class_, base):
    """The class is a subclass of the base."""
    found, wanted = find(class_), find(base)

    assert issubclass(found, wanted) is True
