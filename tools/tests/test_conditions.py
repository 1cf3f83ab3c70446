"""What ``Applies to:`` and ``Needs:`` may say."""

import pytest

from flask_conformance.specification.conditions import Applies, Needs, read_applies, read_needs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Flask >= 3.1", [("Flask", ">=3.1")], id="one-bound"),
        pytest.param("Flask >= 2.2 and < 3.0", [("Flask", ">=2.2,<3.0")], id="two-bounds"),
        pytest.param(
            "Flask < 3.2, Werkzeug >= 3.1.9",
            [("Flask", "<3.2"), ("Werkzeug", ">=3.1.9")],
            id="two-projects",
        ),
        pytest.param("Python == 3.12.*", [("Python", "==3.12.*")], id="a-line-of-releases"),
    ],
)
def test_applies(text, expected):
    """Bounds are kept in the order in which they are written."""
    assert read_applies(text) == tuple(Applies(*each) for each in expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Flask", id="no-bound"),
        pytest.param("Flask 3.1", id="no-operator"),
        pytest.param("Flask>=3.1", id="no-spaces"),
        pytest.param("Flask >=3.1", id="one-space"),
        pytest.param("Flask > = 3.1", id="parted-operator"),
        pytest.param("Flask ~= 3.1", id="other-operator"),
        pytest.param("Flask >= three", id="no-version"),
        pytest.param("Flask >= 3.1.", id="full-stop"),
        pytest.param("flask >= 3.1", id="small-letter"),
        pytest.param("Django >= 3.1", id="other-project"),
        pytest.param("Flask >= 3.1,", id="trailing-comma"),
        pytest.param("Flask >= 2.2, < 3.0", id="comma-between-bounds"),
        pytest.param("Flask >= 2.2, Flask < 3.0", id="project-twice"),
        pytest.param("Flask >= 2.2 or < 2.0", id="or"),
    ],
)
def test_other_applies_are_refused(text):
    """What the grammar does not have is an error, never ignored."""
    with pytest.raises(ValueError, match="Applies to:"):
        read_applies(text)


@pytest.mark.parametrize(
    ("version", "expected"),
    [("2.1.3", False), ("2.2", True), ("2.9", True), ("3.0.0", False)],
)
def test_admits(version, expected):
    """A release is admitted if it is within all bounds."""
    assert Applies("Flask", ">=2.2,<3.0.0").admits(version) is expected


def test_needs():
    """Words with dots are requirements, the others capabilities."""
    needs = read_needs("async, routing.rules.plain-body,in-process")

    assert needs == Needs(("async", "in-process"), ("routing.rules.plain-body",))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("asynch", id="unknown"),
        pytest.param("async cli", id="no-comma"),
        pytest.param("async, async", id="twice"),
        pytest.param("routing.rules", id="two-parts"),
        pytest.param("async.", id="full-stop"),
    ],
)
def test_other_needs_are_refused(text):
    """A need that is neither a capability nor an id is an error."""
    with pytest.raises(ValueError, match="Needs:"):
        read_needs(text)
