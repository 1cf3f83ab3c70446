"""What ``flask run`` does when the application cannot be loaded."""

import pytest


@pytest.fixture
def reloaded(monkeypatch):
    """Be in a process that the reloader started."""
    monkeypatch.setenv("WERKZEUG_RUN_MAIN", "true")


@pytest.mark.parametrize("mode", ["--debug", "--no-debug"])
def test_broken_application_is_not_served(project, command, served, mode):
    """In debug mode neither."""
    project.write("app.py", "1 / 0")
    project.write("shop.py", "import flask", "app = flask.Flask('shop')")

    command("--app", "shop", "run")
    with pytest.raises(ZeroDivisionError):
        command(mode, "run")

    assert len(served) == 1


@pytest.mark.parametrize("lines", [["name = 3"], ["import tea_pot"], None])
def test_missing_application_is_not_served(project, command, served, lines):
    """The message is among the errors."""
    if lines:
        project.write("app.py", *lines)

    done = command("run")

    assert (done.code, done.output, served) == (2, "", [])
    assert done.errors


@pytest.mark.parametrize("line", ["1 / 0", "name = 3", "import tea_pot"])
def test_reloader_survives_a_broken_application(project, command, served, reloaded, line):
    """What is raised is the same each time, and what loading it raises."""
    import flask.cli

    project.write("app.py", line)
    error = ZeroDivisionError if line == "1 / 0" else flask.cli.NoAppException

    done = command("--debug", "run")

    assert (done.code, len(served)) == (0, 1)
    for _ in range(2):
        with pytest.raises(error):
            served[0]["application"]({}, None)


def test_error_is_told_at_once(project, command, served, reloaded):
    """Its last line has the error."""
    project.write("app.py", "{}['tea_pot']")

    done = command("--debug", "run")

    assert "KeyError: 'tea_pot'" in done.errors
    assert "tea_pot" not in done.output
    assert len(served) == 1
