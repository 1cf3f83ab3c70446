"""A page of the specification: Markdown in, requirements out; ``spec/README.md`` has the format."""

from dataclasses import dataclass
from pathlib import Path

from flask_conformance.specification import markdown
from flask_conformance.specification.markdown import Node, Section, inside, line_of, plain_text
from flask_conformance.specification.problems import Problem, SpecError
from flask_conformance.specification.references import Reference, references
from flask_conformance.specification.requirements import Requirement, RequirementReader

LEFT_OPEN = "Left open"
BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item", "table"}
TABLE_PARTS = {"thead", "tbody", "tr", "th", "td"}
INLINES = {"inline", "text", "strong", "em", "code_inline", "link", "softbreak", "hardbreak"}
PLAIN = BLOCKS | TABLE_PARTS | INLINES
OF_REQUIREMENTS = {"fence", "html_block"}
UNWANTED = {
    "blockquote": "a quotation",
    "code_block": "an indented block",
    "fence": "a code block",
    "html_block": "HTML or a comment",
    "html_inline": "HTML or a comment",
    "hr": "a dividing line",
    "image": "an image",
}


@dataclass(frozen=True)
class Page:
    """A page that was read: ``address`` is its place in ``spec/``, such as ``routing/rules.md``."""

    address: str
    title: str
    requirements: tuple[Requirement, ...]
    left_open: tuple[str, ...]
    references: tuple[Reference, ...]


def read_page(spec: Path, address: str) -> Page:
    """Read one page to its end; SpecError has all of its mistakes."""
    try:
        text = (spec / address).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SpecError([_problem(address, line, "not UTF-8; save it as UTF-8")]) from error
    return PageReader(address).read(text)


class PageReader:
    """Reads the sections of a page and collects what is wrong with them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.problems: list[Problem] = []

    def read(self, text: str) -> Page:
        """The page, if nothing is wrong with it."""
        tree = markdown.parse(text)
        sections = markdown.sections(tree)
        self._check_order(sections)
        page = Page(
            self.address,
            title=sections[0].title if sections else "",
            requirements=self._requirements(sections),
            left_open=self._left_open(sections),
            references=references(tree),
        )
        self._check_ids(page.requirements)
        if self.problems:
            raise SpecError(self.problems)
        return page

    def complain(self, line: int, message: str) -> None:
        """Note a mistake and read on."""
        self.problems.append(_problem(self.address, line, message))

    def _check_order(self, sections: list[Section]) -> None:
        tags = [section.tag for section in sections]
        if "h1" not in tags:
            self.complain(1, "no title; begin the page with `# Title`")
        for place, section in enumerate(sections):
            if section.tag == "":
                self.complain(section.line, "text before the title; move it below")
            elif section.tag == "h1" and "h1" in tags[:place]:
                self.complain(section.line, "a second title; write requirements with `##`")
            elif section.tag == "h1" and "h2" in tags[:place]:
                self.complain(section.line, "the title after a requirement; begin with it")
            elif section.tag not in ("h1", "h2"):
                self.complain(section.line, "a heading deeper than `##`; write a paragraph")
            elif section.title == LEFT_OPEN and place + 1 < len(sections):
                self.complain(section.line, f"`{LEFT_OPEN}` is not last; move it to the end")
            self._check_content(section)

    def _check_content(self, section: Section) -> None:
        also_plain = OF_REQUIREMENTS if _is_requirement(section) else set()
        for block in section.blocks:
            for node in block.walk():
                if node.type == "strong" and not _is_requirement(section):
                    self.complain(line_of(node), "bold outside of requirements; take it out")
                elif not (node is block and node.type in also_plain):
                    self._check_plain(node)
        if section.heading:
            for node in section.heading.children[0].walk():
                self._check_plain(node)
                if node.type == "strong":
                    self.complain(line_of(node), "bold in a heading; take it out")

    def _check_plain(self, node: Node) -> None:
        if node.type not in PLAIN:
            what = UNWANTED.get(node.type, node.type)
            self.complain(line_of(node), f"{what} cannot stand here; see spec/README.md")
        elif node.type == "link" and node.markup == "autolink" and "//" not in plain_text(node):
            self.complain(line_of(node), f"`<{plain_text(node)}>` vanishes; put it in backticks")

    def _requirements(self, sections: list[Section]) -> tuple[Requirement, ...]:
        found = []
        for section in sections:
            if section.heading and _is_requirement(section):
                reader = RequirementReader(section.heading, section.blocks, self.complain)
                found.append(reader.read(self.address))
        if not found:
            self.complain(1, "no requirement; write one below a `##` heading")
        return tuple(each for each in found if each)

    def _left_open(self, sections: list[Section]) -> tuple[str, ...]:
        """The items of the list at the end, or its paragraphs."""
        items: list[str] = []
        for section in sections:
            if section.tag == "h2" and section.title == LEFT_OPEN:
                inlines = [each for block in section.blocks for each in inside(block, "inline")]
                items += [" ".join(plain_text(each).split()) for each in inlines]
                if not items:
                    self.complain(section.line, f"`{LEFT_OPEN}` is empty; fill it or take it out")
        return tuple(items)

    def _check_ids(self, requirements: tuple[Requirement, ...]) -> None:
        first: dict[str, int] = {}
        for each in requirements:
            line = first.setdefault(each.id, each.line)
            if line != each.line:
                self.complain(
                    each.line, f"`{each.id}` again, after line {line}; change the heading"
                )


def _problem(address: str, line: int, message: str) -> Problem:
    return Problem(f"spec/{address}", line, message)


def _is_requirement(section: Section) -> bool:
    return section.tag == "h2" and section.title != LEFT_OPEN
