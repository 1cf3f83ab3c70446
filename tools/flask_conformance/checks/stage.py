"""The folder that a worker is given: pages, checks, manifest, list of checks and the worker itself.

It is kept in the user's cache by the hash of what it is made from, so the second run starts at
once. Nothing else of the controller's environment reaches the worker.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from flask_conformance.caches import cache_folder
from flask_conformance.specification.sources import Suite
from flask_conformance.worker.plan import LIST
from flask_conformance.worker.requirements import Requirements
from flask_conformance.worker.strictness import WARNINGS

PACKAGE = Path(__file__).parents[1]
SETTINGS = "\n".join(
    [
        "[pytest]",
        "addopts =",
        "python_files = test_*.py",
        "filterwarnings =",
        *(f"    {line}" for line in WARNINGS),
        "",
    ]
)


class StageProblem(Exception):
    """The checks could not be listed: a fault of the suite, never of a target."""


@dataclass(frozen=True)
class Check:
    """One check: its pytest node id, the requirement that it judges, and its kind."""

    id: str
    requirement: str
    kind: str

    @property
    def chapter(self) -> str:
        """The chapter of its requirement."""
        return self.requirement.split(".", 1)[0]

    @property
    def file(self) -> str:
        """The file that it is collected from."""
        return self.id.split("::", 1)[0]


@dataclass(frozen=True)
class Stage:
    """A finished stage."""

    folder: Path

    @cached_property
    def requirements(self) -> Requirements:
        """The requirements of the manifest."""
        return Requirements.read(self.folder / "manifest.json")

    @cached_property
    def checks(self) -> list[Check]:
        """All checks, in the order of the pages."""
        listed = json.loads((self.folder / LIST).read_text(encoding="utf-8"))["checks"]
        rank = {id_: rank for rank, id_ in enumerate(self.requirements.by_id)}
        checks = [Check(each["id"], each["requirement"], each["kind"]) for each in listed]
        return sorted(checks, key=lambda check: rank[check.requirement])

    @property
    def digest(self) -> str:
        """What tells this stage from others."""
        return self.folder.name


def _sources(suite: Suite) -> Iterator[tuple[str, Path]]:
    yield "flask_conformance/__init__.py", PACKAGE / "__init__.py"
    for name, folder in (
        ("flask_conformance/worker", PACKAGE / "worker"),
        ("spec", suite.spec),
        ("conformance", suite.conformance),
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _digest(files: dict[str, bytes]) -> str:
    compiler = [*sorted((PACKAGE / "specification").glob("*.py")), Path(__file__)]
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for path in compiler:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def prepare(suite: Suite) -> Stage:
    """The stage of a suite, made when it is not there yet."""
    files = {name: path.read_bytes() for name, path in _sources(suite)}
    folder = cache_folder() / "stages" / _digest(files)
    if not (folder / LIST).exists():
        from flask_conformance.specification import (
            manifest,  # the Markdown parser is slow to import
        )

        _make(folder, files, manifest.build(suite))
    return Stage(folder)


def _make(folder: Path, files: dict[str, bytes], manifest_: Mapping[str, Any]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        for name in ("spec", "conformance"):
            (draft / name).mkdir()
        for name, content in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (draft / "manifest.json").write_text(json.dumps(manifest_), encoding="utf-8")
        (draft / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
        _list_checks(draft)
        _settle(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _list_checks(draft: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not _interferes(name)}
    environment["PYTHONPATH"] = str(draft)
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    command = [sys.executable, "-m", "flask_conformance.worker.catalogue", str(draft)]
    done = subprocess.run(
        command, env=environment, cwd=draft, capture_output=True, text=True, check=False
    )
    if not (draft / LIST).exists():
        raise StageProblem(f"the checks could not be listed:\n{done.stdout}{done.stderr}")
    problems = json.loads((draft / LIST).read_text(encoding="utf-8"))["problems"]
    if problems:
        raise StageProblem("these checks could not be listed:\n" + "\n".join(problems))


def _interferes(name: str) -> bool:
    return name.startswith(("FLASK_", "PYTEST_", "PYTHON"))


def _settle(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if not (folder / LIST).exists():
            raise
