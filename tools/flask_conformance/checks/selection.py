"""Which checks a run has, and in which order."""

import difflib
import random
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
        self._reject_unknown("chapter", self.chapters, {each.chapter for each in checks})
        known = {each.requirement for each in checks} | {each.id for each in checks}
        self._reject_unknown("requirement", self.requirements, known)
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
        return _plain(self.keyword) in _plain(f"{check.id} {check.requirement}")

    @staticmethod
    def _reject_unknown(kind: str, asked: Iterable[str], known: set[str]) -> None:
        for name in asked:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"Did you mean {near[0]}?" if near else "'--list' shows all checks."
                raise SelectionError(f"There is no {kind} {name!r}.", hint)


def _plain(text: str) -> str:
    """Ids write ``-`` where names of tests have ``_``, and either may be meant."""
    return text.lower().replace("_", "-")
