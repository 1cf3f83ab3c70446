"""What a worker knows of the specification: its requirements, found by id, page or test."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Example:
    """A block of code in a page, and the number of its first line there."""

    line: int
    code: str


@dataclass(frozen=True)
class Requirement:
    """One promise of the specification, as the manifest holds it."""

    id: str
    heading: str
    level: str
    sentence: str
    page: str
    line: int
    applies: tuple[tuple[str, str], ...]
    capabilities: tuple[str, ...]
    requirements: tuple[str, ...]
    example: Example | None

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> "Requirement":
        """Read one entry of the manifest."""
        example = entry["example"]
        return cls(
            id=entry["id"],
            heading=entry["heading"],
            level=entry["level"],
            sentence=entry["sentence"],
            page=entry["page"],
            line=entry["line"],
            applies=tuple((each["to"], each["specifier"]) for each in entry["applies"]),
            capabilities=tuple(entry["needs"]["capabilities"]),
            requirements=tuple(entry["needs"]["requirements"]),
            example=Example(example["line"], example["code"]) if example else None,
        )

    @property
    def chapter(self) -> str:
        """The first part of the id."""
        return self.id.split(".", 1)[0]


class Requirements:
    """All requirements of a manifest."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.by_id = {each.id: each for each in requirements}
        self._by_test = {each.id.replace("-", "_"): each for each in self.by_id.values()}

    @classmethod
    def from_manifest(cls, manifest: dict[str, Any]) -> "Requirements":
        """Take them from a manifest that is already parsed."""
        return cls(Requirement.from_json(entry) for entry in manifest["requirements"])

    @classmethod
    def read(cls, path: Path) -> "Requirements":
        """Take them from a manifest file."""
        return cls.from_manifest(json.loads(path.read_text(encoding="utf-8")))

    def on_page(self, page: str) -> list[Requirement]:
        """The requirements of one page, named as in ``routing/trailing-slash.md``."""
        return [each for each in self.by_id.values() if each.page == page]

    def of_test(self, chapter: str, module: str, function: str) -> Requirement | None:
        """The requirement that a test function names by its place and name."""
        page = module.removeprefix("test_")
        heading = function.removeprefix("test_").split("__", 1)[0]
        return self._by_test.get(f"{chapter}.{page}.{heading}")
