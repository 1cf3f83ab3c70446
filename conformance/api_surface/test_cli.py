"""The names of the command line, and the options of its commands."""

import pytest

from flask_conformance.worker.stubs import Stubs
from flask_conformance.worker.surface import find, has_attribute, parameters

STUBS = Stubs.beside(__file__)
CALLABLES = STUBS.entries("function", "flask.cli") + STUBS.entries("method", "flask.cli")
BASES = [
    pytest.param(class_, base, id=f"{class_} is {base}")
    for class_, base in STUBS.base_classes()
    if class_.module == "flask.cli"
]
OPTIONS = [
    pytest.param(command, option, id=f"{command} {option}")
    for command in STUBS.entries("command", "flask.cli")
    for option in filter(None, command.content.split(", "))
]


@pytest.mark.parametrize("entry", CALLABLES, ids=str)
def test_classes_and_functions_take_these_parameters(entry):
    """The function, method or class has the names, kinds and defaults of these parameters."""
    assert parameters(entry) == entry.content


@pytest.mark.parametrize("entry", STUBS.entries("attribute", "flask.cli"), ids=str)
def test_loaders_have_these_attributes(app, entry):
    """A loader has the attribute, and not as a method."""
    loader = find(entry.owner)(create_app=lambda: app)

    assert has_attribute(loader, entry.names[-1]), f"{entry} is missing"


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_commands_have_these_options(command, option):
    """The command has one option with all of these names, and none of a similar name."""
    found = [{*each.opts, *each.secondary_opts} for each in find(command).params]

    assert any(set(option.split()) <= names for names in found), f"{command} has {found}"
    assert not any(f"{option.split()[0]}-by-another-name" in names for names in found)


@pytest.mark.parametrize(("class_", "base"), BASES)
def test_groups_and_errors_are_click_s(class_, base):
    """The class is a subclass of the base."""
    found, wanted = find(class_), find(base)

    assert issubclass(found, wanted) is True
