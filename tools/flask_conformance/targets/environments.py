"""Build the environment of a target, and keep it for the next run.

An environment lies in the user's cache under a hash of everything that decides its content. Its
marker is written last: a folder without one is half built, and is built anew. The builder holds a
lock, so two runs that start together build it once.

A resolver gives an old Flask libraries that are too new for it. So the first installation shows
which Flask the requirements lead to, and a second one puts right what its pins say.
"""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from flask_conformance.caches import cache_folder
from flask_conformance.errors import BuildError, TargetError
from flask_conformance.targets import interpreters, known_targets
from flask_conformance.targets.fingerprints import folder_name
from flask_conformance.targets.installers import Installer, find_installer
from flask_conformance.targets.locks import locked
from flask_conformance.targets.naming import Target

WORKER_REQUIREMENTS = ("pytest>=8.4", "hypothesis>=6.100", "httpx>=0.27")
REQUIREMENTS_OF_CAPABILITIES = {"async": "asgiref>=3.2", "dotenv": "python-dotenv"}
OLDEST_PYTHON = (3, 10)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Environment:
    """Where a target is imported: its interpreter, and the version of each installed package."""

    python: Path
    python_version: str
    packages: Mapping[str, str]


def build(
    target: Target,
    *,
    progress: Progress = lambda line: None,
    installer: Installer | None = None,
    refresh: bool = False,
) -> Environment:
    """The environment of a target: the current one, a kept one, or one that is built now.

    With `refresh` it is built in any case, with the newest releases that the requirements allow.
    Raises `BuildError`.
    """
    if not target.needs_environment:
        return _existing(target)
    folder = cache_folder() / "environments" / folder_name(target, _requirements(target))
    if not refresh and (environment := _kept(folder)):
        return environment
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(
        folder.with_name(f"{folder.name}.lock"),
        waiting=lambda: progress(f"{target.label}: another run builds its environment"),
    ):
        if not refresh and (environment := _kept(folder)):
            return environment
        return _Build(target, folder, installer or find_installer(), progress).run()


@dataclass(frozen=True)
class _Build:
    """One attempt to build one environment."""

    target: Target
    folder: Path
    installer: Installer
    progress: Progress

    def run(self) -> Environment:
        self.progress(f"{self.target.label}: building its environment with {self.installer.name}")
        shutil.rmtree(self.folder, ignore_errors=True)
        self._log.write_text("", encoding="utf-8")
        try:
            return self._steps()
        except BuildError as error:
            message = f"The environment of {self.target.label} cannot be built: {error.message}"
            raise BuildError(message, error.hint) from error

    @property
    def _log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def _steps(self) -> Environment:
        self.installer.create(self.folder, self.target.python, self._log)
        self._check_python()
        self._install()
        packages = _packages(self.folder)
        if pins := _broken_pins(packages, self.target):
            self._install(f"flask=={packages['flask']}", *pins)
            packages = _packages(self.folder)
        python = interpreters.interpreter(self.folder)
        environment = Environment(python, interpreters.python_version(self.folder), packages)
        _keep(self.folder, environment)
        return environment

    def _check_python(self) -> None:
        version = interpreters.python_version(self.folder)
        if tuple(map(int, version.split(".")[:2])) < OLDEST_PYTHON:
            raise BuildError(
                f"its Python is {version}, and the checks need 3.10.",
                "Choose another one with --python.",
            )

    def _install(self, *more: str) -> None:
        editable = [
            argument for path in self.target.editable for argument in ("--editable", str(path))
        ]
        python = interpreters.interpreter(self.folder)
        self.installer.install(python, [*_requirements(self.target), *more, *editable], self._log)


def _packages(folder: Path) -> dict[str, str]:
    return interpreters.packages(interpreters.site_packages(folder))


def _broken_pins(packages: Mapping[str, str], target: Target) -> list[str]:
    """What the installed Flask needs, if it is not there; otherwise nothing."""
    if "flask" not in packages:
        return []
    pins = known_targets.pins(packages["flask"], target.requirements)
    kept = all(_keeps(packages, Requirement(pin)) for pin in pins)
    return [] if kept else list(pins)


def _keeps(packages: Mapping[str, str], pin: Requirement) -> bool:
    version = packages.get(canonicalize_name(pin.name))
    return version is None or pin.specifier.contains(version, prereleases=True)


def _requirements(target: Target) -> tuple[str, ...]:
    claimed = target.capabilities
    wanted = [
        requirement
        for capability, requirement in REQUIREMENTS_OF_CAPABILITIES.items()
        if claimed is None or capability in claimed
    ]
    return (*target.requirements, *WORKER_REQUIREMENTS, *wanted)


def _existing(target: Target) -> Environment:
    """The environment of the given interpreter, or of our own."""
    python = target.python
    if python is None or platform.python_version().startswith(f"{python}."):
        packages = interpreters.packages(sys.path)
        return Environment(Path(sys.executable), platform.python_version(), packages)
    if not Path(python).is_file():
        raise TargetError(
            f"{target.label} is a module of the current environment, and {python} is no path of "
            "another interpreter.",
            "Name a requirement, a wheel or a project's folder to have an environment built.",
        )
    version, path = interpreters.ask(Path(python))
    return Environment(Path(python), version, interpreters.packages(path))


def _marker(folder: Path) -> Path:
    return folder / "ready.json"


def _kept(folder: Path) -> Environment | None:
    """The finished environment in a folder, unless its interpreter has gone since."""
    try:
        found = json.loads(_marker(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    environment = Environment(Path(found["python"]), found["python_version"], found["packages"])
    return environment if environment.python.exists() else None


def _keep(folder: Path, environment: Environment) -> None:
    content = json.dumps(asdict(environment), default=str, indent=2)
    _marker(folder).write_text(content, encoding="utf-8")
