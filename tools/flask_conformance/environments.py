"""Build the environment of a target, and keep it for the next run.

An environment lies in the user's cache under a hash of everything that decides its content. Its
marker is written last: a folder without one is half built, and is built anew. The builder holds a
lock, so two runs that start together build it once.

A resolver gives an old Flask libraries that are too new for it. So the first installation shows
which Flask the requirements lead to, and a second one puts right what its pins say.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from flask_conformance import known_targets
from flask_conformance.caches import cache_folder
from flask_conformance.distributions import PROJECT_FILES
from flask_conformance.errors import BuildError
from flask_conformance.installers import Installer, essence, find_installer
from flask_conformance.locks import locked
from flask_conformance.targets import Target

WORKER_REQUIREMENTS = ("pytest>=8.4", "hypothesis>=6.100", "httpx>=0.27")
ASYNC_REQUIREMENTS = ("asgiref>=3.2",)
OLDEST_PYTHON = (3, 10)
LAYOUT = 1
QUESTION = "import platform, sys; print(platform.python_version(), *sys.path, sep=chr(10))"

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
    folder = cache_folder() / "environments" / _folder_name(target)
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
        self.progress(f"{self.target.label}: {self.installer.name} builds its environment")
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
        packages = _packages(_site_packages(self.folder))
        if pins := _broken_pins(packages, self.target):
            self._install(f"flask=={packages['flask']}", *pins)
            packages = _packages(_site_packages(self.folder))
        environment = Environment(_interpreter(self.folder), _python_version(self.folder), packages)
        _keep(self.folder, environment)
        return environment

    def _check_python(self) -> None:
        version = _python_version(self.folder)
        if tuple(map(int, version.split(".")[:2])) < OLDEST_PYTHON:
            raise BuildError(
                f"its Python is {version}, and the checks need 3.10.",
                "Choose another one with --python.",
            )

    def _install(self, *more: str) -> None:
        editable = [
            argument for path in self.target.editable for argument in ("--editable", str(path))
        ]
        self.installer.install(
            _interpreter(self.folder), [*_requirements(self.target), *more, *editable], self._log
        )


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
    wants_async = target.capabilities is None or "async" in target.capabilities
    return (
        *target.requirements,
        *WORKER_REQUIREMENTS,
        *(ASYNC_REQUIREMENTS if wants_async else ()),
    )


def _existing(target: Target) -> Environment:
    """The environment of the given interpreter, or of our own."""
    python = target.python
    if python is None or platform.python_version().startswith(f"{python}."):
        return Environment(Path(sys.executable), platform.python_version(), _packages(sys.path))
    if shutil.which(python) is None:
        raise BuildError(
            f"{target.label} is a module of the current environment, and {python} is no path of "
            "another interpreter.",
            "Name a requirement, a wheel or a project's folder to have an environment built.",
        )
    return _asked(Path(python).expanduser().absolute())


def _asked(python: Path) -> Environment:
    """What an interpreter says about its own environment."""
    done = subprocess.run([python, "-c", QUESTION], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{python} is no Python that works.", essence(done.stderr))
    version, *path = done.stdout.splitlines()
    return Environment(python, version, _packages(path))


def _packages(path: Iterable[str]) -> dict[str, str]:
    """The version of each package that is installed in these folders.

    Read from the names of the folders that describe them, as that is fast.
    """
    described = (entry.stem for folder in path for entry in Path(folder).glob("*.dist-info"))
    pairs = (name.rpartition("-") for name in sorted(described))
    return {canonicalize_name(name): version for name, _, version in pairs}


def _site_packages(folder: Path) -> list[str]:
    return [
        str(path)
        for path in (*folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    ]


def _interpreter(folder: Path) -> Path:
    windows = folder / "Scripts" / "python.exe"
    return windows if windows.exists() else folder / "bin" / "python"


def _python_version(folder: Path) -> str:
    settings = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    found = re.search(r"^version(?:_info)? *= *(\d+\.\d+(?:\.\d+)?)", settings, re.MULTILINE)
    return found[1] if found else "0.0"


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


def _folder_name(target: Target) -> str:
    readable = re.sub(r"[^\w.=-]+", "-", target.label).strip("-")[:40]
    return f"{readable}-{_content_hash(target)[:16]}"


def _content_hash(target: Target) -> str:
    content = {
        "layout": LAYOUT,
        "requirements": _requirements(target),
        "pins": known_targets.all_pins(),
        "files": [_hash_of_file(text) for text in target.requirements],
        "projects": [_hash_of_project(folder) for folder in target.editable],
        "python": _python_identity(target.python),
    }
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _hash_of_file(requirement: str) -> str | None:
    url = urlsplit(Requirement(requirement).url or "")
    if url.scheme != "file":
        return None
    return _hash(Path(url2pathname(url.path)).read_bytes())


def _hash_of_project(folder: Path) -> list[str]:
    """The files that say what an editable project needs; its modules are read where they lie."""
    files = [folder / name for name in PROJECT_FILES]
    return [str(folder), *(_hash(file.read_bytes()) for file in files if file.is_file())]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _python_identity(python: str | None) -> str:
    if python is None:
        return f"{sys.implementation.name} {platform.python_version()} {sys.base_prefix}"
    path = Path(python)
    return f"{path.absolute()} {path.stat().st_mtime_ns}" if path.is_file() else python
