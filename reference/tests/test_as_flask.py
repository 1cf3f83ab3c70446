"""Programs and extensions that import ``flask`` are given hipflask."""

import subprocess
import sys

import pytest

SAME = """
import sys
import flask, flask.json.provider, flask.globals
from flask.views import MethodView
import hipflask.json.provider, hipflask.views

assert flask is hipflask
assert flask.json.provider is hipflask.json.provider
assert MethodView is hipflask.views.MethodView
assert flask.globals.__spec__.name == "hipflask.globals"
print(*sys.argv[1:])
"""

APPLICATION = """
import flask

app = flask.Flask("shop")


@app.cli.command("tell")
def tell():
    print(flask.current_app.name, type(app).__module__)
"""


@pytest.fixture
def run(tmp_path):
    def run(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    return run


@pytest.mark.parametrize("program", [("same.py",), ("-m", "same")], ids=["script", "module"])
def test_flask_is_hipflask(tmp_path, run, program):
    """Both names give the same modules, and the program its arguments."""
    (tmp_path / "same.py").write_text(SAME)

    done = run("-m", "hipflask.as_flask", *program, "--two", "words")

    assert (done.stdout, done.returncode) == ("--two words\n", 0), done.stderr


def test_flask_command_runs(tmp_path, run):
    """``python -m flask`` is the command of hipflask, and finds an application of Flask's name."""
    (tmp_path / "shop.py").write_text(APPLICATION)

    done = run("-m", "hipflask.as_flask", "-m", "flask", "--app", "shop", "tell")

    assert (done.stdout, done.returncode) == ("shop hipflask.app\n", 0), done.stderr


@pytest.mark.parametrize("place", ["shop", "shop:app", "shop:make_app"])
def test_own_command_tells_the_way(tmp_path, run, place):
    """The command of hipflask says what to do with an application of Flask's."""
    (tmp_path / "shop.py").write_text(APPLICATION + "\n\ndef make_app():\n    return app\n")

    done = run("-m", "hipflask", "--app", place, "routes")

    assert f"{place!r} has an application of Flask's" in done.stderr
    assert "python -m hipflask.as_flask -m flask" in done.stderr


def test_own_command_tells_the_way_without_flask(tmp_path, run):
    """So it does where a program cannot find Flask."""
    (tmp_path / "shop.py").write_text("import flask.missing")

    done = run("-m", "hipflask", "--app", "shop", "routes")

    assert "No module named 'flask.missing'" in done.stderr
    assert "python -m hipflask.as_flask -m flask" in done.stderr


def test_what_is_missing_is_not_found(run):
    """A module that hipflask lacks is missing, though Flask is installed."""
    program = "from hipflask import as_flask; as_flask.install(); import flask.nothing"

    done = run("-c", program)

    assert "ModuleNotFoundError: No module named 'flask.nothing'" in done.stderr


def test_install_twice(run):
    """A second time changes nothing."""
    program = """if True:
        from hipflask import as_flask
        as_flask.install()
        import sys, flask
        as_flask.install()
        print(flask.__name__, len([f for f in sys.meta_path if "hipflask" in type(f).__module__]))
    """

    done = run("-c", program)

    assert done.stdout == "hipflask 2\n", done.stderr


RELEASE = """
import sys
from importlib import metadata

from hipflask import as_flask

as_flask.install()
sys.path[:] = sys.argv[1:]
print(metadata.version("Flask"), metadata.metadata("flask")["Name"], metadata.requires("flask"))
"""


def test_release_without_flask(run):
    """Extensions that ask which Flask is installed are told the one that hipflask implements."""
    done = run("-c", RELEASE)

    assert done.stdout == "3.1.3 Flask None\n", done.stderr


def test_release_with_flask(tmp_path, run):
    """Where Flask is installed, it speaks for itself."""
    folder = tmp_path / "flask-9.9.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: flask\nVersion: 9.9\n")

    done = run("-c", RELEASE, str(tmp_path))

    assert done.stdout == "9.9 flask None\n", done.stderr


def test_too_late(run):
    """Where Flask is imported already, it says so instead of leaving two of them."""
    done = run("-c", "import flask; from hipflask import as_flask; as_flask.install()")

    assert "RuntimeError: flask was imported already, from " in done.stderr


@pytest.mark.parametrize("arguments", [[], ["-m"], ["--what"]], ids=["nothing", "half", "option"])
def test_usage(run, arguments):
    """Where it does not say what to run, one line says what to type."""
    done = run("-m", "hipflask.as_flask", *arguments)

    assert done.returncode == 2
    assert done.stderr.startswith("Say what to run: python -m hipflask.as_flask ")
    assert done.stderr.count("\n") == 1


def test_module_without_its_option(run):
    """Where a module is taken for a file, one line says what to type."""
    done = run("-m", "hipflask.as_flask", "flask", "routes")

    assert done.stderr == "There is no file 'flask'. To run a module, write: -m flask\n"
    assert done.returncode == 2


def test_help(run):
    """Its help says how it is called and what it is for."""
    done = run("-m", "hipflask.as_flask", "--help")

    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith("Usage: python -m hipflask.as_flask [-m MODULE | SCRIPT]")
    assert "python -m hipflask.as_flask -m gunicorn" in done.stdout


@pytest.mark.parametrize(
    "name",
    ["nonsense", "nonsense.below", "json.nonsense", "email"],
    ids=["module", "package", "below", "without-main"],
)
def test_module_that_is_not_there(run, name):
    """What Python says of a module that it cannot run is said in one line, with its exit code."""
    done, by_python = run("-m", "hipflask.as_flask", "-m", name), run("-m", name)

    said, expected = (each.stderr.partition(": ")[2] for each in (done, by_python))
    assert (said, done.returncode) == (expected, by_python.returncode)
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "error"),
    [("import nonsense", "ModuleNotFoundError"), ("runpy.run_module('nonsense')", "ImportError")],
    ids=["import", "runpy"],
)
def test_program_that_lacks_a_module(tmp_path, run, line, error):
    """Where the program itself finds a module missing, its traceback is shown."""
    (tmp_path / "program.py").write_text(f"import runpy\n\n{line}")

    done = run("-m", "hipflask.as_flask", "-m", "program")

    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert f'program.py", line 3, in <module>\n    {line}\n' in done.stderr
    assert f"\n{error}: " in done.stderr


def test_script_that_is_not_there(run):
    """A script that does not exist is named in one line, with Python's exit code for it."""
    done, by_python = run("-m", "hipflask.as_flask", "absent.py"), run("absent.py")

    assert done.stderr == "There is no file 'absent.py'.\n"
    assert done.returncode == by_python.returncode


def test_folder_without_a_program(tmp_path, run):
    """A folder that has nothing to run is named in one line, too."""
    done, by_python = run("-m", "hipflask.as_flask", str(tmp_path)), run(str(tmp_path))

    assert done.stderr.partition(": ")[2] == by_python.stderr.partition(": ")[2]
    assert (done.stderr.count("\n"), done.returncode) == (1, by_python.returncode)
