"""The order in which a worker collects and runs its checks: one chapter after the other.

Reading all chapters first would delay the first verdict by seconds, and keep every check in memory.
"""

import gc
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from _pytest import main

BETWEEN_FREEZES = 250
"""Checks after which what lives then is taken to live to the end."""


def chapter_of(check: str) -> str:
    """The chapter that the file of a check belongs to."""
    return check.split("/", 2)[1].replace("_", "-")


def parts_of(checks: Sequence[str]) -> list[tuple[str, ...]]:
    """What is collected at once: the checks of a chapter, or all when chapters are mixed."""
    parts = [tuple(part) for _, part in groupby(checks, chapter_of)]
    is_mixed = len(parts) > len(set(map(chapter_of, checks)))
    return [tuple(checks)] if is_mixed else parts


class Course:
    """A plugin for one session of pytest: the checks of a plan, in its order, part by part."""

    def __init__(self, stage: str, checks: Sequence[str]) -> None:
        self._stage = Path(stage)
        self._coming = parts_of(checks)
        self._finished = 0
        self.part: tuple[str, ...] = ()

    def pytest_collection(self, session: pytest.Session) -> bool:
        """Collect the next part."""
        self.part = self._coming.pop(0)
        # Folders: for each of many files pytest would read the whole folder again.
        folders = dict.fromkeys(str(file.parent) for file in self._files())
        self._places = set(self._with_folders())
        session.perform_collect(list(folders))
        return True

    def _files(self) -> Iterator[Path]:
        return (self._stage / check.split("::", 1)[0] for check in self.part)

    def _with_folders(self) -> Iterator[Path]:
        for file in set(self._files()):
            yield from (file, *file.parents)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Pass by the files and folders that have no check of the part."""
        return None if collection_path in self._places else True

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Drop the others and sort."""
        rank = {check: rank for rank, check in enumerate(self.part)}
        chosen = [item for item in items if item.nodeid in rank]
        items[:] = sorted(chosen, key=lambda item: rank[item.nodeid])

    def pytest_collection_finish(self) -> None:
        """Do not look for garbage, again and again, among what lives to the end."""
        gc.freeze()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the part that is collected, then the others."""
        main.pytest_runtestloop(session)
        while self._coming:
            session.config.hook.pytest_collection(session=session)
            main.pytest_runtestloop(session)
        return True

    def pytest_runtest_logfinish(self) -> None:
        """Pytest keeps reports of every check: from time to time, freeze those as well."""
        self._finished += 1
        if self._finished % BETWEEN_FREEZES == 0:
            gc.collect()
            gc.freeze()
