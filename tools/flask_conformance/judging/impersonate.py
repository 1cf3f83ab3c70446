"""Runs any program with a target in Flask's place: tests, scripts, modules, console commands.

The program's processes inherit the impersonation through their environment: a variable that says
what to do, and a folder with a ``sitecustomize`` that does it. The command ``flask`` is another
thing, a script that is found before the one of real Flask.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from flask_conformance.errors import UserError
from flask_conformance.identity import describe
from flask_conformance.worker.impersonation import Impersonation

SITE = Path(__file__).parents[1] / "worker" / "site"

# A line of its own for the interpreter has a limited length, and no spaces in its path.
FLASK_COMMAND = """\
#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
import sys
from flask.cli import main
sys.exit(main())
"""

IDENTIFY = """\
import json, os
from _flask_conformance_worker.impersonation import Impersonation
print()
print(json.dumps(Impersonation.from_environment(os.environ).identify()))
"""


class CommandNotFound(UserError):
    """There is no such program; the exit code is the one that shells give."""

    exit_code = 127


def run_impersonated(
    impersonation: Impersonation,
    command: Sequence[str],
    *,
    python: str = sys.executable,
    import_path: Sequence[str] = (),
    quiet: bool = False,
) -> int:
    """Run a program in which ``import flask`` gives the target; returns its exit code.

    A program that is ended by signal n gives 128 + n. Unless `quiet`, one line on stderr says
    beforehand what ``flask`` is. Raises `CommandNotFound`.
    """
    with tempfile.TemporaryDirectory(prefix="flask-conformance-") as folder:
        write_flask_command(Path(folder), python)
        environment = environment_of(impersonation, folder, python, import_path)
        arguments = find_program(command, python, environment["PATH"])
        if not quiet:
            print(header(python, environment), file=sys.stderr, flush=True)
        return run(arguments, environment)


def write_flask_command(folder: Path, python: str) -> None:
    """The console command ``flask``, for the target."""
    script = folder / "flask"
    script.write_text(FLASK_COMMAND.format(python=shlex.quote(python)), encoding="utf-8")
    script.chmod(0o755)


def environment_of(
    impersonation: Impersonation, commands: str, python: str, import_path: Sequence[str]
) -> dict[str, str]:
    """The environment of an impersonated program: ours, and what has to be found first in it."""
    return {
        **os.environ,
        **impersonation.to_environment(),
        "PYTHONPATH": before(os.environ.get("PYTHONPATH"), str(SITE), *import_path),
        "PATH": before(os.environ.get("PATH", os.defpath), commands, str(Path(python).parent)),
    }


def before(path: str | None, *folders: str) -> str:
    """A search path with folders put first."""
    return os.pathsep.join([*folders, *([path] if path else [])])


def find_program(command: Sequence[str], python: str, path: str) -> list[str]:
    """The arguments that start a command: Python itself, a Python script, or a program."""
    name, *arguments = command
    if name in ("python", "python3"):
        return [python, *arguments]
    if name.endswith(".py") and Path(name).is_file():
        return [python, name, *arguments]
    program = shutil.which(name, path=path)
    if program is None:
        raise CommandNotFound(
            f"There is no command {name!r}.",
            f"Looked beside {python} and on PATH. To run a module: python -m {name}",
        )
    return [program, *arguments]


def header(python: str, environment: Mapping[str, str]) -> str:
    """What ``flask`` is for the program, asked from a process of the same kind."""
    answer = subprocess.run(
        [python, "-c", IDENTIFY],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        reason = answer.stderr.strip().rpartition("\n")[2] or f"exit code {answer.returncode}"
        return f"flask cannot be imported from here: {reason}"
    return describe(json.loads(answer.stdout.splitlines()[-1]))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program to its end, and give the exit code that a shell would."""
    try:
        process = subprocess.Popen(arguments, env=environment)
    except OSError as error:
        hint = "Is it a script without a first line that names its interpreter?"
        raise CommandNotFound(f"{arguments[0]} cannot be run: {error.strerror}.", hint) from None
    with process, passed_on(signal.SIGTERM, process):
        status = wait(process)
    return status if status >= 0 else 128 - status


def wait(process: subprocess.Popen[bytes]) -> int:
    """The status of a process; an interrupt from the keyboard has reached it too, so it decides."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


@contextlib.contextmanager
def passed_on(number: signal.Signals, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Meanwhile a signal to this process is for the other."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)

    previous = signal.signal(number, pass_on)
    try:
        yield
    finally:
        signal.signal(number, previous)
