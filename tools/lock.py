"""Write ``tools/requirements.lock``: what development installs, with hashes for every platform.

Run it after a change to the dependencies in a ``pyproject.toml``, and to get newer releases::

    .venv/bin/python tools/lock.py

It needs uv. The addresses of package indexes stay out, so the lock serves every mirror.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tools" / "requirements.lock"
HEADER = "# Written by tools/lock.py; install it with: pip install --require-hashes -r\n"
EXPORT = "export --all-extras --no-emit-workspace --no-header --no-annotate --upgrade --quiet"


def main() -> None:
    """Resolve the workspace anew and write the result down."""
    command = [sys.executable, "-m", "uv", *EXPORT.split()]
    pins = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    LOCK.write_text(HEADER + pins, encoding="utf-8")


if __name__ == "__main__":
    main()
