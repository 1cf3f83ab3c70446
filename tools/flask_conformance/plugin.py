"""``pytest -p flask_conformance.plugin --target X``: the checks, with all habits of pytest.

Without paths it collects the whole suite. The target must be importable in the current environment;
for others there is ``flask-conformance run``, which also survives targets that hang or die.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from flask_conformance.caches import hypothesis_folder
from flask_conformance.errors import UserError
from flask_conformance.identity import describe
from flask_conformance.specification import manifest
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets.naming import resolve
from flask_conformance.targets.settings import Configuration
from flask_conformance.worker import plugin as worker_plugin
from flask_conformance.worker.impersonation import FlaskAlreadyImported
from flask_conformance.worker.strictness import WARNINGS

MANIFEST = "CONFORMANCE_MANIFEST"
SUITE = find_suite()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Offer the options, and put the target in place: conftests and other plugins come later."""
    group = parser.getgroup("flask-conformance")
    group.addoption("--target", metavar="NAME", help="the module to judge (default: flask)")
    group.addoption("--transport", choices=("wsgi", "live"), help="how clients talk to it")
    arguments = _early_arguments(pluginmanager)
    if arguments.target:
        _prepare(arguments)
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(hypothesis_folder()))
    _provide_manifest()
    pluginmanager.register(worker_plugin, "flask-conformance-worker")


def _early_arguments(pluginmanager: pytest.PytestPluginManager) -> argparse.Namespace:
    config: Any = pluginmanager.getplugin("pytestconfig")
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--target")
    parser.add_argument("--transport")
    return parser.parse_known_args([str(each) for each in config.invocation_params.args])[0]


def _prepare(arguments: argparse.Namespace) -> None:
    try:
        target = resolve(arguments.target, configuration=Configuration.find())
    except UserError as error:
        raise pytest.UsageError(f"{error.message}\n{error.hint}") from None
    if target.needs_environment:
        raise pytest.UsageError(
            f"{target.label} needs an environment of its own: "
            f"use 'flask-conformance run {arguments.target}'"
        )
    _import_from(target.paths)
    impersonation = target.impersonation
    os.environ.update(impersonation.to_environment())
    if arguments.transport:
        os.environ["CONFORMANCE_TRANSPORT"] = arguments.transport
    try:
        impersonation.install()
        impersonation.target()
    except FlaskAlreadyImported as error:
        raise pytest.UsageError(str(error)) from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise pytest.UsageError(f"{target.label} cannot be imported: {reason}") from None


def _import_from(folders: Sequence[Path]) -> None:
    """Let this process, and the workers that it starts, import a target that lies in a folder."""
    names = [str(folder) for folder in folders]
    sys.path[:0] = names
    if names:
        before = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = os.pathsep.join([*names, *([before] if before else [])])


def _provide_manifest() -> None:
    """Compile the pages, once for this process and the workers that it starts."""
    if MANIFEST not in os.environ:
        folder = tempfile.mkdtemp(prefix="flask-conformance-")
        path = Path(folder, "manifest.json")
        path.write_text(json.dumps(manifest.build(SUITE)), encoding="utf-8")
        os.environ[MANIFEST] = str(path)


def pytest_configure(config: pytest.Config) -> None:
    """Collect the suite when nothing else is asked for, and judge as `flask-conformance run` does.

    Pages of two chapters may share a name. What pytest does for logs would show: the root logger
    has handlers then, and the records keep errors, frames and threads alive.
    """
    config.option.importmode = "importlib"
    config.pluginmanager.set_blocked("logging-plugin")
    for line in WARNINGS:
        config.addinivalue_line("filterwarnings", line)
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args[:] = [str(SUITE.spec), str(SUITE.conformance)]


def pytest_report_header(config: pytest.Config) -> str:
    """Say which module is judged."""
    impersonation = config.stash[worker_plugin.TARGET]
    impersonation.target()
    found = impersonation.identify()
    return describe(found)
