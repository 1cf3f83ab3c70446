"""The order in which a worker collects its checks."""

import pytest

from flask_conformance.worker.course import parts_of

ONE = ("spec/static-files/folder.md::rule", "conformance/static_files/test_folder.py::test_rule")
TWO = ("spec/urls/paths.md::rule", "conformance/urls/test_paths.py::test_rule[a/b::c]")


@pytest.mark.parametrize(
    ("checks", "parts"),
    [
        ((), []),
        (ONE, [ONE]),
        ((*ONE, *TWO), [ONE, TWO]),
        ((ONE[0], *TWO, ONE[1]), [(ONE[0], *TWO, ONE[1])]),
    ],
    ids=["nothing", "one-chapter", "chapter-by-chapter", "mixed"],
)
def test_parts(checks, parts):
    """A chapter is a part; where chapters are mixed, everything is one."""
    assert parts_of(checks) == parts
