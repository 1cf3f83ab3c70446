"""What costs a target the most checks: the names, members and modules that it lacks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from flask_conformance.verdicts.outcomes import Verdict

# The line of an error in pytest's excerpts: its class, then what it says.
_ERROR = re.compile(r"^E\s+([A-Z]\w*Error): (.+)$", re.MULTILINE)
LACKING = {"AttributeError", "ImportError", "ModuleNotFoundError", "NameError", "TypeError"}
"""Errors by which Python says that something is not there, or cannot be called like that."""


def cause_of(verdict: Verdict) -> str | None:
    """The first error that a failed check saw, if it tells of something that is lacking."""
    found = _ERROR.search(verdict.message)
    return f"{found[1]}: {found[2].strip()}" if found and found[1] in LACKING else None


def frequent(verdicts: Iterable[Verdict], *, at_least: int = 3) -> Iterator[tuple[str, int]]:
    """The causes with the number of checks that each costs, the costliest first."""
    counts = Counter(filter(None, map(cause_of, verdicts)))
    return ((cause, number) for cause, number in counts.most_common() if number >= at_least)
