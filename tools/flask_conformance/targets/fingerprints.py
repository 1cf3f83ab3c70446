"""The name under which an environment is kept: a hash of everything that decides its content."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from packaging.requirements import Requirement

from flask_conformance.targets import known_targets
from flask_conformance.targets.distributions import PROJECT_FILES
from flask_conformance.targets.naming import Target

LAYOUT = 1


def folder_name(target: Target, requirements: Sequence[str]) -> str:
    """A name that a person recognizes and that no environment with other content has.

    `requirements` are the target's and those of the worker.
    """
    readable = re.sub(r"[^\w.=-]+", "-", target.label).strip("-")[:40]
    return f"{readable}-{_content_hash(target, requirements)[:16]}"


def _content_hash(target: Target, requirements: Sequence[str]) -> str:
    content = {
        "layout": LAYOUT,
        "requirements": requirements,
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
