"""The command line, by its own name and as a module."""

import subprocess
import sys
from pathlib import Path

import pytest

APPLICATION = """
import click
from hipflask import Flask, current_app

app = Flask("shop")


@app.cli.command("tell")
def tell():
    click.echo(current_app.name)
"""


@pytest.mark.parametrize(
    "program",
    [
        pytest.param([Path(sys.executable).with_name("hipflask")], id="program"),
        pytest.param([sys.executable, "-m", "hipflask"], id="module"),
    ],
)
def test_commands_of_an_application_run(tmp_path, program):
    (tmp_path / "app.py").write_text(APPLICATION)

    done = subprocess.run([*program, "tell"], cwd=tmp_path, capture_output=True, text=True)

    assert (done.stdout, done.returncode) == ("shop\n", 0), done.stderr
