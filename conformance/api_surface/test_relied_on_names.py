"""Names that programs import from modules that only use them, name by name."""

from importlib import import_module

import pytest

HANDED_ON = {
    "flask.app": [
        *("current_app", "request", "session", "g", "Request", "Response"),
        *("Headers", "HTTPException", "InternalServerError", "Rule"),
    ],
    "flask.cli": ["current_app"],
    "flask.helpers": ["current_app", "request", "session"],
    "flask.logging": ["request"],
    "flask.sansio.app": ["setupmethod"],
    "flask.views": ["current_app", "request"],
}
HOMES = {
    **dict.fromkeys(("current_app", "request", "session", "g", "Request", "Response"), "flask"),
    **dict.fromkeys(("HTTPException", "InternalServerError"), "werkzeug.exceptions"),
    "Headers": "werkzeug.datastructures",
    "Rule": "werkzeug.routing",
    "setupmethod": "flask.sansio.scaffold",
}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        pytest.param(module, name, id=f"{module}.{name}")
        for module, names in HANDED_ON.items()
        for name in names
    ],
)
def test_names_of_other_modules_are_handed_on(module, name):
    """The name stands for the same object in both places."""
    home = import_module(HOMES[name])

    found = vars(import_module(module))[name]

    assert found is vars(home)[name]
