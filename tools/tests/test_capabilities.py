"""Capabilities: declared ones decide what is judged, and what is left undeclared is told."""

import json
import sys
from types import ModuleType

import pytest
from click.testing import CliRunner
from werkzeug.wrappers import Response

from flask_conformance.checks.stage import prepare
from flask_conformance.commands.smoke import smoke
from flask_conformance.reporting import ctrf
from flask_conformance.targets.naming import Target
from flask_conformance.worker import capabilities

PAGE = """\
# Commands

## Command line is there

It **MUST** be.

Needs: cli

```python
import flask.cli
```
"""
CHECK = "spec/cli/commands.md::command-line-is-there"
WITHOUT_CLI = "from hipflask import *\nfrom hipflask import Flask, Response\n"


@pytest.fixture
def target(monkeypatch):
    """An empty module in Flask's place."""
    module = ModuleType("flask")
    monkeypatch.setitem(sys.modules, "flask", module)
    monkeypatch.delitem(sys.modules, "flask.cli", raising=False)
    return module


@pytest.fixture(scope="module")
def cli_stage(make_suite):
    """A suite of one check that needs a capability."""
    return prepare(make_suite({"spec/cli/commands.md": PAGE}))


def test_probe_looks_for_a_command_line(target, monkeypatch):
    """There is a command line where its module can be imported."""
    without = capabilities.probe(target)
    monkeypatch.setitem(sys.modules, "flask.cli", ModuleType("flask.cli"))

    assert "cli" not in without
    assert "cli" in capabilities.probe(target)


def test_probe_looks_for_what_runs_coroutines(target):
    """A target is not judged by coroutines because another package in its environment runs them."""
    target.Flask = type("Flask", (), {})
    without = capabilities.probe(target)
    target.Flask.ensure_sync = lambda self, function: function

    assert "async" not in without
    assert "async" in capabilities.probe(target)


def test_broken_command_line_is_there(tmp_path, target, monkeypatch):
    """A module that breaks while it is imported is there: its own checks fail, and no others."""
    (tmp_path / "cli.py").write_text("raise AttributeError('broken')")
    monkeypatch.setattr(target, "__path__", [str(tmp_path)], raising=False)

    assert "cli" in capabilities.probe(target)


@pytest.mark.parametrize(
    ("offered", "is_there"),
    [(Response, True), (type("Own", (Response,), {}), True), (object, False), ("text", False)],
    ids=["itself", "subclass", "other-class", "no-class"],
)
def test_probe_looks_for_werkzeug(target, offered, is_there):
    """What builds on Werkzeug has responses of Werkzeug's."""
    target.Response = offered

    assert ("werkzeug" in capabilities.probe(target)) is is_there


def test_declaration_is_believed(target):
    """Declared capabilities decide, whatever shows."""
    target.Response = Response

    assert capabilities.available(target, ["cli"], "live") == {"cli"}
    assert capabilities.available(target, [], "live") == set()


def test_transport_decides_whether_the_process_is_shared(target):
    """A real socket takes away what only a call within the process offers."""
    direct = capabilities.available(target, [], "wsgi")
    live = capabilities.available(target, ["in-process"], "live")

    assert (direct, live) == ({"in-process"}, set())


def test_undeclared_capabilities_are_listed(target):
    """The difference between what shows and what is declared; silence declares nothing."""
    target.Response = Response

    assert "werkzeug" in capabilities.undeclared(target, ["cli"])
    assert "werkzeug" not in capabilities.undeclared(target, ["werkzeug"])
    assert capabilities.undeclared(target, None) == []


def test_absent_capability_fails_only_where_it_is_declared(make_target, judge, cli_stage, outcomes):
    """Without a command line its check does not apply, unless the target says that it has one."""
    silent = make_target(WITHOUT_CLI, name="silent", extends=None)
    boastful = make_target(
        WITHOUT_CLI, name="boastful", extends=None, capabilities=frozenset({"cli"})
    )

    results = judge(silent, boastful, stage=cli_stage)

    assert [outcomes(each) for each in results] == [{CHECK: "not-applicable"}, {CHECK: "failed"}]


def test_undeclared_capability_warns(judge, cli_stage, outcomes):
    """A capability that shows and is not declared is not judged; the report says so."""
    result = judge(Target("flask", "flask", capabilities=frozenset({"werkzeug"})), stage=cli_stage)

    assert outcomes(result) == {CHECK: "not-applicable"}
    assert "cli" in result.undeclared
    assert "werkzeug" not in result.undeclared
    extra = ctrf.document(result)["results"]["environment"]["extra"]
    assert extra["undeclaredCapabilities"] == result.undeclared


def test_smoke_warns_too(tmp_path, monkeypatch, cli_stage):
    """The command ``smoke`` tells what a declaration forgets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flask_conformance.commands.smoke.prepare", lambda suite: cli_stage)
    declared = ["async", "dotenv", "subprocess", "werkzeug"]
    table = f'[targets.shy]\nmodule = "flask"\ncapabilities = {json.dumps(declared)}\n'
    (tmp_path / "conformance.toml").write_text(table)

    done = CliRunner().invoke(smoke, ["shy"])

    assert done.exit_code == 0
    assert done.output.splitlines()[1:] == [
        "  warning: the capability 'cli' is there but not declared: no check that needs it ran"
    ]
