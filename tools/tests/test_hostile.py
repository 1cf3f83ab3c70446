"""Targets that hang, die, flood, forget or lie: one check is blamed, and no other suffers.

Each strikes in one check of the chapter on signals; the rest is compared with real Flask.
"""

from pathlib import Path

import pytest

from flask_conformance.checks.selection import Selection
from flask_conformance.checks.stage import prepare
from flask_conformance.judging.supervision import Limits
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets.naming import Target, resolve
from flask_conformance.targets.settings import Configuration
from flask_conformance.verdicts.results import Exit

CHAPTER = Selection(chapters=("signals",))
STRUCK = "spec/signals/requests.md::request-finished-shows-the-response-as-it-will-be-sent"
LIMITS = Limits(check=2.0, of_property=20.0, load=6.0, memory=512 * 1024**2)
CONFIGURATION = Configuration.read(find_suite().conformance / "hostile/conformance.toml")
BLAMED = {
    "allocates_without_end": "failed",
    "changes_directory": "failed",
    "changes_environment": "failed",
    "closes_streams": None,
    "exits_by_exception": "failed",
    "exits_the_process": "crashed",
    "floods_streams": None,
    "hangs_in_hook": "timeout",
    "hangs_in_view": "timeout",
    "interrupts": "failed",
    "leaves_context_pushed": "failed",
    "leaves_signal_connected": "failed",
    "leaves_thread_running": "failed",
    "overflows_the_stack": "crashed",
    "recurses_without_end": "failed",
}
"""The verdict on the struck check; None where the fault harms nobody, or only itself."""


@pytest.fixture(scope="module")
def whole_stage():
    """The stage of the real suite."""
    return prepare(find_suite())


@pytest.fixture(scope="module")
def judge_chapter(laboratory, tmp_path_factory, whole_stage):
    """Judge a target by the chapter on signals."""

    def judge(target, **options):
        room = laboratory(tmp_path_factory.mktemp("hostile"))
        return room.judge(
            target, stage=whole_stage, **{"selection": CHAPTER, "limits": LIMITS, **options}
        )

    return judge


@pytest.fixture(scope="module")
def without_fault(judge_chapter):
    """The verdicts on real Flask."""
    result = judge_chapter(Target("flask", "flask"))
    return {each.check.id: each.outcome for each in result.verdicts}


def hostile(name):
    return resolve(name, configuration=CONFIGURATION)


@pytest.mark.parametrize("name", BLAMED)
def test_blames_the_struck_check_alone(name, judge_chapter, without_fault, outcomes, monkeypatch):
    """The check in which the fault strikes has the verdict; the others are as without it."""
    monkeypatch.setenv("CONFORMANCE_STRIKE", STRUCK)

    found = outcomes(judge_chapter(hostile(name)))

    blamed = found.pop(STRUCK)
    if BLAMED[name]:
        assert blamed == BLAMED[name]
    assert found == {id_: each for id_, each in without_fault.items() if id_ != STRUCK}


@pytest.mark.parametrize("name", ["hangs_at_import", "raises_at_import"])
def test_target_that_cannot_be_imported_leaves_all_untested(name, judge_chapter, outcomes):
    """Without an import nothing is judged, in bounded time, and the reason is told."""
    result = judge_chapter(hostile(name))

    assert set(outcomes(result).values()) == {"untested"}
    assert result.exit_code is Exit.NO_VERDICT
    assert "import" in result.verdicts[0].message or "time limit" in result.verdicts[0].message


@pytest.mark.parametrize("smoke", [True, False], ids=["smoke", "no-smoke"])
def test_null_targets_pass_nothing(smoke, laboratory, tmp_path, whole_stage):
    """Targets that accept everything and answer all alike pass no check of any chapter.

    Three draws of each property are enough: with more, more of them would fail.
    """
    targets = [hostile(name) for name in ("null_200", "null_404", "null_500")]

    results = laboratory(tmp_path).judge(
        *targets, stage=whole_stage, limits=LIMITS, smoke=smoke, profile="glance"
    )

    for result in results:
        assert [each.check.id for each in result.verdicts if each.outcome == "passed"] == []
        assert len(result.verdicts) == len(whole_stage.checks)


def test_missing_submodule_costs_the_checks_that_use_it(
    laboratory, tmp_path, suite_with_views, outcomes
):
    """Without ``flask.views`` only the check that imports it fails."""
    result = laboratory(tmp_path).judge(hostile("lacks_views"), stage=suite_with_views)

    assert outcomes(result) == {
        "spec/views/pages.md::plain-view": "passed",
        "spec/views/pages.md::class-based-view": "failed",
        "spec/views/pages.md::other-plain-view": "passed",
    }


PAGE = """\
# Pages

## Plain view

It **MUST** answer.

```python
app.add_url_rule("/a", "a", lambda: "a")
assert client.get("/a").text == "a"
```

## Class-based view

It **MUST** answer too.

```python
import flask.views

class Page(flask.views.View):
    def dispatch_request(self):
        return "b"

app.add_url_rule("/b", view_func=Page.as_view("b"))
assert client.get("/b").text == "b"
```

## Other plain view

It **MUST** answer as well.

```python
app.add_url_rule("/c", "c", lambda: "c")
assert client.get("/c").text == "c"
```
"""


@pytest.fixture
def suite_with_views(tmp_path):
    """A suite in which one of three checks needs ``flask.views``."""
    folder = tmp_path / "suite"
    (folder / "conformance").mkdir(parents=True)
    page = folder / "spec/views/pages.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    return prepare(type(find_suite()).at(folder))


def test_all_hostile_targets_are_tried():
    """No hostile target lies there unused."""
    others = {"hangs_at_import", "raises_at_import", "lacks_views"}
    others |= {"null_200", "null_404", "null_500"}

    assert set(CONFIGURATION.targets) == set(BLAMED) | others
    assert {path.stem for path in Path(CONFIGURATION.path.parent).glob("*.py")} >= others
