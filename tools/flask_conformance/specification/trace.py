"""Requirement by requirement: is there an example, which tests are there, and what is missing."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from flask_conformance.specification import ids
from flask_conformance.specification.conformance_modules import Check, read_modules, uses_werkzeug
from flask_conformance.specification.manifest import read_pages
from flask_conformance.specification.pages import Page
from flask_conformance.specification.problems import Problem, SpecError
from flask_conformance.specification.references import dead_references
from flask_conformance.specification.requirements import Requirement
from flask_conformance.specification.retirement import problems_with_ids
from flask_conformance.specification.sources import Suite

LAST_PATCHES = {"1.1": 4, "2.0": 3, "2.1": 3, "2.2": 5, "2.3": 3, "3.0": 3, "3.1": 3}
RELEASED_FLASKS = [
    f"{line}.{patch}" for line, last in LAST_PATCHES.items() for patch in range(last + 1)
]
MANY_REQUIREMENTS = 10


@dataclass(frozen=True)
class Row:
    """A requirement with the tests that name it."""

    requirement: Requirement
    tests: tuple[Check, ...]

    @property
    def chapter(self) -> str:
        """The folder of the requirement's page."""
        return self.requirement.id.split(".")[0]

    @property
    def is_released(self) -> bool:
        """Whether a released Flask can show the requirement."""
        of_flask = [each for each in self.requirement.applies if each.to == "Flask"]
        return all(any(map(each.admits, RELEASED_FLASKS)) for each in of_flask)


@dataclass(frozen=True)
class Trace:
    """Every requirement in order, what is wrong, and what is only worth a look."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def trace(suite: Suite) -> Trace:
    """Hold the pages and the checks of a suite against each other."""
    try:
        pages = read_pages(suite.spec)
    except SpecError as error:
        return Trace((), error.problems, ())
    checks, problems = read_modules(suite.conformance, {page.address for page in pages})
    rows = tuple(_rows(pages, checks))
    known = {row.requirement.id: row.requirement for row in rows}
    problems += problems_with_ids(suite.spec, set(known))
    problems += _problems_of_rows(rows)
    problems += _problems_of_checks(checks, known)
    problems += _dead_references(pages, suite)
    return Trace(rows, tuple(sorted(set(problems))), tuple(_warnings(pages)))


def _dead_references(pages: tuple[Page, ...], suite: Suite) -> Iterator[Problem]:
    headings = {
        page.address: {ids.slug(each.heading) for each in page.requirements} for page in pages
    }
    known = {each.id for page in pages for each in page.requirements}
    for page in pages:
        yield from dead_references(
            page.address, page.references, spec=suite.spec, headings=headings, known=known
        )


def _rows(pages: tuple[Page, ...], checks: tuple[Check, ...]) -> Iterator[Row]:
    tests: dict[str, list[Check]] = {}
    for check in checks:
        tests.setdefault(check.requirement, []).append(check)
    for page in pages:
        for requirement in page.requirements:
            yield Row(requirement, tuple(tests.get(requirement.id, ())))


def _problems_of_rows(rows: tuple[Row, ...]) -> Iterator[Problem]:
    for row in rows:
        requirement, example = row.requirement, row.requirement.example
        place = f"spec/{requirement.page}"
        if not example and not row.tests:
            test = ids.address_of_test(requirement.id)
            message = f"`{requirement.id}` has no check; add an example, or {test}"
            yield Problem(place, requirement.line, message)
        if example and uses_werkzeug(ast.parse(example.code)) and not _has_werkzeug(requirement):
            yield Problem(place, example.line, "imports werkzeug; write `Needs: werkzeug`")


def _problems_of_checks(
    checks: tuple[Check, ...], known: dict[str, Requirement]
) -> Iterator[Problem]:
    for check in checks:
        place = f"conformance/{check.module}"
        if check.requirement not in known:
            message = f"`{check.name}` names no requirement: spec/ has no `{check.requirement}`"
            yield Problem(place, check.line, f"{message}; rename it or write that heading")
        elif check.uses_werkzeug and not _has_werkzeug(known[check.requirement]):
            page = known[check.requirement].page
            message = f"`{check.name}` imports werkzeug; write `Needs: werkzeug` in spec/{page}"
            yield Problem(place, check.line, message)


def _has_werkzeug(requirement: Requirement) -> bool:
    return "werkzeug" in requirement.needs.capabilities


def _warnings(pages: tuple[Page, ...]) -> Iterator[Problem]:
    for page in pages:
        count = len(page.requirements)
        if count > MANY_REQUIREMENTS:
            message = f"{count} requirements on one page; consider parting it"
            yield Problem(f"spec/{page.address}", 1, message)
