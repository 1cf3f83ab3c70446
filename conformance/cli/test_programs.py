"""The command line as a program of its own."""

import re
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest

PROGRAM = [sys.executable, "-m", "flask"]
SHOP = (
    "import flask",
    "app = flask.Flask('shop', static_folder=None)",
    "app.add_url_rule('/tea', 'tea', lambda: f'tea from {app.name}')",
    "app.cli.command('greet')(lambda: print(f'hello from {flask.current_app.name}'))",
)


def test_package_can_be_run(project):
    """It has the commands of the application."""
    project.write("shop.py", *SHOP)
    command = [*PROGRAM, "--app", "shop", "greet"]

    done = subprocess.run(command, capture_output=True, text=True, timeout=20)

    assert (done.returncode, done.stdout) == (0, "hello from shop\n")


def test_entry_point_is_the_command(project, monkeypatch, capsys):
    """They are those behind the name of the program."""
    import flask.cli

    project.write("shop.py", *SHOP)
    monkeypatch.setattr(sys, "argv", ["flask", "--app", "shop", "greet"])

    with pytest.raises(SystemExit) as end:
        flask.cli.main()

    assert (end.value.code, capsys.readouterr().out) == (0, "hello from shop\n")


@contextmanager
def serving():
    """The URL of a server that runs meanwhile."""
    command = [*PROGRAM, "run", "--port", "0"]
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **streams) as server:
        try:
            found = (re.search(r"http://[\d.:]+", line) for line in server.stderr)
            yield next(filter(None, found))[0]
        finally:
            server.kill()


def test_served_application_answers(project):
    """Also for URLs that it does not know."""
    project.write("app.py", *SHOP)

    with serving() as url, httpx.Client(base_url=url, trust_env=False) as visitor:
        tea, milk = visitor.get("/tea"), visitor.get("/milk")

    assert tea.text == "tea from shop"
    assert milk.status_code == 404
