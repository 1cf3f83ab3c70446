"""Write ``tools/requirements.lock``: what development installs, with hashes for every platform.

Run it after a change to the dependencies in a ``pyproject.toml``, and to get newer releases::

    .venv/bin/python tools/lock.py

It needs uv. The addresses of package indexes stay out, so the lock serves every mirror.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tools" / "requirements.lock"
PROJECTS = (ROOT, ROOT / "reference")
HEADER = "# Written by tools/lock.py; install it with: pip install --require-hashes -r\n"
PLAIN = ["--no-header", "--no-annotate", "--upgrade", "--quiet"]
QUESTION = "from hatchling import build; print(*build.get_requires_for_build_editable(), sep='\\n')"


def main() -> None:
    """Resolve the workspace anew and write the result down."""
    summary, _, more = (__doc__ or "").partition("\n\n")
    kept = argparse.RawDescriptionHelpFormatter
    argparse.ArgumentParser(description=summary, epilog=more, formatter_class=kept).parse_args()
    pins = _uv("export", "--all-extras", "--no-emit-workspace")
    LOCK.write_text(HEADER + pins + _build_pins(), encoding="utf-8")


def _build_pins() -> str:
    """What the build backend wants for editable installations, which no dependency tells."""
    wanted = {line for folder in PROJECTS for line in _python("-c", QUESTION, cwd=folder).split()}
    compiled = ("pip", "compile", "-", "--universal", "--generate-hashes")
    return _uv(*compiled, stdin="\n".join(wanted))


def _uv(*arguments: str, stdin: str = "") -> str:
    return _python("-m", "uv", *arguments, *PLAIN, stdin=stdin)


def _python(*arguments: str, cwd: Path = ROOT, stdin: str = "") -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=cwd, input=stdin, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
