"""A Markdown text as a tree, and what a reader sees of its nodes."""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Node = SyntaxTreeNode
PARSER = MarkdownIt("commonmark").enable("table")
BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True)
class Section:
    """A heading and the blocks below it; without a heading, what stands before the first one."""

    heading: Node | None
    blocks: tuple[Node, ...]

    @property
    def tag(self) -> str:
        """``h1`` to ``h6``, or nothing without a heading."""
        return self.heading.tag if self.heading else ""

    @property
    def title(self) -> str:
        """What the heading says."""
        return plain_text(self.heading) if self.heading else ""

    @property
    def line(self) -> int:
        """Where the section begins."""
        return line_of(self.heading or self.blocks[0])


def parse(text: str) -> Node:
    """The tree of a text; lines are kept with its blocks."""
    return Node(PARSER.parse(text))


def sections(tree: Node) -> list[Section]:
    """The blocks at the top of a page, parted by its headings of whatever level."""
    parted: list[tuple[Node | None, list[Node]]] = [(None, [])]
    for node in tree.children:
        if node.type == "heading":
            parted.append((node, []))
        else:
            parted[-1][1].append(node)
    return [Section(heading, tuple(blocks)) for heading, blocks in parted if heading or blocks]


def plain_text(node: Node) -> str:
    """What is read, without marks; a line that ends in the source ends here too."""
    if node.type in BREAKS:
        return "\n"
    if node.type in ("text", "code_inline", "html_inline"):
        return node.content
    return "".join(map(plain_text, node.children))


def line_of(node: Node) -> int:
    """The line of a node in its file, from 1."""
    block = node
    while block.map is None and block.parent is not None:
        block = block.parent
    start = block.map[0] if block.map else 0
    breaks = 0
    for each in block.walk():
        if each is node:
            break
        breaks += each.type in BREAKS
    return start + 1 + breaks


def inside(node: Node, type: str) -> list[Node]:
    """The nodes of one type in a block, itself included, in reading order."""
    return [each for each in node.walk() if each.type == type]
