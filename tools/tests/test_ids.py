"""Ids, pages, examples and tests lead to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flask_conformance.specification import ids

WORDS = st.text("abcxyz019", min_size=1, max_size=4)
SLUGS = st.lists(WORDS, min_size=1, max_size=4).map("-".join)
ID = "routing.trailing-slash.folder-redirects-bare-path"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("Plain body", "plain-body", id="words"),
        pytest.param("`Response.status` is 200", "response-status-is-200", id="code"),
        pytest.param("  (Yes) -- and   no! ", "yes-and-no", id="runs-and-edges"),
        pytest.param("__init_subclass__", "init-subclass", id="underscores"),
        pytest.param("Größe", "gr-e", id="other-letters"),
        pytest.param("!?", "", id="nothing-left"),
    ],
)
def test_slug(heading, expected):
    """A heading becomes lower-case words with single hyphens between them."""
    assert ids.slug(heading) == expected


@given(st.text())
def test_slug_is_a_slug_already(heading):
    """Any heading's slug stays as it is, and only nothing is no slug."""
    once = ids.slug(heading)

    assert ids.slug(once) == once
    assert ids.is_slug(once) == (once != "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ID, True, id="three-slugs"),
        pytest.param("routing.rules", False, id="two-parts"),
        pytest.param("a.b.c.d", False, id="four-parts"),
        pytest.param("routing.rules.Plain", False, id="capital"),
        pytest.param("routing..plain", False, id="empty-part"),
    ],
)
def test_id_has_three_slugs(text, expected):
    """An id is chapter, page and heading."""
    assert ids.is_id(text) is expected


def test_addresses_of_an_id():
    """From an id follow page, example and test."""
    assert ids.requirement_id("routing/trailing-slash.md", "folder-redirects-bare-path") == ID
    assert ids.page_of(ID) == "routing/trailing-slash.md"
    assert ids.address_of_example(ID) == (
        "spec/routing/trailing-slash.md::folder-redirects-bare-path"
    )
    assert ids.address_of_test(ID) == (
        "conformance/routing/test_trailing_slash.py::test_folder_redirects_bare_path"
    )


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param("static_files/test_a_b.py", "static-files/a-b.md", id="in-its-chapter"),
        pytest.param("test_a.py", None, id="no-chapter"),
        pytest.param("routing/deep/test_a.py", None, id="too-deep"),
        pytest.param("static-files/test_a.py", None, id="hyphen"),
        pytest.param("routing/rules.py", None, id="no-test"),
    ],
)
def test_page_of_a_module(module, expected):
    """A module has a page only where that page's tests belong."""
    assert ids.page_of_module(module) == expected


@given(chapter=SLUGS, page=SLUGS, heading=SLUGS, variant=st.sampled_from(["", "__other_one"]))
def test_tests_lead_back(chapter, page, heading, variant):
    """The test of any id, whatever its variant, names that id again."""
    id = f"{chapter}.{page}.{heading}"

    module, name = ids.address_of_test(id).removeprefix("conformance/").split("::")

    assert ids.page_of_module(module) == ids.page_of(id)
    assert ids.id_of_test(ids.page_of(id), name + variant) == id
