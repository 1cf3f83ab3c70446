"""The folder that workers are given: kept by the hash of what it is made from."""

import shutil
import threading

import pytest

from flask_conformance.checks import stage as stages
from flask_conformance.checks.stage import StageProblem, prepare
from flask_conformance.worker.plan import LIST

PAGE = """\
# Rules

## First rule

It **MUST** be.

```python
assert app
```
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of one's own; what lies in it."""
    monkeypatch.setattr(stages, "cache_folder", lambda: tmp_path)
    return tmp_path / "stages"


@pytest.fixture
def small_suite(make_suite):
    """A suite of one example."""
    return make_suite({"spec/routing/rules.md": PAGE})


def test_stage_is_complete(cache, small_suite):
    """Pages, manifest, list of checks and the worker are there, and nothing of the controller."""
    stage = prepare(small_suite)

    assert stage.folder.parent == cache
    assert [each.id for each in stage.checks] == ["spec/routing/rules.md::first-rule"]
    assert list(stage.requirements.by_id) == ["routing.rules.first-rule"]
    package = stage.folder / "flask_conformance"
    assert (package / "worker/__main__.py").is_file()
    names = {path.name for path in package.iterdir()} - {"__pycache__"}
    assert names == {"__init__.py", "worker"}


def test_same_sources_are_not_staged_again(cache, small_suite, monkeypatch):
    """The second time nothing is made."""
    first = prepare(small_suite)
    monkeypatch.setattr(stages, "_make", None)

    assert prepare(small_suite) == first


def test_changed_page_makes_another_stage(cache, small_suite):
    """A page with another word is another specification."""
    first = prepare(small_suite)
    page = small_suite.spec / "routing/rules.md"
    page.write_text(PAGE.replace("It **MUST**", "All **MUST**"))

    second = prepare(small_suite)

    assert first.folder != second.folder
    assert second.requirements.by_id["routing.rules.first-rule"].sentence == "All MUST be."


@pytest.mark.parametrize("name", ["specification/ids.py", "worker/plan.py"])
def test_changed_program_makes_another_stage(cache, small_suite, tmp_path, monkeypatch, name):
    """What reads the pages and what runs the checks decide like a page does."""
    copy = tmp_path / "flask_conformance"
    shutil.copytree(stages.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(stages, "PACKAGE", copy)
    made = []
    monkeypatch.setattr(stages, "_make", lambda folder, *rest: made.append(folder))

    prepare(small_suite)
    with (copy / name).open("a") as file:
        file.write("# changed\n")
    prepare(small_suite)

    assert len(set(made)) == 2


def test_renamed_file_makes_another_stage(cache, make_suite, monkeypatch):
    """The same text at another place is another check."""
    made = []
    monkeypatch.setattr(stages, "_make", lambda folder, *rest: made.append(folder))

    for name in ("rules", "roots"):
        prepare(make_suite({f"spec/routing/{name}.md": PAGE}))

    assert len(set(made)) == 2


def test_two_builders_make_one_stage(cache, small_suite, monkeypatch):
    """Who comes second takes what is there, and leaves no draft."""
    both = threading.Barrier(2)
    settle = stages._settle
    monkeypatch.setattr(stages, "_settle", lambda *paths: (both.wait(30), settle(*paths)))
    found = []
    builders = [
        threading.Thread(target=lambda: found.append(prepare(small_suite))) for _ in range(2)
    ]

    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()

    assert len(found) == 2
    assert [path.name for path in cache.iterdir()] == [found[0].digest] == [found[1].digest]
    assert (found[0].folder / LIST).is_file()


def test_failed_build_leaves_nothing(cache, make_suite):
    """A suite whose checks cannot be listed has no stage, not even half of one."""
    suite = make_suite(
        {"spec/routing/rules.md": PAGE, "conformance/routing/test_rules.py": "1 / 0\n"}
    )

    with pytest.raises(StageProblem, match="ZeroDivisionError"):
        prepare(suite)

    assert list(cache.iterdir()) == []
