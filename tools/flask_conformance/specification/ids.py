"""A requirement's id is its address: from it follow page, heading and test, and back."""

import re
from pathlib import PurePosixPath

OTHER_CHARACTERS = re.compile("[^a-z0-9]+")


def slug(heading: str) -> str:
    """The part of an id that a heading stands for: ``Plain body`` gives ``plain-body``."""
    return OTHER_CHARACTERS.sub("-", heading.lower()).strip("-")


def is_slug(text: str) -> bool:
    """Whether the text can be a part of an id as it is."""
    return text != "" and slug(text) == text


def is_id(text: str) -> bool:
    """Whether the text has the form ``chapter.page.heading``."""
    parts = text.split(".")
    return len(parts) == 3 and all(map(is_slug, parts))


def requirement_id(page: str, part: str) -> str:
    """The id under a page such as ``routing/trailing-slash.md``."""
    chapter, name = PurePosixPath(page).with_suffix("").parts
    return f"{chapter}.{name}.{part}"


def page_of(id: str) -> str:
    """The page of an id, relative to ``spec/``."""
    chapter, name, _ = id.split(".")
    return f"{chapter}/{name}.md"


def address_of_example(id: str) -> str:
    """The check that the example of a requirement is: ``spec/routing/rules.md::plain-body``."""
    return f"spec/{page_of(id)}::{id.split('.')[2]}"


def module_of_page(page: str) -> str:
    """The module of a page's tests, relative to ``conformance/``."""
    chapter, name = PurePosixPath(page).with_suffix("").parts
    return f"{_underscored(chapter)}/test_{_underscored(name)}.py"


def address_of_test(id: str) -> str:
    """The test of a requirement, without variant: what to write when there is none."""
    name = _underscored(id.split(".")[2])
    return f"conformance/{module_of_page(page_of(id))}::test_{name}"


def page_of_module(module: str) -> str | None:
    """The page that a module such as ``routing/test_rules.py`` tests; None where no page can be."""
    folder, _, name = module.rpartition("/")
    page = f"{_hyphenated(folder)}/{_hyphenated(name.removeprefix('test_').removesuffix('.py'))}.md"
    is_its_module = page.count("/") == 1 and module_of_page(page) == module
    return page if is_its_module else None


def id_of_test(page: str, function: str) -> str:
    """The requirement that a test function of a page names; what follows ``__`` is its variant."""
    name, _, _variant = function.removeprefix("test_").partition("__")
    return requirement_id(page, _hyphenated(name))


def _underscored(part: str) -> str:
    return part.replace("-", "_")


def _hyphenated(part: str) -> str:
    return part.replace("_", "-")
