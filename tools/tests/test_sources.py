"""Where spec/ and conformance/ are found."""

from pathlib import Path

import pytest

from flask_conformance.specification.sources import Suite, find_suite


def folders(top):
    (top / "spec").mkdir(parents=True)
    (top / "conformance").mkdir()
    return top


def test_checkout_has_both_folders_at_its_top(tmp_path):
    """In a checkout the folders lie beside ``tools``."""
    folders(tmp_path)

    suite = find_suite(tmp_path / "tools" / "flask_conformance")

    assert suite == Suite(tmp_path / "spec", tmp_path / "conformance")


def test_wheel_has_both_folders_in_the_package(tmp_path):
    """In a wheel the folders lie in the package, and those outside are not ours."""
    folders(tmp_path)
    package = folders(tmp_path / "site-packages" / "flask_conformance")

    suite = find_suite(package)

    assert suite == Suite(package / "spec", package / "conformance")


@pytest.mark.parametrize("half", ["spec", "conformance"])
def test_half_a_suite_is_none(tmp_path, half):
    """One of the two folders alone is not taken for the suite."""
    folders(tmp_path)
    (tmp_path / "package" / "flask_conformance" / half).mkdir(parents=True)

    suite = find_suite(tmp_path / "package" / "flask_conformance")

    assert suite.spec == tmp_path / "spec"


def test_missing_suite_says_what_to_do(tmp_path):
    """Without the folders the error names the place and the remedy."""
    package = tmp_path / "tools" / "flask_conformance"

    with pytest.raises(FileNotFoundError, match=r"Install flask-conformance again") as caught:
        find_suite(package)

    assert str(package) in str(caught.value)


def test_this_installation_is_found():
    """The suite that these tests belong to is found without a hint."""
    suite = find_suite()

    assert (suite.spec / "README.md").is_file()
    assert suite.conformance.name == "conformance"
    assert isinstance(suite.spec, Path)
