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
    "app.cli.command('divide')(lambda: 1 / 0)",
)


def call(*arguments):
    """Start the program, and wait for its end."""
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=20)


def test_package_can_be_run(project):
    """It has the commands of the application."""
    project.write("shop.py", *SHOP)

    done = call("--app", "shop", "greet")

    assert (done.returncode, done.stdout) == (0, "hello from shop\n")


def test_entry_point_is_the_command(project, monkeypatch, capsys):
    """They are those behind the name of the program."""
    import flask.cli

    project.write("shop.py", *SHOP)
    monkeypatch.setattr(sys, "argv", ["flask", "--app", "shop", "greet"])

    with pytest.raises(SystemExit) as end:
        flask.cli.main()

    assert (end.value.code, capsys.readouterr().out) == (0, "hello from shop\n")


def test_error_ends_the_program(project):
    """Nothing is printed but the error."""
    project.write("app.py", *SHOP)

    done = call("divide")

    assert (done.returncode, done.stdout) == (1, "")
    assert "ZeroDivisionError" in done.stderr


@contextmanager
def serving():
    """The URL of a server that runs meanwhile."""
    command = [*PROGRAM, "run", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            lines = iter(server.stderr.readline, "")
            yield next(filter(None, (re.search(r"http://127\S+", line) for line in lines)))[0]
        finally:
            server.kill()


def test_served_application_answers(project):
    """Also for URLs that it does not know."""
    project.write("app.py", *SHOP)

    with serving() as url, httpx.Client(base_url=url, timeout=10) as visitor:
        tea, milk = visitor.get("/tea"), visitor.get("/milk")

    assert tea.text == "tea from shop"
    assert milk.status_code == 404
