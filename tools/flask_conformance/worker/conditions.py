"""Whether a requirement applies to the target at all."""

import importlib.metadata
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from .finder import JUDGED_AS
from .requirements import Requirement


def _distribution(name: str) -> Callable[[], str | None]:
    def version() -> str | None:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            return None

    return version


_SUBJECTS: dict[str, Callable[[], str | None]] = {
    "Flask": lambda: _distribution("flask")() or JUDGED_AS,
    "Werkzeug": _distribution("werkzeug"),
    "Jinja": _distribution("jinja2"),
    "Click": _distribution("click"),
    # Not platform.python_version(): of an unreleased Python it is no version, such as 3.15.0a1+.
    "Python": lambda: ".".join(map(str, sys.version_info[:3])),
}


@dataclass(frozen=True)
class Circumstances:
    """The releases and capabilities that requirements are held against."""

    versions: dict[str, str | None]
    capabilities: Collection[str]

    @classmethod
    def here(cls, capabilities: Collection[str]) -> "Circumstances":
        """Those of this process."""
        return cls({subject: ask() for subject, ask in _SUBJECTS.items()}, capabilities)

    def objection(self, requirement: Requirement) -> str | None:
        """Why the requirement does not apply here, or None when it does."""
        for subject, specifier in requirement.applies:
            if not self._is_within(subject, specifier):
                found = self.versions[subject] or "none"
                return f"applies to {subject} {specifier}; this is {found}"
        for capability in requirement.capabilities:
            if capability not in self.capabilities:
                return f"needs the capability {capability!r}"
        return None

    def _is_within(self, subject: str, specifier: str) -> bool:
        found = self.versions[subject]
        if found is None:
            return False
        # A development release counts as the release that it leads to.
        release = Version(Version(found).base_version)
        return SpecifierSet(specifier).contains(release, prereleases=True)
