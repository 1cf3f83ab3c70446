"""One requirement of a page: its level, sentence, conditions and example."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from flask_conformance.specification import ids
from flask_conformance.specification.conditions import Applies, Needs, read_applies, read_needs
from flask_conformance.specification.markdown import BREAKS, Node, inside, line_of, plain_text

LEVELS = ("MUST", "MUST NOT", "SHOULD")
LABELS = ("Why", "Applies to", "Needs")
ALMOST_LABELS = {*map(str.casefold, LABELS), "applies", "apply to", "need", "require", "requires"}
SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)[.!?][\"')\]]*\s+(?![a-z])")

Complain = Callable[[int, str], None]
"""Takes a line and what is wrong there."""

Condition = TypeVar("Condition")


@dataclass(frozen=True)
class Example:
    """A python block; ``line`` is where its first line of code stands in the page."""

    line: int
    code: str


@dataclass(frozen=True)
class Requirement:
    """What must be true, at which place of which page it is said, and when it counts."""

    id: str
    heading: str
    level: str
    sentence: str
    page: str
    line: int
    applies: tuple[Applies, ...]
    needs: Needs
    example: Example | None
    why: str | None


class RequirementReader:
    """Reads a heading and what is below it; each mistake is told to ``complain``."""

    def __init__(self, heading: Node, blocks: tuple[Node, ...], complain: Complain) -> None:
        self.heading = heading
        self.blocks = blocks
        self.line = line_of(heading)
        self.complain = complain

    def read(self, page: str) -> Requirement | None:
        """The requirement, or None without an id or a level."""
        part, word, labelled = self._id_part(), self._level_word(), self._labelled()
        example = self._example()
        applies = self._condition(labelled, "Applies to", read_applies)
        needs = self._condition(labelled, "Needs", read_needs)
        why = labelled.get("Why")
        if part is None or word is None:
            return None
        return Requirement(
            id=ids.requirement_id(page, part),
            heading=plain_text(self.heading),
            level=_on_one_line(word),
            sentence=sentence_around(word),
            page=page,
            line=self.line,
            applies=applies or (),
            needs=needs or Needs(),
            example=example,
            why=why[1] if why else None,
        )

    def _id_part(self) -> str | None:
        part = ids.slug(plain_text(self.heading))
        for place, block in enumerate(self.blocks):
            if block.type == "html_block" and place == 0:
                part = _commented_id(block)
            elif block.type == "html_block":
                self.complain(
                    line_of(block), "a comment here; put `<!-- id: x -->` under a heading"
                )
        if not ids.is_slug(part):
            self.complain(
                self.line, f"the id `{part}` is not made of words of a-z, 0-9 and hyphens"
            )
            return None
        return part

    def _level_word(self) -> Node | None:
        """The one bold word."""
        if not self.blocks:
            self.complain(self.line, "an empty requirement; say in a sentence what is true")
            return None
        words = [word for block in self.blocks for word in inside(block, "strong")]
        if not words:
            self.complain(self.line, "no bold level; write one of " + ", ".join(LEVELS))
        for word in words[1:]:
            self.complain(line_of(word), "a second bold word; part the requirement in two")
        for word in words:
            self._check_level_word(word)
        return words[0] if words else None

    def _check_level_word(self, word: Node) -> None:
        level, line = _on_one_line(word), line_of(word)
        paragraph = _paragraph_of(word)
        if level not in LEVELS:
            self.complain(line, f"`{level}` is bold; only {', '.join(LEVELS)} can be")
        elif paragraph not in self.blocks or _label(plain_text(paragraph)):
            self.complain(line, f"{level} is not in the text; move it to a paragraph's sentence")
        elif "MUST not " in sentence_around(word):
            self.complain(line, "`MUST` is bold and `not` is not; write **MUST NOT**")

    def _labelled(self) -> dict[str, tuple[int, str]]:
        """Line and text of the paragraphs that begin with a label."""
        found: dict[str, tuple[int, str]] = {}
        for block, line, text in self._lines_with_a_colon():
            label = _label(text)
            if label is None:
                continue
            paragraph = plain_text(block)
            if label not in LABELS:
                self.complain(line, f"`{label}:` is no label; write one of {', '.join(LABELS)}")
            elif block.type != "paragraph" or line != line_of(block):
                self.complain(line, f"`{label}:` in other text; make it a paragraph of its own")
            elif label in found:
                self.complain(line, f"a second `{label}:`; write both in one")
            elif paragraph == f"{label}:":
                self.complain(line, f"`{label}:` says nothing; fill it or take it out")
            else:
                value = paragraph.removeprefix(f"{label}:")
                found[label] = (line, " ".join(value.split()))
        return found

    def _lines_with_a_colon(self) -> Iterator[tuple[Node, int, str]]:
        for block in self.blocks:
            for inline in inside(block, "inline"):
                for number, text in enumerate(plain_text(inline).split("\n")):
                    if ":" in text:
                        yield block, line_of(inline) + number, text

    def _condition(
        self, labelled: dict[str, tuple[int, str]], label: str, read: Callable[[str], Condition]
    ) -> Condition | None:
        if label not in labelled:
            return None
        line, text = labelled[label]
        try:
            return read(text)
        except ValueError as error:
            self.complain(line, str(error))
            return None

    def _example(self) -> Example | None:
        fences = [block for block in self.blocks if block.type == "fence"]
        for fence in fences[1:]:
            self.complain(line_of(fence), "a second code block; a requirement has one at most")
        for fence in fences:
            self._check_fence(fence)
        return Example(line_of(fences[0]) + 1, fences[0].content) if fences else None

    def _check_fence(self, fence: Node) -> None:
        line, code = line_of(fence), fence.content
        first, end = fence.map or (0, 0)
        if fence.info.strip() != "python":
            self.complain(line, f"a block of `{fence.info.strip()}`; only ```python is run")
        elif end - first != code.count("\n") + 2:
            self.complain(line, f"a code block without end; close it with {fence.markup}")
        elif not code.strip():
            self.complain(line, "an empty code block; fill it or take it out")
        elif error := syntax_error(code):
            self.complain(line + (error.lineno or 1), f"no valid Python ({error.msg}); correct it")


def sentence_around(word: Node) -> str:
    """The sentence of a paragraph in which a node stands, as plain text on one line."""
    plain = masked = ""
    position = 0
    for node in _paragraph_of(word).walk():
        if node is word:
            position = len(plain)
        if not node.children:
            text = " " if node.type in BREAKS else node.content
            plain += text
            # A full stop in code ends no sentence, but code can begin one.
            masked += "X" * len(text) if node.type == "code_inline" else text
    ends = [end.end() for end in SENTENCE_END.finditer(masked)]
    start = max((end for end in ends if end <= position), default=0)
    stop = min((end for end in ends if end > position), default=len(plain))
    return " ".join(plain[start:stop].split())


def syntax_error(code: str) -> SyntaxError | None:
    """What the compiler has against the code; its warnings, such as of ``"\\d"``, count too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(code, "<example>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    return None


def _commented_id(block: Node) -> str:
    """What a comment names as the id; all of it, which cannot be one, where that is not said."""
    comment = block.content.strip()
    inside_it = comment.removeprefix("<!--").removesuffix("-->").strip()
    return inside_it.removeprefix("id:").strip() if inside_it.startswith("id:") else comment


def _paragraph_of(node: Node) -> Node:
    while node.type != "paragraph" and node.parent is not None:
        node = node.parent
    return node


def _label(text: str) -> str | None:
    head, colon, _ = text.partition(":")
    return head if colon and head.strip().casefold() in ALMOST_LABELS else None


def _on_one_line(node: Node) -> str:
    return " ".join(plain_text(node).split())
