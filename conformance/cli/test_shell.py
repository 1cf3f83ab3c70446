"""The interactive shell."""

import platform
import sys

import flask
import pytest


@pytest.fixture
def type_in(app, monkeypatch):
    """Type code into the shell of the application, and get what was printed."""
    monkeypatch.delattr(sys, "__interactivehook__", raising=False)
    monkeypatch.delenv("PYTHONSTARTUP", raising=False)

    def type_in(*lines):
        import flask.cli

        runner = app.test_cli_runner()
        result = runner.invoke(flask.cli.shell_command, input="\n".join([*lines, ""]))
        return str(result.output)

    return type_in


def test_shell_has_the_names_of_the_application(app, type_in):
    """A subclass may give others."""
    app.shell_context_processor(lambda: {"books": ["Emma"]})

    printed = type_in("print(f'{app.name} has {len(books)} in {g}')")

    assert "app_under_test has 1 in " in printed


def test_shell_has_the_names_of_the_application__of_a_subclass(type_in, app):
    """The method may be replaced."""
    app.make_shell_context = lambda: {"answer": 42}

    printed = type_in("print('answer', answer * 10)", "print(app)")

    assert "answer 420" in printed
    assert "NameError" in printed


def test_shell_runs_in_a_context(type_in):
    """The proxies stand for what is there."""
    printed = type_in(
        "import flask",
        "g.user = 'Ada'",
        "print(flask.current_app.name, flask.g.user, flask.has_request_context())",
    )

    assert "app_under_test Ada False" in printed


def test_context_ends_with_the_shell(app, type_in):
    """What was typed is known to the functions for teardown."""
    users = []
    app.teardown_appcontext(lambda error: users.append(flask.g.user))

    type_in("g.user = 'Ada'")

    assert users == ["Ada"]
    assert not flask.has_app_context()


def test_start_up_file_is_run_first(app, type_in, project, monkeypatch):
    """Its functions see its names, and the application's win."""
    startup = project.write("start.py", "tea, app = 'green', 'none'", "def brew(): return tea * 2")
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))

    assert "greengreen for app_under_test" in type_in("print(f'{brew()} for {app.name}')")


@pytest.mark.parametrize("path", ["", "missing.py", "."])
def test_missing_start_up_file_is_passed_over(type_in, project, monkeypatch, path):
    """The shell works as ever."""
    monkeypatch.setenv("PYTHONSTARTUP", path)

    assert "name: app_under_test" in type_in("print(f'name: {app.name}')")


def test_interactive_hook_is_called(type_in, monkeypatch):
    """Once, before the code."""
    calls = []
    monkeypatch.setattr(sys, "__interactivehook__", lambda: calls.append("hook"), raising=False)

    printed = type_in("import sys", "print('name:', app.name)")

    assert calls == ["hook"]
    assert "name: app_under_test" in printed


def test_banner_tells_python_and_the_application(app, type_in):
    """They stand before what is typed."""
    banner = type_in("print('typed')").split("typed")[0]

    told = [platform.python_version(), "app_under_test", str(app.instance_path)]
    assert [text in banner for text in told] == [True] * 3
