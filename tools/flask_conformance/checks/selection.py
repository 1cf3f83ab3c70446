"""Which checks a run has, and in which order."""

import difflib
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_conformance.checks.stage import Check
from flask_conformance.errors import UserError


class SelectionError(UserError):
    """What the user asks for selects nothing."""


@dataclass(frozen=True)
class Selection:
    """What the options of a run ask for; the empty selection is everything."""

    chapters: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    keyword: str = ""
    shard: tuple[int, int] = (1, 1)
    seed: int | None = None

    def choose(self, checks: Sequence[Check]) -> list[Check]:
        """The chosen checks; shards 1/n to n/n add up to the whole. Raises `SelectionError`."""
        chapters = {each.chapter for each in checks}
        self._reject_unknown("chapter", self.chapters, chapters)
        for name in chapters.intersection(self.requirements):
            hint = f"It is a chapter: --chapter {name}"
            raise SelectionError(f"There is no requirement {name!r}.", hint)
        known = {each.requirement for each in checks} | {each.id for each in checks}
        self._reject_unknown("requirement", self.requirements, known)
        self._reject_unknown_text(checks)
        number, count = self.shard
        chosen = [each for each in checks if self._wants(each)][number - 1 :: count]
        if not chosen:
            raise SelectionError(
                "No check is selected.", "'flask-conformance run --list' shows all checks."
            )
        if self.seed is not None:
            random.Random(self.seed).shuffle(chosen)
        return chosen

    def _wants(self, check: Check) -> bool:
        if self.chapters and check.chapter not in self.chapters:
            return False
        if self.requirements and not {check.requirement, check.id} & set(self.requirements):
            return False
        return self._has_text(check)

    def _has_text(self, check: Check) -> bool:
        return _plain(self.keyword) in _plain(_names(check))

    @staticmethod
    def _reject_unknown(kind: str, asked: Iterable[str], known: set[str]) -> None:
        for name in asked:
            if name in known:
                continue
            if any(each.startswith((f"{name}.", f"{name}::", f"{name}[")) for each in known):
                hint = f"Several have an id that begins so: -k {name}"
            else:
                hint = _nearest(name, known)
            raise SelectionError(f"There is no {kind} {name!r}.", hint)

    def _reject_unknown_text(self, checks: Sequence[Check]) -> None:
        if self.keyword and not any(map(self._has_text, checks)):
            words = {word for each in checks for word in re.findall(r"\w+", _names(each))}
            hint = _nearest(self.keyword, words)
            raise SelectionError(f"No check has {self.keyword!r} in its id.", hint)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else "'--list' shows all checks."


def _names(check: Check) -> str:
    return f"{check.id} {check.requirement}"


def _plain(text: str) -> str:
    """Ids write ``-`` where names of tests have ``_``, and either may be meant."""
    return text.lower().replace("_", "-")
