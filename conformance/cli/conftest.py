"""What the checks of the command line share: a folder to work in, and the command itself."""

import contextvars
import importlib
import inspect
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest


@dataclass(frozen=True)
class Project:
    """A folder with files."""

    folder: Path

    def write(self, name, *lines):
        """Write a file, in a folder that may be new."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


@dataclass(frozen=True)
class Outcome:
    """What came of a command: its exit code, and what it wrote to both streams."""

    code: int
    output: str
    errors: str


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty working directory, without Flask's variables; modules from it are forgotten."""
    known = set(sys.modules)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path.copy())
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with mock.patch.dict(os.environ):
        for name in [name for name in os.environ if name.startswith("FLASK_")]:
            del os.environ[name]
        yield Project(tmp_path)
    new = set(sys.modules) - known
    for name in [name for name in new if is_from(sys.modules[name], tmp_path)]:
        del sys.modules[name]


def is_from(module, folder):
    """Whether a module, or a package without a file of its own, lies in a folder."""
    file = getattr(module, "__file__", None)
    places = [file] if file else getattr(module, "__path__", [])
    return any(Path(place).is_relative_to(folder) for place in places)


@pytest.fixture
def command(project, capsys):
    """Call the ``flask`` command, in this process but with context variables of its own."""

    def call(*arguments):
        import flask.cli

        with pytest.raises(SystemExit) as end:
            contextvars.copy_context().run(flask.cli.cli.main, list(arguments), prog_name="flask")
        return Outcome(end.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def served(monkeypatch):
    """The parameters of the calls of Werkzeug's server, which serves nothing."""
    from werkzeug import serving

    importlib.import_module("flask.cli")
    calls, original = [], serving.run_simple
    parameters = inspect.signature(original)

    def run_simple(*arguments, **options):
        calls.append(parameters.bind(*arguments, **options).arguments)

    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("run_simple") is original:
            monkeypatch.setattr(module, "run_simple", run_simple)
    return calls
