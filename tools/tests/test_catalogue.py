"""The list of checks, made without a target: the same for all, or a problem of the suite."""

import pytest

from flask_conformance.checks.stage import StageProblem, prepare

PAGE = """\
# Rules

## First rule

It **MUST** be.

```python
assert app.name.startswith("app")
```

## Second rule

It **MUST** be.
"""
KINDS = '''\
from hypothesis import given
from hypothesis import strategies as st


def test_second_rule(client):
    """It is so."""


@given(st.integers())
def test_second_rule__for_all(number):
    """It is always so."""
'''


def test_checks_have_their_kind(make_suite):
    """Examples, tests and properties are told apart, in the order of the page."""
    stage = prepare(
        make_suite({"spec/routing/rules.md": PAGE, "conformance/routing/test_rules.py": KINDS})
    )

    assert [(each.id, each.requirement, each.kind) for each in stage.checks] == [
        ("spec/routing/rules.md::first-rule", "routing.rules.first-rule", "example"),
        (
            "conformance/routing/test_rules.py::test_second_rule",
            "routing.rules.second-rule",
            "test",
        ),
        (
            "conformance/routing/test_rules.py::test_second_rule__for_all",
            "routing.rules.second-rule",
            "property",
        ),
    ]
    assert {each.chapter for each in stage.checks} == {"routing"}


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import flask\n\nAPP = flask.Flask('early')\n", "no attribute 'Flask'"),
        ("from flask import Flask\n", "cannot import name 'Flask'"),
        ("import flask.views\n", "No module named 'flask.views'"),
        ("def test_second_rule(:\n", "SyntaxError"),
        ("def test_third_rule():\n    pass\n", "test_third_rule: names no requirement"),
    ],
    ids=["attribute", "name", "submodule", "syntax", "nameless"],
)
def test_faulty_module_is_a_problem_of_the_suite(make_suite, module, reason):
    """A module that touches the target while it is collected is named, with the reason."""
    suite = make_suite({"spec/routing/rules.md": PAGE, "conformance/routing/test_rules.py": module})

    with pytest.raises(StageProblem) as caught:
        prepare(suite)

    assert "conformance/routing/test_rules.py" in str(caught.value)
    assert reason in str(caught.value)
