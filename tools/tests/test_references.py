"""Ids to which the texts of the specification refer are ids of requirements."""

import re

import pytest

from flask_conformance.specification.manifest import CHAPTERS, read_pages
from flask_conformance.specification.sources import find_suite

SPEC = find_suite().spec
ID = re.compile(rf"`((?:{'|'.join(CHAPTERS)})\.[a-z0-9-]+\.[a-z0-9-]+)`")


@pytest.fixture(scope="module")
def known():
    """The ids of all requirements."""
    return {each.id for page in read_pages(SPEC) for each in page.requirements}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_ids_in_texts_exist(known, chapter):
    texts = [path.read_text(encoding="utf-8") for path in (SPEC / chapter).glob("*.md")]

    named = {id_ for text in texts for id_ in ID.findall(text)}

    assert named - known == set()
