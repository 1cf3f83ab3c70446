"""What a worker is told to do: one JSON file, written by the controller."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

LIST = "checks.json"
"""The file of a stage that lists its checks."""


@dataclass(frozen=True)
class Plan:
    """The checks of one worker, in order, and the conditions that they run under.

    ``memory`` is a limit of address space in bytes; ``target`` is the value of the variable that
    impersonation reads; ``capabilities`` is None when the target declares nothing. A
    ``harmless`` failure, which decides nothing, does not stop a worker that ``stops_at_failure``.
    """

    worker: str
    stage: str
    journal: str
    checks: tuple[str, ...]
    transport: str = "wsgi"
    profile: str = "ci"
    capabilities: tuple[str, ...] | None = None
    memory: int | None = None
    smoke: bool = False
    stops_at_failure: bool = False
    harmless: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Plan":
        """Read a plan that `write` wrote."""
        entries = json.loads(path.read_text(encoding="utf-8"))
        for name in ("checks", "capabilities", "harmless"):
            entries[name] = None if entries[name] is None else tuple(entries[name])
        return cls(**entries)

    def write(self, path: Path) -> None:
        """Write the plan where the worker will read it."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
