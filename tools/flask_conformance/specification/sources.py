"""Where the pages of ``spec/`` and the checks of ``conformance/`` lie."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Suite:
    """The two folders that everything is read from."""

    spec: Path
    conformance: Path

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The suite whose two folders lie in ``folder``."""
        return cls(folder / "spec", folder / "conformance")


def find_suite(package: Path = PACKAGE) -> Suite:
    """The suite of this installation: inside the package in a wheel, else at the checkout's top."""
    for folder in (package, package.parent.parent):
        suite = Suite.at(folder)
        if suite.spec.is_dir() and suite.conformance.is_dir():
            return suite
    raise FileNotFoundError(
        f"No spec/ and conformance/ beside {package}. They come with the distribution. "
        "Install flask-conformance again, or run it from a complete checkout."
    )
