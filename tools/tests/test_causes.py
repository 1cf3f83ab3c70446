"""What costs a target the most checks."""

from types import SimpleNamespace

import pytest

from flask_conformance.reporting.causes import cause_of, frequent


def failed(message):
    """A failed check that says this."""
    return SimpleNamespace(message=message)


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("E   AttributeError: no 'g'", "AttributeError: no 'g'"),
        (
            ">   import flask.views\nE   ModuleNotFoundError: no\n\nx.py:1",
            "ModuleNotFoundError: no",
        ),
        ("E   TypeError: got 'methods'\nE   KeyError: 'x'", "TypeError: got 'methods'"),
        ("E   AssertionError: assert 1 == 2", None),
        ("E   ValueError: no\nE   AttributeError: of its handler", None),
        ("it did not end within its time limit", None),
    ],
    ids=["attribute", "module", "first-counts", "assertion", "other-error", "no-error"],
)
def test_cause(message, cause):
    """The first error tells what is lacking, if it tells of that."""
    assert cause_of(failed(message)) == cause


def test_frequent_causes():
    """The costliest comes first; what costs few checks is left out."""
    messages = [*["E   NameError: a"] * 2, *["E   NameError: b"] * 3, *["E   NameError: c"] * 4]

    causes = list(frequent(map(failed, messages)))

    assert causes == [("NameError: c", 4), ("NameError: b", 3)]
