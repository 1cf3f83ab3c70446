"""A requirement as it stands on a page, and the sentence that it is quoted by."""

import pytest

from flask_conformance.specification import markdown
from flask_conformance.specification.conditions import Applies, Needs
from flask_conformance.specification.pages import read_page
from flask_conformance.specification.requirements import Example, Requirement, sentence_around

FULL = """\
# Trailing slash

## Folder `x` redirects
<!-- id: old-heading -->

First said. A rule **MUST
NOT** answer
`/a. B`. Last said.

- an item

Why: because it
was so.

Applies to: Flask >= 2.2

Needs: async, routing.rules.plain-body

```python
assert 1
```
"""


def test_every_part_is_read(tmp_path):
    """Id, level, sentence, conditions, reason and example come with their lines."""
    (tmp_path / "routing").mkdir()
    (tmp_path / "routing" / "slash.md").write_text(FULL, encoding="utf-8")

    page = read_page(tmp_path, "routing/slash.md")

    assert page.requirements == (
        Requirement(
            id="routing.slash.old-heading",
            heading="Folder x redirects",
            level="MUST NOT",
            sentence="A rule MUST NOT answer /a. B.",
            page="routing/slash.md",
            line=3,
            applies=(Applies("Flask", ">=2.2"),),
            needs=Needs(("async",), ("routing.rules.plain-body",)),
            example=Example(20, "assert 1\n"),
            why="because it was so.",
        ),
    )


def test_heading_gives_the_id_and_the_rest_may_be_missing(tmp_path):
    """A heading and a sentence are enough."""
    (tmp_path / "routing").mkdir()
    text = "# Slash\n\n## Plain `body`\n\nIt **SHOULD** be.\n"
    (tmp_path / "routing" / "slash.md").write_text(text, encoding="utf-8")

    (found,) = read_page(tmp_path, "routing/slash.md").requirements

    assert (found.id, found.level) == ("routing.slash.plain-body", "SHOULD")
    assert (found.applies, found.needs) == ((), Needs())
    assert (found.example, found.why) == (None, None)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("It **MUST** be", "It MUST be", id="alone"),
        pytest.param("A. It **MUST** be. B.", "It MUST be.", id="between"),
        pytest.param("It **MUST** be. B `x` c.", "It MUST be.", id="code-after"),
        pytest.param("It **MUST**. B. C.", "It MUST.", id="first"),
        pytest.param("A? B! `x` **MUST** be.", "x MUST be.", id="begins-with-code"),
        pytest.param("Some, e.g. A and i.e. B, **MUST**.", "", id="abbreviations"),
        pytest.param("In Flask 3.1 it **MUST** be.", "", id="version"),
        pytest.param("(Said.) It **MUST** be (so.) Yes.", "It MUST be (so.)", id="brackets"),
        pytest.param("Ask `a? B` it **MUST**\nbe.", "Ask a? B it MUST be.", id="code-and-lines"),
    ],
)
def test_sentence(paragraph, expected):
    """The quoted sentence begins and ends where a reader would say."""
    (word,) = markdown.inside(markdown.parse(paragraph).children[0], "strong")

    assert sentence_around(word) == (expected or paragraph.replace("**", ""))
