"""What becomes of ``app.run`` in a file that the command line loads."""

import socket
import sys

import pytest
from click.testing import CliRunner

PROGRAM = """
import flask

app = flask.Flask("shop", static_folder=None)
app.run(port={port}, load_dotenv=False)
app.add_url_rule("/books", "books", lambda: "all books")
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program that runs an application; its port is taken, so that no server can start."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "")
    monkeypatch.setattr(sys, "path", [*sys.path])
    file = tmp_path / "shop_that_runs.py"
    with socket.create_server(("127.0.0.1", 0)) as server:
        file.write_text(PROGRAM.format(port=server.getsockname()[1]))
        yield str(file)
    sys.modules.pop("shop_that_runs", None)


def test_run_does_nothing_within_the_command_line(program):
    """What stands behind the call in the file is done, and the command runs."""
    import flask.cli

    result = CliRunner().invoke(flask.cli.cli, ["--app", program, "routes"])

    assert "/books" in f"{result.output}"
    assert f"{result.exit_code}" == "0"


def test_run_says_that_it_did_nothing(program):
    """Before the output of the command."""
    import flask.cli

    result = CliRunner().invoke(flask.cli.cli, ["--app", program, "routes"])
    said, found, _ = f"{result.output}".partition("/books")

    assert found == "/books"
    assert "app.run()" in said
