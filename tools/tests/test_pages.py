"""A page that is well-formed is read; any other is an error with file and line."""

import pytest

from flask_conformance.specification.pages import read_page
from flask_conformance.specification.problems import SpecError

GOOD = """\
# Rules

Some *context* with `code`, a [link](../urls/a.md), <https://example.org/> and

| a | table |
|---|-------|
| 1 | 2     |

## Plain body

One thing is sure: it **MUST** be plain.

## Status

It **SHOULD** be 200.

## Left open

- What `else`
  happens.
- The rest.
"""


def read(folder, text, address="routing/rules.md"):
    path = folder / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_page(folder, address)


def test_page(tmp_path):
    """Title, requirements in order and what is left open."""
    page = read(tmp_path, GOOD)

    assert page.title == "Rules"
    assert [each.heading for each in page.requirements] == ["Plain body", "Status"]
    assert page.left_open == ("What else happens.", "The rest.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="windows-lines"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="byte-order-mark"),
    ],
)
def test_how_a_file_is_saved_does_not_matter(tmp_path, text):
    """Ends of lines and a byte order mark change nothing."""
    assert read(tmp_path, text) == read(tmp_path, GOOD)


def under_heading(text):
    """A page whose fifth line is the first of ``text``."""
    return f"# Title\n\n## Heading\n\n{text}\n"


MUST = "It **MUST** be."
MALFORMED = {
    "empty-file": ("", 1, "no title"),
    "no-title": (f"## Heading\n\n{MUST}\n", 1, "no title"),
    "two-titles": (f"# A\n\n# B\n\n## Heading\n\n{MUST}\n", 3, "a second title"),
    "late-title": (f"## Heading\n\n{MUST}\n\n# A\n", 5, "the title after a requirement"),
    "text-before-title": (f"Hello\n\n# A\n\n## H\n\n{MUST}\n", 1, "text before the title"),
    "no-requirement": ("# A\n\nText.\n", 1, "no requirement"),
    "only-left-open": ("# A\n\n## Left open\n\n- x\n", 1, "no requirement"),
    "deep-heading": (under_heading(f"{MUST}\n\n### More"), 7, "deeper"),
    "empty-requirement": (f"# A\n\n## H\n\n## I\n\n{MUST}\n", 3, "an empty requirement"),
    "no-level": (under_heading("It is."), 3, "no bold level"),
    "level-in-plain-letters": (under_heading("It MUST be."), 3, "no bold level"),
    "two-levels": (under_heading(f"{MUST}\n\nIt\n**SHOULD** be."), 8, "a second bold word"),
    "other-level": (under_heading("It **MAY** be."), 5, "`MAY` is bold"),
    "small-level": (under_heading("It **must** be."), 5, "`must` is bold"),
    "bold-prose": (under_heading("It **MUST** be **good**."), 5, "`good` is bold"),
    "not-outside": (under_heading("It **MUST** not be."), 5, "**MUST NOT**"),
    "level-in-list": (under_heading(f"- {MUST}"), 5, "MUST is not in the text"),
    "level-in-table": (under_heading(f"| a |\n|---|\n| {MUST} |"), 7, "MUST is not in the text"),
    "level-in-reason": (under_heading(f"Why: {MUST}"), 5, "MUST is not in the text"),
    "bold-context": (f"# A\n\n**Now**\n\n## H\n\n{MUST}\n", 3, "bold outside"),
    "bold-heading": (f"# A\n\n## **H**\n\n{MUST}\n", 3, "bold in a heading"),
    "bold-left-open": (under_heading(f"{MUST}\n\n## Left open\n\n- **x**"), 9, "bold outside"),
    "two-blocks": (
        under_heading(f"{MUST}\n\n```python\n1\n```\n\n```python\n2\n```"),
        11,
        "a second code block",
    ),
    "other-language": (under_heading(f"{MUST}\n\n```shell\n1\n```"), 7, "a block of `shell`"),
    "no-language": (under_heading(f"{MUST}\n\n```\n1\n```"), 7, "a block of ``"),
    "open-block": (under_heading(f"{MUST}\n\n```python\n1\n"), 7, "without end"),
    "empty-block": (under_heading(f"{MUST}\n\n```python\n```"), 7, "an empty code block"),
    "indented-block": (under_heading(f"{MUST}\n\n    code"), 7, "an indented block"),
    "no-python": (under_heading(f"{MUST}\n\n```python\na = 1\nb = = 2\n```"), 9, "no valid Python"),
    "return-at-top": (under_heading(f"{MUST}\n\n```python\nreturn\n```"), 8, "no valid Python"),
    "bad-escape": (under_heading(f"{MUST}\n\n```python\nx = '\\d'\n```"), 8, "no valid Python"),
    "block-in-list": (under_heading(f"{MUST}\n\n- x\n\n  ```python\n  1\n  ```"), 9, "code block"),
    "block-in-context": ("# A\n\n```python\n1\n```\n\n## H\n\n" + MUST, 3, "a code block"),
    "block-in-left-open": (
        under_heading(f"{MUST}\n\n## Left open\n\nx\n\n```python\n1\n```"),
        11,
        "a code block",
    ),
    "applies-unreadable": (under_heading(f"{MUST}\n\nApplies to: Flask 3"), 7, "Applies to:"),
    "needs-unknown": (under_heading(f"{MUST}\n\nNeeds: magic"), 7, "`magic`"),
    "label-almost": (under_heading(f"{MUST}\n\nApplies To: Flask >= 3"), 7, "is no label"),
    "label-other": (under_heading(f"{MUST}\n\nRequires: async"), 7, "is no label"),
    "label-in-paragraph": (under_heading(f"{MUST}\nNeeds: async"), 6, "a paragraph of its own"),
    "label-in-list": (under_heading(f"{MUST}\n\n- Needs: async"), 7, "a paragraph of its own"),
    "label-twice": (under_heading(f"{MUST}\n\nWhy: a\n\nWhy: b"), 9, "a second `Why:`"),
    "label-empty": (under_heading(f"{MUST}\n\nNeeds:"), 7, "says nothing"),
    "id-late": (under_heading(f"{MUST}\n\n<!-- id: x -->"), 7, "put `<!-- id: x -->` under"),
    "id-of-title": (f"# A\n<!-- id: x -->\n\n## H\n\n{MUST}\n", 2, "HTML or a comment"),
    "id-in-left-open": (
        under_heading(f"{MUST}\n\n## Left open\n<!-- id: x -->\n\nx"),
        8,
        "HTML or a comment",
    ),
    "id-no-slug": (under_heading(f"<!-- id: A_b -->\n\n{MUST}"), 3, "the id `A_b`"),
    "id-of-other-page": (under_heading(f"<!-- id: a.b.c -->\n\n{MUST}"), 3, "the id `a.b.c`"),
    "other-comment": (under_heading(f"<!-- draft -->\n\n{MUST}"), 3, "the id `<!-- draft -->`"),
    "heading-without-letters": (f"# A\n\n## !\n\n{MUST}\n", 3, "the id ``"),
    "same-heading": (f"# A\n\n## H\n\n{MUST}\n\n## `H`\n\n{MUST}\n", 7, "after line 3"),
    "same-id": (
        f"# A\n\n## H\n\n{MUST}\n\n## I\n<!-- id: h -->\n\n{MUST}\n",
        7,
        "`routing.rules.h` again",
    ),
    "left-open-early": (f"# A\n\n## Left open\n\n- x\n\n## H\n\n{MUST}\n", 3, "not last"),
    "left-open-empty": (under_heading(f"{MUST}\n\n## Left open"), 7, "`Left open` is empty"),
    "html": (under_heading(f"{MUST}\n\n<b>x</b> y"), 7, "HTML"),
    "html-block": (under_heading(f"{MUST}\n\n<div>\nx\n</div>"), 7, "put `<!-- id: x -->` under"),
    "converter-without-backticks": (under_heading(f"{MUST}\n\nSo <int:id>."), 7, "`<int:id>`"),
    "variable-in-heading": (f"# A\n\n## A <name>\n\n{MUST}\n", 3, "HTML"),
    "quotation": (under_heading(f"{MUST}\n\n> x"), 7, "a quotation"),
    "dividing-line": (under_heading(f"{MUST}\n\n***"), 7, "a dividing line"),
    "image": (under_heading(f"{MUST}\n\n![x](x.png)"), 7, "an image"),
    "not-utf-8": ("# A\n\nGrün\n".encode("latin-1"), 3, "not UTF-8"),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("text", "line", "message"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_page(tmp_path, text, line, message):
    """Each mistake is told with its file and line."""
    with pytest.raises(SpecError) as caught:
        read(tmp_path, text)

    places = [(each.path, each.line) for each in caught.value.problems if message in each.message]
    assert places == [("spec/routing/rules.md", line)], caught.value


def test_all_mistakes_of_a_page_are_told(tmp_path):
    """Reading does not stop at the first mistake, and tells them by line."""
    text = "# A\n\n## H\n\nIt is.\n\nNeeds: magic\n\n## I\n\n## Left open\n"

    with pytest.raises(SpecError) as caught:
        read(tmp_path, text)

    assert [each.line for each in caught.value.problems] == [3, 7, 9, 11]
    assert str(caught.value).splitlines()[0].startswith("spec/routing/rules.md:3: no bold level")
