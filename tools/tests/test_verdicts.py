"""What a worker writes down of a check, whichever of its phases goes wrong."""

import pytest

from flask_conformance.checks.stage import prepare
from flask_conformance.targets.naming import Target

PAGE = """\
# Phases

## Setup fails

It **MUST** be.

## Teardown fails

It **MUST** be.

## Everything fails

It **MUST** be.

## Directory stays

It **MUST** be.

## Check skips itself

It **MUST** be.

## Folder is empty

It **MUST** be.

## Value is long

It **MUST** be.

## Release is another

It **MUST** be.

Applies to: Flask < 1.0
"""
MODULES = """\
# Modules

## Module cannot be imported

It **MUST** be.
"""
TESTS = '''\
import os
import unittest

import pytest


@pytest.fixture
def no_setup():
    raise ValueError("in setup")


@pytest.fixture
def no_teardown():
    yield
    raise ValueError("in teardown")


def test_setup_fails(no_setup):
    """It runs never."""


def test_teardown_fails(no_teardown):
    """It passes itself."""


def test_everything_fails(no_teardown):
    """It fails itself, too."""
    assert 1 == 2


def test_directory_stays(no_teardown):
    """It leaves a directory as well."""
    os.chdir("/")


def test_directory_stays__for_the_next():
    """The next check starts where all do."""
    assert os.path.basename(os.getcwd()) == "work"


def test_check_skips_itself():
    """The target does not decide what applies to it."""
    raise unittest.SkipTest("not today")


def test_check_skips_itself__in_setup(request):
    """Nor does it before the check."""
    request.getfixturevalue("absent")


@pytest.fixture
def absent():
    pytest.skip("not here")


@pytest.mark.parametrize("number", [1, 2])
def test_folder_is_empty(number, tmp_path):
    """Each check has a folder of its own."""
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "left").touch()


def test_value_is_long():
    """A long value is cut."""
    assert "a" * 900 == "b"


def test_release_is_another():
    """It is not for this release."""
'''
UNCOLLECTABLE = """\
import flask

if hasattr(flask, "Flask"):
    raise RuntimeError("not beside this target")


def test_module_cannot_be_imported():
    pass
"""


@pytest.fixture(scope="module")
def result(laboratory, make_suite, tmp_path_factory):
    """The result of real Flask."""
    suite = make_suite(
        {
            "spec/routing/phases.md": PAGE,
            "spec/routing/modules.md": MODULES,
            "conformance/routing/test_phases.py": TESTS,
            "conformance/routing/test_modules.py": UNCOLLECTABLE,
        }
    )
    room = laboratory(tmp_path_factory.mktemp("phases"))
    return room.judge(Target("flask", "flask"), stage=prepare(suite))


@pytest.fixture(scope="module")
def verdicts(result):
    """The verdicts, by the name of the test."""
    return {each.check.id.rpartition("::test_")[2]: each for each in result.verdicts}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("setup_fails", ["ValueError: in setup"]),
        ("teardown_fails", ["ValueError: in teardown"]),
        ("everything_fails", ["assert 1 == 2", "ValueError: in teardown"]),
        ("directory_stays", ["ValueError: in teardown"]),
        ("check_skips_itself", ["SkipTest: not today"]),
        ("check_skips_itself__in_setup", ["Skipped: not here"]),
        ("module_cannot_be_imported", ["could not be collected", "not beside this target"]),
    ],
)
def test_every_phase_counts(verdicts, name, parts):
    """A check has failed when its import, setup, call or teardown failed, or says that it skips."""
    found = verdicts[name]

    assert found.outcome == "failed"
    for part in parts:
        assert part in found.message


def test_failures_cost_no_worker(result):
    """The worker goes on after all of these."""
    assert [each["event"] for each in result.events].count("worker-started") == 1


def test_restored_although_the_teardown_failed(verdicts):
    """What a check leaves behind is put right even when its teardown fails as well."""
    assert verdicts["directory_stays__for_the_next"].outcome == "passed"


@pytest.mark.parametrize("number", [1, 2])
def test_folders_are_apart(verdicts, number):
    """What a check leaves in its folder is not in that of the next."""
    assert verdicts[f"folder_is_empty[{number}]"].outcome == "passed"


def test_long_values_are_cut(verdicts):
    """Expected and observed values are kept short."""
    found = verdicts["value_is_long"]

    assert found.expected == "'b'"
    assert found.observed == "'" + "a" * 499 + "..."


def test_message_names_files_of_the_suite(verdicts):
    """Where the stage lies is nobody's business: files are named as in the repository."""
    message = verdicts["everything_fails"].message

    assert "conformance/routing/test_phases.py:" in message
    assert "stages" not in message


def test_reason_of_what_does_not_apply(verdicts):
    """A check that does not apply says why."""
    found = verdicts["release_is_another"]

    assert found.outcome == "not-applicable"
    assert found.message.startswith("applies to Flask <1.0; this is ")
