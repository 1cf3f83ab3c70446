import os
import signal
import subprocess
import sys
import textwrap
import venv
from pathlib import Path

import flask as real_flask
import pytest

from flask_conformance.judging.impersonate import CommandNotFound, run_impersonated
from flask_conformance.worker.impersonation import Impersonation

MINI = {
    "__init__.py": "class Flask:\n    pass\n",
    "cli.py": """
import sys, flask
def main():
    print("cli", *sys.argv[1:], flask.__file__)
    return 3
""",
    "__main__.py": "from .cli import main\nimport sys\nsys.exit(main())\n",
}
PRINT = "import flask; print(flask.__file__)"
NOTE = """
import os, pathlib, flask
place = os.environ.get("PYTEST_XDIST_WORKER", "main")
pathlib.Path(f"{place}-{__name__}.txt").write_text(flask.__file__)
"""
SUITE = {
    "conftest.py": NOTE,
    "early.py": NOTE,
    "test_it.py": "def test_it():\n" + textwrap.indent(NOTE, "    "),
}
COMMAND = """
import sys
from flask_conformance.commands.impersonate import impersonate
impersonate(sys.argv[1:])
"""


@pytest.fixture
def mini(tmp_path, monkeypatch):
    """The file of a target that can be imported from the working directory of the programs."""
    write(tmp_path / "target" / "mini", MINI)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "target"))
    return tmp_path / "target" / "mini" / "__init__.py"


@pytest.fixture
def run(mini, capfd):
    """Runs a command; gives its exit code, and the words that it printed."""

    def run(*command, module="mini", extends=None, **options):
        impersonation = Impersonation(module, extends=extends)
        code = run_impersonated(impersonation, command, quiet=True, **options)
        return code, capfd.readouterr().out.split()

    return run


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def imported():
    """Which file each module of the suite imported in each of its processes."""
    return {path.stem: path.read_text() for path in Path.cwd().glob("*.txt")}


def start(*arguments, **options):
    """The command line, as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("python", "-c", PRINT), id="python"),
        pytest.param((sys.executable, "-c", PRINT), id="path-of-python"),
        pytest.param(("script.py",), id="script"),
        pytest.param(("python", "script.py"), id="python-script"),
        pytest.param(("python", "-m", "script"), id="python-module"),
        pytest.param(("tool",), id="console-script"),
    ],
)
def test_programs_import_the_target(run, mini, command, tmp_path, monkeypatch):
    write(tmp_path / "bin", {"tool": f"#!{sys.executable}\n{PRINT}\n"})
    (tmp_path / "bin" / "tool").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    write(Path.cwd(), {"script.py": PRINT})

    assert run(*command) == (0, [str(mini)])


def test_child_process_of_the_program_imports_the_target(run, mini):
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {PRINT!r}], check=True)"

    assert run("python", "-c", child) == (0, [str(mini)])


@pytest.mark.parametrize(
    "command", [("flask",), ("python", "-m", "flask")], ids=["command", "module"]
)
def test_flask_runs_the_targets_command_line(run, mini, command):
    assert run(*command, "routes", "-x") == (3, ["cli", "routes", "-x", str(mini)])


def test_flask_command_needs_no_real_flask(run, mini, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.defpath)
    folder = tmp_path / "with space"
    venv.create(folder, with_pip=False)
    python = str(folder / "bin" / "python")

    code, words = run("flask", python=python)
    absent = run("python", "-c", PRINT, python=python, module="flask")

    assert (code, words) == (3, ["cli", str(mini)])
    assert absent == (1, [])


def test_real_flask_is_impersonated_by_itself(run, mini):
    assert run("python", "-c", PRINT, module="flask") == (0, [real_flask.__file__])


@pytest.mark.parametrize(
    "command", [("flask",), ("python", "-m", "flask")], ids=["command", "module"]
)
def test_command_line_of_a_subclass_is_that_of_flask(run, mini, command):
    mini.write_text("import flask\nclass Mini(flask.Flask):\n    file = __file__\n")
    (mini.parent / "cli.py").unlink()
    (mini.parent / "__main__.py").unlink()
    shop = "import flask\napp = flask.Mini('shop')\nprint(app.file, flask.__file__)\n"
    write(Path.cwd(), {"shop.py": shop})

    code, words = run(*command, "--app", "shop", "routes", extends="flask")

    assert (code, words[:2]) == (0, [str(mini), real_flask.__file__])
    assert "/static/<path:filename>" in words


@pytest.mark.parametrize(
    ("options", "places"),
    [
        pytest.param((), ("main",), id="one-process"),
        pytest.param(("-p", "xdist", "-n2", "--dist=each"), ("main", "gw0", "gw1"), id="xdist"),
    ],
)
def test_tests_conftests_and_plugins_import_the_target(run, mini, options, places, monkeypatch):
    write(Path.cwd(), SUITE)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    code, words = run("python", "-m", "pytest", "-p", "early", *options)

    expected = {f"{place}-{name}" for place in places for name in ("early", "conftest", "test_it")}
    if len(places) > 1:
        expected.remove("main-test_it")
    assert code == 0, words
    assert imported() == dict.fromkeys(expected, str(mini))


def test_pytest_command_imports_the_target(run, mini, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    write(Path.cwd(), {"test_it.py": SUITE["test_it.py"]})

    code, words = run("pytest")

    assert code == 0, words
    assert imported() == {"main-test_it": str(mini)}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        pytest.param("sys.exit(0)", 0, id="success"),
        pytest.param("sys.exit(7)", 7, id="failure"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", 137, id="signal"),
    ],
)
def test_exit_code_is_that_of_the_program(run, statement, code):
    assert run("python", "-c", f"import os, signal, sys; {statement}") == (code, [])


def test_input_and_output_are_untouched(mini):
    mini.write_text("input()\n")

    with start("mini", "--", "python", "-c", "print(input()[::-1])") as process:
        out, err = process.communicate("abc\n")

    reason = "EOFError: EOF when reading a line"
    assert (process.returncode, out) == (0, "cba\n")
    assert err == f"flask cannot be imported from here: {reason}\n"


@pytest.mark.parametrize(
    ("number", "to_group", "code"),
    [
        pytest.param(signal.SIGTERM, False, 143, id="terminated"),
        pytest.param(signal.SIGINT, True, 5, id="interrupted-from-the-keyboard"),
    ],
)
def test_program_decides_how_to_end(mini, number, to_group, code):
    wait = """
import signal, sys
signal.signal(signal.SIGINT, lambda *_: sys.exit(5))
print("ready", flush=True)
signal.alarm(10)
signal.pause()
"""
    with start("-q", "flask", "python", "-c", wait, start_new_session=True) as process:
        assert process.stdout.readline() == "ready\n"
        (os.killpg if to_group else os.kill)(process.pid, number)
        out, err = process.communicate()

    assert (process.returncode, out, err) == (code, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("flask",), "Missing argument '-- PROGRAM", id="no-program"),
        pytest.param(("flask", "--"), "Name a program", id="nothing-after-dashes"),
    ],
)
def test_program_must_be_named(mini, arguments, message):
    with start(*arguments) as process:
        err = process.communicate()[1]

    assert process.returncode == 2
    assert message in err


def test_unknown_command_is_one_clear_error(run):
    with pytest.raises(CommandNotFound) as caught:
        run("pytset")

    assert caught.value.exit_code == 127
    assert caught.value.message == "There is no command 'pytset'."
    assert "python -m pytset" in caught.value.hint


def test_program_that_cannot_be_run_is_one_clear_error(run, tmp_path):
    program = tmp_path / "program"
    program.write_text("no interpreter named")
    program.chmod(0o755)

    with pytest.raises(CommandNotFound, match="program cannot be run: Exec format error"):
        run(str(program))


def test_header_says_which_file_flask_is(mini, capfd):
    (mini.parent / "__init__.py").write_text("__version__ = '0.7'; print('loud')")

    run_impersonated(Impersonation("mini", "2.3.3"), ["python", "-c", ""])

    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"flask is {mini} (mini 0.7, judged as Flask 2.3.3), Werkzeug ")
    assert err.endswith(f", Python {sys.version.partition(' ')[0]}\n")


def test_header_says_why_flask_cannot_be_imported(mini, capfd):
    code = run_impersonated(Impersonation("nowhere"), ["python", "-c", "pass"])

    reason = "ModuleNotFoundError: No module named 'nowhere'"
    assert code == 0
    assert capfd.readouterr().err == f"flask cannot be imported from here: {reason}\n"


def test_folders_of_the_target_are_searched(mini, capfd, monkeypatch):
    monkeypatch.delenv("PYTHONPATH")

    code = run_impersonated(
        Impersonation("mini"),
        ["python", "-c", PRINT],
        import_path=[str(mini.parent.parent)],
        quiet=True,
    )

    assert code == 0
    assert capfd.readouterr().out == f"{mini}\n"
