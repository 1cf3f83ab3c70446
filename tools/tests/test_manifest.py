"""All pages become one manifest, in one order."""

import json
import re

import pytest

from flask_conformance.specification import manifest
from flask_conformance.specification.conditions import CAPABILITIES
from flask_conformance.specification.manifest import CHAPTERS
from flask_conformance.specification.pages import read_page
from flask_conformance.specification.problems import SpecError
from flask_conformance.specification.sources import Suite, find_suite


def page(*requirements):
    """A page of requirements, each a heading with what follows the sentence."""
    parts = [f"## {heading}\n\nIt **MUST** be.\n\n{rest}\n" for heading, rest in requirements]
    return "# Title\n\n" + "\n".join(parts)


@pytest.fixture
def suite(tmp_path):
    (tmp_path / "spec").mkdir()
    return Suite.at(tmp_path)


def put(suite, address, text):
    path = suite.spec / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def places(suite):
    with pytest.raises(SpecError) as caught:
        manifest.build(suite)
    return [(each.path, each.line) for each in caught.value.problems]


def test_entry(suite):
    """An entry has all that a worker needs."""
    rest = "Applies to: Flask >= 3.1\n\nNeeds: async, urls.a.h\n\n```python\nassert 1\n```"
    put(suite, "urls/a.md", page(("H", ""), ("I", rest)))

    plain, full = manifest.build(suite)["requirements"]

    assert plain == {
        "id": "urls.a.h",
        "heading": "H",
        "level": "MUST",
        "sentence": "It MUST be.",
        "page": "urls/a.md",
        "line": 3,
        "applies": [],
        "needs": {"capabilities": [], "requirements": []},
        "example": None,
    }
    assert full["applies"] == [{"to": "Flask", "specifier": ">=3.1"}]
    assert full["needs"] == {"capabilities": ["async"], "requirements": ["urls.a.h"]}
    assert full["example"] == {"line": 18, "code": "assert 1\n"}


def test_order_is_that_of_chapters_pages_and_headings(suite):
    """Chapters come as the specification lists them, new ones last, pages by name."""
    for address in ("zoo/a.md", "urls/b.md", "urls/a.md", "routing/z.md", "common-claims/a.md"):
        put(suite, address, page(("Z", ""), ("A", "")))

    found = [each["id"] for each in manifest.build(suite)["requirements"]]

    pages = ["routing.z", "urls.a", "urls.b", "common-claims.a", "zoo.a"]
    assert found == [f"{each}.{heading}" for each in pages for heading in "za"]


def test_what_is_written_is_read(suite, tmp_path):
    """A manifest comes back from its file, which is the same each time."""
    put(suite, "urls/a.md", page(("Größe", "")))
    built = manifest.build(suite)

    manifest.write(built, tmp_path / "one.json")
    manifest.write(manifest.build(suite), tmp_path / "two.json")

    assert manifest.read(tmp_path / "one.json") == built
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_bytes()) == built


def test_some_files_are_no_pages(suite):
    """The descriptions and the list of retired ids have no requirements."""
    put(suite, "README.md", "text")
    put(suite, "retired.md", "text")
    put(suite, "urls/README.md", "text")

    assert manifest.build(suite) == {"requirements": []}


def test_mistakes_of_all_pages_are_told(suite):
    """Every page is read, whatever is wrong with the others."""
    put(suite, "urls/a.md", "# A\n")
    put(suite, "urls/b.md", page(("H", "Needs: urls.c.gone")))
    put(suite, "urls/c.md", page(("H", "Needs: magic")))

    assert places(suite) == [("spec/urls/a.md", 1), ("spec/urls/c.md", 7)]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("a.md", id="outside-of-chapters"),
        pytest.param("urls/deep/a.md", id="too-deep"),
        pytest.param("Urls/a.md", id="chapter-with-capital"),
        pytest.param("static_files/a.md", id="chapter-with-underscore"),
        pytest.param("urls/a_b.md", id="page-with-underscore"),
    ],
)
def test_misplaced_page(suite, address):
    """A page's folder and name must give an id."""
    put(suite, address, page(("H", "")))

    assert places(suite) == [(f"spec/{address}", 1)]


def test_unknown_need(suite):
    """What is needed must be there."""
    put(suite, "urls/a.md", page(("H", ""), ("I", "Needs: urls.a.g")))

    assert places(suite) == [("spec/urls/a.md", 9)]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        pytest.param({"A": "a"}, "urls.a.a -> urls.a.a", id="itself"),
        pytest.param({"A": "b", "B": "a"}, "urls.a.a -> urls.a.b -> urls.a.a", id="two"),
    ],
)
def test_circle_of_needs(suite, needs, expected):
    """Requirements that wait for each other could never be judged."""
    put(suite, "urls/a.md", page(*((it, f"Needs: urls.a.{other}") for it, other in needs.items())))

    with pytest.raises(SpecError) as caught:
        manifest.build(suite)

    (problem,) = caught.value.problems
    turned = " -> ".join(reversed(expected.split(" -> ")))
    first, *rest = expected.split(" -> ")
    rotated = " -> ".join([*rest, rest[0]])
    assert any(each in problem.message for each in (expected, turned, rotated))
    assert first in problem.message


def test_every_circle_is_told(suite):
    """One circle does not hide another."""
    circle = [("A", "Needs: urls.a.b"), ("B", "Needs: urls.a.a")]
    put(suite, "urls/a.md", page(*circle, ("C", "Needs: urls.a.c"), ("D", "Needs: urls.a.a")))

    assert len(places(suite)) == 2


def test_readme_describes_what_is_read(tmp_path):
    """The sample page can be read, and the lists of chapters and capabilities are complete."""
    text = (find_suite().spec / "README.md").read_text(encoding="utf-8")
    sample = re.search(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)[1]
    (tmp_path / "routing").mkdir()
    (tmp_path / "routing" / "trailing-slash.md").write_text(sample, encoding="utf-8")

    page = read_page(tmp_path, "routing/trailing-slash.md")

    assert page.requirements[0].id == "routing.trailing-slash.folder-redirects-bare-path"
    assert tuple(re.findall(r"^- `([a-z-]+)`: ", text, re.MULTILINE)) == CHAPTERS
    assert dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]*) \|$", text, re.MULTILINE)) == CAPABILITIES
