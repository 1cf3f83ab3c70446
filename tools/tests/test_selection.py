"""Which checks a run has."""

import pytest

from flask_conformance.checks.selection import Selection, SelectionError
from flask_conformance.checks.stage import Check

CHECKS = [
    Check("spec/routing/rules.md::one", "routing.rules.one", "example"),
    Check("conformance/routing/test_rules.py::test_one[a]", "routing.rules.one", "test"),
    Check("spec/signals/sender.md::two", "signals.sender.two", "example"),
    Check("conformance/signals/test_sender.py::test_two", "signals.sender.two", "property"),
]


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(), [0, 1, 2, 3]),
        (Selection(chapters=("signals",)), [2, 3]),
        (Selection(requirements=("routing.rules.one",)), [0, 1]),
        (Selection(requirements=("spec/signals/sender.md::two",)), [2]),
        (Selection(keyword="TEST_"), [1, 3]),
        (Selection(keyword="test-rules"), [1]),
        (Selection(shard=(1, 2)), [0, 2]),
        (Selection(shard=(2, 2)), [1, 3]),
        (Selection(chapters=("routing",), shard=(2, 2)), [1]),
    ],
    ids=[
        "everything",
        "chapter",
        "requirement",
        "check",
        "keyword",
        "keyword-with-a-dash",
        "shard-one",
        "shard-two",
        "shard-of-a-chapter",
    ],
)
def test_chooses(selection, chosen):
    """The options of a run choose checks, in their order."""
    assert selection.choose(CHECKS) == [CHECKS[number] for number in chosen]


def test_random_order_keeps_all():
    """Another order has the same checks, and the same seed the same order."""
    checks = [Check(f"spec/a/b.md::{number}", "a.b.c", "example") for number in range(50)]

    once, again = Selection(seed=3).choose(checks), Selection(seed=3).choose(checks)

    assert once == again != checks
    assert sorted(once, key=str) == sorted(checks, key=str)


@pytest.mark.parametrize(
    ("selection", "hint"),
    [
        (Selection(chapters=("signal",)), "Did you mean signals?"),
        (Selection(requirements=("routing.rules.on",)), "Did you mean routing.rules.one?"),
        (Selection(requirements=("zzz",)), "'--list' shows all checks."),
        (Selection(requirements=("routing",)), "It is a chapter: --chapter routing"),
        (
            Selection(requirements=("routing.rules",)),
            "Several have an id that begins so: -k routing.rules",
        ),
        (
            Selection(requirements=("conformance/routing/test_rules.py::test_one",)),
            "Several have an id that begins so: -k conformance/routing/test_rules.py::test_one",
        ),
        (Selection(keyword="sendre"), "Did you mean sender?"),
        (Selection(keyword="nowhere"), "'--list' shows all checks."),
        (
            Selection(chapters=("routing",), keyword="sender"),
            "'flask-conformance run --list' shows all checks.",
        ),
    ],
    ids=[
        "chapter",
        "requirement",
        "nothing-near",
        "chapter-as-requirement",
        "page",
        "table-of-values",
        "misspelt-keyword",
        "keyword",
        "nothing-in-common",
    ],
)
def test_empty_choice_is_an_error(selection, hint):
    """A choice of nothing is a mistake, with a hint."""
    with pytest.raises(SelectionError) as caught:
        selection.choose(CHECKS)

    assert caught.value.hint == hint


def test_suite_without_checks_is_an_error():
    """Where there are no checks at all, no option is blamed."""
    with pytest.raises(SelectionError) as caught:
        Selection().choose([])

    assert caught.value.message == "No check is selected."
