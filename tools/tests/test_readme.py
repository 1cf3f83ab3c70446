"""What exists is documented: the events and variables that ``tools/README.md`` lists."""

import re
from pathlib import Path

import pytest

import flask_conformance

PACKAGE = Path(flask_conformance.__file__).parent
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize(
    ("in_source", "in_readme"),
    [
        (r'\.append\(\s*"([a-z]+-[a-z]+)"', r"^\| `([a-z-]+)` \|"),
        (r'"((?:FLASK_CONFORMANCE|CONFORMANCE|IMPERSONATE)_[A-Z]+)"', r"`([A-Z]+(?:_[A-Z]+)+)`"),
    ],
    ids=["events", "variables"],
)
def test_names_are_those_of_the_source(in_source, in_readme):
    """The tables list what the program writes and reads, and nothing else."""
    documented = set(re.findall(in_readme, README, re.MULTILINE))

    assert documented == set(re.findall(in_source, SOURCE))


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`([a-z_]+/[a-z_]+\.(?:py|toml))`", README)))
)
def test_files_are_there(path):
    """Every file that is named is where it is said to be."""
    assert (PACKAGE / path).is_file() or (PACKAGE.parent / path).is_file()
