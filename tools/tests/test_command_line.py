"""The command line: help, mistakes, listing, and what is printed where."""

import os
import subprocess
import sys

import pytest

from flask_conformance import caches


@pytest.fixture
def command(tmp_path, suite):
    """Run the program in an empty folder, on the small suite where a command takes one."""

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, "-m", "flask_conformance", *arguments],
            cwd=tmp_path,
            env=os.environ | variables,
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def run(command, suite):
    """Run the command ``run`` on the small suite."""
    return lambda *arguments, **variables: command(
        "run", "--suite", str(suite.spec.parent), *arguments, **variables
    )


@pytest.mark.parametrize("name", ["run", "smoke", "trace", "impersonate"])
def test_every_command_has_help(command, name):
    """Each command explains itself."""
    done = command(name, "--help")

    assert done.returncode == 0
    assert f"flask-conformance {name}" in done.stdout


def test_help_tells_where_environments_are_kept(command):
    """Who looks for the cache finds its place and the variable that moves it."""
    done = command("run", "--help")

    assert "~/.cache/flask-conformance" in done.stdout
    assert caches.VARIABLE in done.stdout


def test_run_prints_header_counts_and_verdict(run):
    """A piped run prints the header, the counts and the verdict, and no progress."""
    done = run("flask")

    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("flask: flask is ")
    assert "Werkzeug" in lines[0]
    assert "Python" in lines[0]
    assert "flask: conforms (6 passed, 1 not-applicable)" in lines
    assert "\x1b" not in done.stdout


def test_results_are_written(run, tmp_path):
    """Events, CTRF and JUnit lie in a folder named like the target."""
    run("flask", "--output", "here")

    names = {path.name for path in (tmp_path / "here/flask").iterdir()}
    assert names == {"events.jsonl", "results.json", "junit.xml"}


def test_verbose_prints_each_verdict(run):
    """With -v each check has its line."""
    done = run("flask", "-v")

    assert "passed          flask  spec/routing/greetings.md::greets-by-name" in done.stdout


def test_list_runs_nothing(run, tmp_path):
    """With --list the chosen checks are printed, a line each, and no target is needed."""
    done = run("--list", "-k", "politely")

    assert done.stdout.split() == [
        "SHOULD",
        "example",
        "routing.greetings.greets-politely",
        "spec/routing/greetings.md::greets-politely",
    ]
    assert not (tmp_path / "results").exists()


def test_list_knows_its_targets(run):
    """A target that does not exist is a mistake, also where it would not be run."""
    done = run("flsak", "--list")

    assert done.returncode == 2
    assert "There is no module flsak here" in done.stderr


def test_failure_names_promise_and_place(run, tmp_path):
    """A failure shows the sentence, the place, what was expected and observed, the exchange."""
    (tmp_path / "deaf.py").write_text(
        "import flask\n"
        "class Flask(flask.Flask):\n"
        "    def make_response(self, value):\n"
        "        return super().make_response('what?' if 'world' in str(value) else value)\n"
    )
    (tmp_path / "conformance.toml").write_text('[targets.deaf]\nextends = "flask"\n')

    done = run("deaf")

    assert done.returncode == 1
    for part in (
        "routing.greetings.greets-the-world  failed (MUST) on deaf",
        "A greeting MUST name the world.",
        "spec/routing/greetings.md:5",
        "expected  'hello, world'",
        "observed  'what?'",
        "request   GET http://localhost/greeting",
        "answer    200",
        "| what?",
        "deaf: does not conform (5 passed, 1 failed, 1 not-applicable)",
    ):
        assert part in done.stdout


def test_failed_should_is_told_beside_the_verdict(run, tmp_path):
    """A target that fails a SHOULD conforms, and is told so."""
    (tmp_path / "rude.py").write_text(
        "import flask\n"
        "class Flask(flask.Flask):\n"
        "    def make_response(self, value):\n"
        "        return super().make_response('?' if 'good morning' in str(value) else value)\n"
    )
    (tmp_path / "conformance.toml").write_text('[targets.rude]\nextends = "flask"\n')

    done = run("rude")

    assert done.returncode == 0
    assert "rude: conforms" in done.stdout
    assert "1 failed for a SHOULD only" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["hipflsk"], 2, "Did you mean hipflask?"),
        (["flask==0.0.999"], 3, "flask==0.0.999"),
        ([], 2, "Name a target"),
        (["flask", "--chapter", "rooting"], 2, "Did you mean routing?"),
        (["flask", "--shard", "3/2"], 2, "3/2"),
        (["flask", "--time-limit", "-1"], 2, "-1.0 is not in the range x>0"),
        (["flask", "--output", "suite.txt/x"], 2, "Nothing can be written to suite.txt/x: Not a"),
        (["flask", "--output", "suite.txt"], 2, "Nothing can be written to suite.txt: File"),
        (["flask", "--python", "/no/such/python"], 2, "/no/such/python"),
    ],
    ids=[
        "misspelt-module",
        "no-environment",
        "no-target",
        "chapter",
        "shard",
        "time-limit",
        "output-below-a-file",
        "output-file",
        "no-python",
    ],
)
def test_mistakes_are_one_line_and_a_hint(run, tmp_path, arguments, code, message):
    """A mistake of the user's ends with its exit code, its message and no traceback."""
    (tmp_path / "suite.txt").touch()

    done = run(*arguments)

    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("run", "flask"), ("smoke", "flask")], ids=["run", "smoke"])
def test_cache_that_cannot_be_written_is_a_mistake(command, tmp_path, arguments):
    """Where nothing can be kept, the variable that names another place is told."""
    (tmp_path / "file").touch()

    done = command(*arguments, FLASK_CONFORMANCE_CACHE="file")

    assert done.returncode == 2
    assert done.stderr == (
        "flask-conformance: Nothing can be written to file: File exists.\n"
        "  Name another folder by the variable FLASK_CONFORMANCE_CACHE.\n"
    )


@pytest.mark.parametrize("command_name", ["run", "smoke"])
def test_module_without_flask_says_so(command, run, tmp_path, command_name):
    """A module without the class Flask cannot be judged, and the report says what to offer."""
    (tmp_path / "empty.py").write_text("")

    done = run("empty") if command_name == "run" else command("smoke", "empty")

    assert done.returncode == 3
    assert "empty" in done.stdout
    assert "cannot be judged: it could not import the target: the module has no name 'Flask'" in (
        done.stdout
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('extends = "flassk"', "extends should be"),
        ('capabilities = ["flying"]', "flying"),
    ],
    ids=["extends", "capability"],
)
def test_table_with_an_unknown_value_is_a_mistake(run, tmp_path, line, message):
    """A table that asks for what there is not ends with exit code 2 and one line."""
    (tmp_path / "conformance.toml").write_text(f"[targets.mine]\n{line}\n")

    done = run("mine")

    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_part_of_the_suite_is_told(run):
    """A verdict by some of the checks says by how many."""
    done = run("flask", "-k", "politely")

    assert "judged by 1 of 7 checks" in done.stdout


def test_target_that_dies_at_import_is_explained(run, tmp_path):
    """The reason why nothing could be judged is on the console, once."""
    (tmp_path / "dies.py").write_text("import os\nos._exit(3)\n")

    done = run("dies")

    assert done.returncode == 3
    assert done.stdout.count("the process ended with exit status 3") == 1


def test_poor_encoding_costs_no_report(run):
    """An output that cannot hold every character still gets the report."""
    done = run("flask", PYTHONIOENCODING="ascii")

    assert done.returncode == 0, done.stderr
    assert "flask: conforms" in done.stdout


def test_module_in_the_working_directory_is_found(run, tmp_path):
    """One's own little module is judged where it lies."""
    (tmp_path / "little.py").write_text("from hipflask import *\nfrom hipflask import Flask\n")

    done = run("little")

    assert "little.py (little" in done.stdout
    assert "little: conforms" in done.stdout


def test_module_built_on_flask_is_told_what_to_declare(run, tmp_path):
    """A module that imports Flask finds itself in Flask's place; the report says what helps."""
    (tmp_path / "built.py").write_text("from flask import Flask\n")

    done = run("built")

    assert 'extends = "flask"' in done.stdout


def test_broken_page_is_no_fault_of_the_target(command, tmp_path):
    """A page that cannot be read ends the run with exit code 3, file and line."""
    page = tmp_path / "own/spec/routing/bad.md"
    page.parent.mkdir(parents=True)
    (tmp_path / "own/conformance").mkdir()
    page.write_text("# Bad\n\n## No level\n\nIt may or may not.\n")

    done = command("run", "--suite", "own", "flask")

    assert done.returncode == 3
    assert "spec/routing/bad.md:3:" in done.stderr
    assert "Traceback" not in done.stderr


def test_steering_variables_do_not_reach_the_worker(run, tmp_path):
    """What would steer Flask, pytest or Python in the user's shell changes no verdict."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")

    done = run("flask", PYTEST_ADDOPTS="--no-such-option", FLASK_DEBUG="1", FLASK_APP="x")

    assert done.returncode == 0
    assert "flask: conforms (6 passed, 1 not-applicable)" in done.stdout
