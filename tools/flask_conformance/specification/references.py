"""What pages refer to: other pages by links, and requirements by their ids in backticks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

from flask_conformance.specification import ids
from flask_conformance.specification.markdown import Node, inside, line_of
from flask_conformance.specification.problems import Problem

LEFT_OPEN = "left-open"


@dataclass(frozen=True)
class Reference:
    """A place that a page names: a link such as ``rules.md#plain-body``, or an id."""

    line: int
    target: str


def references(tree: Node) -> tuple[Reference, ...]:
    """The links of a page that stay in the repository, and what has the form of an id."""
    links = ((each, str(each.attrs["href"])) for each in inside(tree, "link"))
    codes = ((each, each.content) for each in inside(tree, "code_inline"))
    found = [(node, target) for node, target in links if "//" not in target]
    found += [(node, text) for node, text in codes if ids.is_id(text)]
    return tuple(Reference(line_of(node), target) for node, target in found)


def dead_references(
    address: str,
    found: Iterable[Reference],
    *,
    spec: Path,
    headings: Mapping[str, Collection[str]],
    known: Collection[str],
) -> Iterator[Problem]:
    """A problem for each reference of a page that leads nowhere.

    `headings` has for each page what its headings become in links; `known` are all ids. A text with
    the form of an id counts as one where the page that it names is there: ``json.provider.dumps``
    may be something else.
    """
    for each in found:
        if ids.is_id(each.target):
            is_dead = ids.page_of(each.target) in headings and each.target not in known
        else:
            is_dead = not _is_there(address, each.target, spec, headings)
        if is_dead:
            message = f"`{each.target}` leads nowhere; correct it"
            yield Problem(f"spec/{address}", each.line, message)


def _is_there(address: str, link: str, spec: Path, headings: Mapping[str, Collection[str]]) -> bool:
    path, _, anchor = link.partition("#")
    page = normpath(PurePosixPath(address).parent / path) if path else address
    if page not in headings:
        return not anchor and (spec / page).exists()
    return not anchor or anchor == LEFT_OPEN or anchor in headings[page]
