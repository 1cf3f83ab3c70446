"""All pages as one manifest: the JSON from which workers know what there is to check."""

import json
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypedDict

from flask_conformance.specification import ids
from flask_conformance.specification.pages import Page, read_page
from flask_conformance.specification.problems import Problem, SpecError
from flask_conformance.specification.requirements import Requirement
from flask_conformance.specification.sources import Suite

CHAPTERS = (
    "application",
    "routing",
    "urls",
    "requests",
    "responses",
    "contexts",
    "lifecycle",
    "errors",
    "signals",
    "blueprints",
    "views",
    "templates",
    "sessions",
    "flashing",
    "json",
    "config",
    "static-files",
    "streaming",
    "async",
    "cli",
    "testing",
    "logging",
    "security",
    "extending",
    "deployment",
    "api-surface",
    "common-claims",
)
NOT_PAGES = ("README.md", "retired.md")


class AppliesEntry(TypedDict):
    """The releases of one project."""

    to: str
    specifier: str


class NeedsEntry(TypedDict):
    """Capabilities and ids of requirements."""

    capabilities: list[str]
    requirements: list[str]


class ExampleEntry(TypedDict):
    """Code, and the line of the page on which it begins."""

    line: int
    code: str


class Entry(TypedDict):
    """One requirement; ``line`` is its heading's."""

    id: str
    heading: str
    level: str
    sentence: str
    page: str
    line: int
    applies: list[AppliesEntry]
    needs: NeedsEntry
    example: ExampleEntry | None


class Manifest(TypedDict):
    """Every requirement, in the order of chapters, pages and headings."""

    requirements: list[Entry]


def build(suite: Suite) -> Manifest:
    """Read all pages; SpecError has every mistake in them."""
    pages = read_pages(suite.spec)
    return {"requirements": [_entry(each) for page in pages for each in page.requirements]}


def write(manifest: Manifest, path: Path) -> None:
    """Write a manifest, the same bytes for the same pages."""
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Manifest:
    """Read what ``write`` wrote."""
    manifest: Manifest = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def read_pages(spec: Path) -> tuple[Page, ...]:
    """Every page in order; SpecError has the mistakes of all of them and of their references."""
    addresses = sorted(page_addresses(spec), key=_place)
    problems = list(_misplaced(addresses))
    misplaced = {problem.path for problem in problems}
    pages = []
    for address in addresses:
        if f"spec/{address}" in misplaced:
            continue
        try:
            pages.append(read_page(spec, address))
        except SpecError as error:
            problems += error.problems
    requirements = [each for page in pages for each in page.requirements]
    # Not judged: an id on a page that could not be read may well be there.
    unread = set(addresses) - {page.address for page in pages}
    problems += _unknown_needs(requirements, unread)
    problems += _circles(requirements)
    if problems:
        raise SpecError(problems)
    return tuple(pages)


def page_addresses(spec: Path) -> list[str]:
    """Where pages lie in ``spec/``, such as ``routing/rules.md``."""
    paths = [path for path in spec.rglob("*.md") if path.name not in NOT_PAGES]
    return [path.relative_to(spec).as_posix() for path in paths]


def _place(address: str) -> tuple[int, str]:
    chapter = address.split("/")[0]
    return (CHAPTERS.index(chapter) if chapter in CHAPTERS else len(CHAPTERS), address)


def _misplaced(addresses: list[str]) -> Iterator[Problem]:
    for address in addresses:
        *folders, name = address.removesuffix(".md").split("/")
        if len(folders) != 1:
            yield Problem(f"spec/{address}", 1, "not in a chapter; move it to spec/CHAPTER/PAGE.md")
        elif not all(map(ids.is_slug, [*folders, name])):
            yield Problem(
                f"spec/{address}",
                1,
                "chapter and page become ids; name both with a-z, 0-9 and single hyphens",
            )


def _unknown_needs(requirements: list[Requirement], unread: set[str]) -> Iterator[Problem]:
    known = {each.id for each in requirements}
    for each in requirements:
        for need in each.needs.requirements:
            if need not in known and ids.page_of(need) not in unread:
                yield _problem(each, f"needs `{need}`, which no page has; correct the id")


def _circles(requirements: list[Requirement]) -> Iterator[Problem]:
    by_id = {each.id: each for each in requirements}
    needs = {each.id: list(each.needs.requirements) for each in requirements}
    while True:
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            names = " -> ".join(reversed(circle))
            yield _problem(by_id[circle[1]], f"needs itself: {names}; take one out")
            needs[circle[1]].remove(circle[0])
        else:
            return


def _problem(requirement: Requirement, message: str) -> Problem:
    return Problem(f"spec/{requirement.page}", requirement.line, message)


def _entry(requirement: Requirement) -> Entry:
    example = requirement.example
    return {
        "id": requirement.id,
        "heading": requirement.heading,
        "level": requirement.level,
        "sentence": requirement.sentence,
        "page": requirement.page,
        "line": requirement.line,
        "applies": [{"to": each.to, "specifier": each.specifier} for each in requirement.applies],
        "needs": {
            "capabilities": list(requirement.needs.capabilities),
            "requirements": list(requirement.needs.requirements),
        },
        "example": {"line": example.line, "code": example.code} if example else None,
    }
