"""Whether a requirement applies to a target: releases and capabilities."""

import pytest

from flask_conformance.specification.conditions import read_applies, read_needs
from flask_conformance.worker.conditions import Circumstances
from flask_conformance.worker.requirements import Requirement

VERSIONS = {
    "Flask": "3.1.3",
    "Werkzeug": "3.2.0.dev1",
    "Jinja": "3.1.6",
    "Click": None,
    "Python": "3.12.4",
}


def requirement(applies="", needs=""):
    """A requirement with the conditions that a page has in these words."""
    found = read_needs(needs) if needs else None
    return Requirement(
        id="routing.rules.one",
        heading="One",
        level="MUST",
        sentence="It MUST.",
        page="routing/rules.md",
        line=3,
        applies=tuple((each.to, each.specifier) for each in read_applies(applies))
        if applies
        else (),
        capabilities=found.capabilities if found else (),
        requirements=found.requirements if found else (),
        example=None,
    )


@pytest.mark.parametrize(
    ("applies", "objection"),
    [
        ("", None),
        ("Flask >= 3.1", None),
        ("Flask < 3.1", "applies to Flask <3.1; this is 3.1.3"),
        ("Flask >= 2.2 and < 3.1", "applies to Flask >=2.2,<3.1; this is 3.1.3"),
        ("Flask >= 2.2 and < 3.2", None),
        ("Flask == 3.1.*", None),
        ("Werkzeug >= 3.2", None),
        ("Werkzeug < 3.2", "applies to Werkzeug <3.2; this is 3.2.0.dev1"),
        ("Flask >= 3.1, Werkzeug >= 3.1", None),
        ("Flask >= 3.1, Python < 3.12", "applies to Python <3.12; this is 3.12.4"),
        ("Click >= 8.0", "applies to Click >=8.0; this is none"),
    ],
    ids=[
        "always",
        "lower-bound",
        "upper-bound",
        "outside-of-two-bounds",
        "within-two-bounds",
        "line-of-releases",
        "development-release-counts-as-the-release-it-leads-to",
        "development-release-is-not-what-was-before",
        "two-projects",
        "one-of-two-projects",
        "absent-project",
    ],
)
def test_releases(applies, objection):
    """All bounds of all projects have to be met, as a page writes them."""
    here = Circumstances(VERSIONS, frozenset())

    assert here.objection(requirement(applies)) == objection


def test_capabilities():
    """A missing capability is an objection; a needed requirement is none."""
    here = Circumstances(VERSIONS, frozenset({"cli"}))

    assert here.objection(requirement(needs="cli, routing.rules.two")) is None
    assert here.objection(requirement(needs="cli, async")) == "needs the capability 'async'"


def test_python_under_development_has_a_version(monkeypatch):
    """A Python built from a branch, whose version text is no version, can be compared."""
    monkeypatch.setattr("platform.python_version", lambda: "3.15.0a1+")

    here = Circumstances.here(frozenset())

    assert here.objection(requirement("Python >= 3.8")) is None


def test_target_without_a_version_is_judged_as_the_newest_3_1(monkeypatch):
    """Where no distribution says otherwise, the target implements Flask 3.1."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: _no_version(name))

    here = Circumstances.here(frozenset())

    assert here.objection(requirement("Flask >= 3.1.3 and < 3.2")) is None
    assert here.objection(requirement("Werkzeug >= 1.0"))


def _no_version(name):
    import importlib.metadata

    raise importlib.metadata.PackageNotFoundError(name)
