"""Ids that were released are never lost: each is still a requirement, or it is retired."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask_conformance.specification import ids, markdown
from flask_conformance.specification.markdown import Node, inside, line_of, plain_text
from flask_conformance.specification.problems import Problem

RELEASED = "released-ids.txt"
RETIRED = "retired.md"
COLUMNS = ["Id", "Reason", "Heir"]
NO_HEIR = "none"


@dataclass(frozen=True)
class Retired:
    """An id that is out of use for good; the heir says what it said, if anything does."""

    line: int
    id: str
    reason: str
    heir: str


def problems_with_ids(spec: Path, in_use: set[str]) -> Iterator[Problem]:
    """What is wrong with the released and the retired ids, given those of the pages."""
    missing = [name for name in (RELEASED, RETIRED) if not (spec / name).is_file()]
    for name in missing:
        yield Problem(f"spec/{name}", 1, "this file is missing; restore it")
    if not missing:
        tree = markdown.parse((spec / RETIRED).read_text(encoding="utf-8"))
        yield from _problems_with_table(tree)
        retired = read_retired(tree)
        yield from _problems_with_retired(retired, in_use)
        yield from _problems_with_released(spec, in_use | {each.id for each in retired})


def read_retired(tree: Node) -> list[Retired]:
    """The rows of the tables in ``spec/retired.md``, as far as they have three cells."""
    rows = []
    for body in inside(tree, "tbody"):
        for row in body.children:
            cells = [plain_text(cell).strip() for cell in row.children]
            if len(cells) == len(COLUMNS):
                rows.append(Retired(line_of(row), *cells))
    return rows


def _problems_with_table(tree: Node) -> Iterator[Problem]:
    heads = inside(tree, "thead")
    if len(heads) != 1:
        yield _retired_problem(1, f"{len(heads)} tables; write one with {' | '.join(COLUMNS)}")
    for head in heads:
        if [plain_text(cell) for cell in inside(head, "th")] != COLUMNS:
            yield _retired_problem(line_of(head), f"other columns than {' | '.join(COLUMNS)}")


def _problems_with_retired(retired: list[Retired], in_use: set[str]) -> Iterator[Problem]:
    known = in_use | {each.id for each in retired}
    seen: set[str] = set()
    for each in retired:
        if not ids.is_id(each.id):
            yield _retired_problem(each.line, f"`{each.id}` is no id; write chapter.page.heading")
        if each.id in seen:
            yield _retired_problem(each.line, f"`{each.id}` is retired twice; take one out")
        if each.id in in_use:
            page = ids.page_of(each.id)
            yield _retired_problem(
                each.line, f"`{each.id}` is used again in spec/{page}; give that another heading"
            )
        if not each.reason:
            yield _retired_problem(each.line, f"`{each.id}` went without a reason; write it down")
        if each.heir == each.id or each.heir not in {NO_HEIR, *known}:
            yield _retired_problem(
                each.line, f"the heir `{each.heir}` does not exist; write an id, or `{NO_HEIR}`"
            )
        seen.add(each.id)


def _problems_with_released(spec: Path, known: set[str]) -> Iterator[Problem]:
    lines = (spec / RELEASED).read_text(encoding="utf-8").splitlines()
    for number, id in enumerate(lines, 1):
        if not ids.is_id(id):
            yield Problem(f"spec/{RELEASED}", number, f"`{id}` is no id; write one on each line")
        elif id in lines[: number - 1]:
            yield Problem(f"spec/{RELEASED}", number, f"`{id}` again; take one out")
        elif id not in known:
            yield Problem(
                f"spec/{RELEASED}",
                number,
                f"`{id}` was released and is gone; bring it back with `<!-- id: -->`, "
                f"or list it in spec/{RETIRED}",
            )


def _retired_problem(line: int, message: str) -> Problem:
    return Problem(f"spec/{RETIRED}", line, message)
