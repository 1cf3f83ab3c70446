"""Set up a checkout, then run one of its jobs. Needs nothing but Python 3.11 or newer.

    python3 tools/develop.py conformance     # the suite on Flask and on hipflask
    python3 tools/develop.py tests           # every check of this repository
    python3 tools/develop.py tests -k memory # the same, but only some of pytest's tests

Further arguments go to the job's last command. The set-up makes .venv with the pinned packages,
and is skipped while it is up to date. The exit code is that of the first command that failed, or
2 if no job can be run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path("tools", "requirements.lock")
DECIDES_SETUP = (LOCK, Path("pyproject.toml"), Path("reference", "pyproject.toml"))
OLDEST_PYTHON = (3, 11)

CONFORMANCE = [["flask-conformance", "run", "flask==3.1.3", "hipflask"]]
TESTS = [
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["lint-imports", "--config", "tools/.importlinter"],
    ["lint-imports", "--config", "reference/.importlinter"],
    ["flask-conformance", "trace"],
    ["flask-conformance", "run", "flask", "hipflask"],
    ["pytest"],
]
JOBS = {"conformance": CONFORMANCE, "tests": TESTS}
CHOICE = f"Say what to do: {' or '.join(JOBS)} (--help says what they are)."


def main(arguments: list[str]) -> int:
    """Run the job that is named first; the exit code is that of its first command that failed."""
    if sys.version_info < OLDEST_PYTHON:
        return _complain("This needs Python 3.11 or newer; call it with one, as python3.11.")
    match arguments:
        case ["-h" | "--help", *_]:
            _say(explanation())
            return 0
        case [job, *more] if job in JOBS:
            return work(JOBS[job], more)
        case [other, *_]:
            return _complain(f"There is no job {other!r}. {CHOICE}")
        case _:
            return _complain(CHOICE)


def explanation() -> str:
    """What ``--help`` says: the text above, and the commands of each job."""
    jobs = (
        "\n    ".join([f"{job} runs", *map(" ".join, commands)]) for job, commands in JOBS.items()
    )
    return "\n\n".join(["Usage: develop.py JOB [ARGUMENTS]", (__doc__ or "").rstrip(), *jobs])


def work(commands: list[list[str]], more: list[str]) -> int:
    """Set up, then run the commands of a job."""
    environment = ROOT / ".venv"
    try:
        set_up(ROOT, environment)
    except subprocess.CalledProcessError:
        return _complain("The set-up failed: what pip says is above. Put it right, then go on.")
    return run_all(commands, more, ROOT, programs(environment))


def set_up(root: Path, environment: Path) -> None:
    """Make the environment and install pins and both distributions, unless that is done."""
    stamp = environment / "set-up"
    wanted = fingerprint(root)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    _say(f"Setting up {environment}")
    venv.create(environment, with_pip=True)
    pip = [str(programs(environment) / "python"), "-m", "pip", "install", "--quiet", "--quiet"]
    pip.append("--disable-pip-version-check")
    both = ["--editable", ".", "--editable", "reference"]
    for command in (
        [*pip, "--require-hashes", "--requirement", str(LOCK)],
        # The pins have the build backend, so nothing unpinned is fetched to build with.
        [*pip, "--no-deps", "--no-build-isolation", *both],
    ):
        subprocess.run(command, cwd=root, check=True)
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint(root: Path) -> str:
    """Changes when there is something to install."""
    content = [(root / path).read_bytes() for path in DECIDES_SETUP]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *content])).hexdigest()


def programs(environment: Path) -> Path:
    """Where an environment keeps its programs."""
    return environment / ("Scripts" if os.name == "nt" else "bin")


def run_all(commands: list[list[str]], more: list[str], root: Path, folder: Path) -> int:
    """Run every command, whatever happens to those before it; the last gets the arguments."""
    variables = dict(os.environ, PATH=os.pathsep.join([str(folder), os.environ.get("PATH", "")]))
    *first, last = commands
    failed = {}
    for command in first:
        if code := _run(command, root, folder, variables):
            failed[" ".join(command)] = code
    if failed:
        # Before the last command, so that its closing line is the last one of all.
        _complain(f"These failed: {', '.join(failed)}.")
    code = _run([*last, *more], root, folder, variables)
    return next(iter(failed.values()), code)


def _run(command: list[str], root: Path, folder: Path, variables: dict[str, str]) -> int:
    _say(f"$ {' '.join(command)}")
    program, *arguments = command
    return subprocess.run([str(folder / program), *arguments], cwd=root, env=variables).returncode


def _say(line: str) -> None:
    print(line, flush=True)


def _complain(line: str) -> int:
    print(line, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
