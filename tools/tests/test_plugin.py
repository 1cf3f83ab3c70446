"""Plain pytest with the plugin: the same verdicts, with all habits of pytest's users."""

import os
import subprocess
import sys

import pytest

SMALL = ["-k", "application_contexts or application-contexts"]


@pytest.fixture
def run_pytest(tmp_path):
    """Run pytest with the plugin in an empty folder."""

    def run(*arguments, **variables):
        environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        command = [sys.executable, "-m", "pytest", "-p", "flask_conformance.plugin", *arguments]
        return subprocess.run(
            [*command, "-p", "no:randomly"],
            cwd=tmp_path,
            env=environment | variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def faulty(tmp_path):
    """A target that sends no signal when an application context is pushed."""
    (tmp_path / "faulty.py").write_text(
        "from flask import *\n"
        "from flask import appcontext_pushed, Flask, Blueprint\n"
        "import flask as _flask, sys\n"
        "appcontext_pushed = _flask.appcontext_popped\n"
    )
    (tmp_path / "conformance.toml").write_text('[targets.faulty]\nextends = "flask"\n')
    return "faulty"


def test_collects_the_suite_by_itself(run_pytest):
    """Without paths the whole suite is collected; -k chooses from it."""
    done = run_pytest("--target", "flask", *SMALL, "-q")

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
    assert "deselected" in done.stdout


def test_header_says_what_flask_is(run_pytest):
    """The header prints which file flask really is, and the versions."""
    done = run_pytest("--target", "hipflask", "--collect-only", *SMALL)

    assert "hipflask/__init__.py" in done.stdout
    assert "Werkzeug" in done.stdout


def test_failure_and_last_failed(run_pytest, faulty):
    """A wrong target fails, and --lf runs only what failed."""
    first = run_pytest("--target", faulty, *SMALL, "-q")
    again = run_pytest("--target", faulty, *SMALL, "-q", "--lf")

    assert first.returncode == again.returncode == 1, first.stdout
    assert "spec/signals/application-contexts.md:" in first.stdout
    assert "passed" in first.stdout.splitlines()[-1]
    assert "passed" not in again.stdout.splitlines()[-1]


def test_workers_of_xdist_judge_the_target(run_pytest, faulty):
    """With -n the workers judge the same target."""
    alone = run_pytest("--target", faulty, *SMALL, "-q")
    parted = run_pytest("--target", faulty, *SMALL, "-q", "-n", "2")

    def counts(done):
        return [word for word in done.stdout.splitlines()[-1].split() if word.isdecimal()][:2]

    assert counts(parted) == counts(alone)


def test_judges_as_run_does(run_pytest, tmp_path):
    """What pytest does for logs and for warnings of the garbage collector shows in no verdict."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    (tmp_path / "test_habits.py").write_text(
        "import gc, logging\n"
        "class Forgotten:\n"
        "    def __del__(self): raise ResourceWarning('nobody closed me')\n"
        "def test_root_logger_has_no_handler(): assert logging.getLogger().handlers == []\n"
        "def test_forgets(): Forgotten(); gc.collect()\n"
    )

    done = run_pytest("--target", "flask", "test_habits.py")

    assert "2 passed" in done.stdout, done.stdout


def test_applications_do_not_outlive_their_checks(run_pytest, tmp_path):
    """What was asked of an application is forgotten after the check, and so is the application."""
    (tmp_path / "test_memory.py").write_text(
        "import gc, weakref\n"
        "seen = []\n"
        "def test_asks(app, client):\n"
        "    app.add_url_rule('/page', 'page', lambda: 'a page')\n"
        "    assert client.get('/page').text == 'a page'\n"
        "    seen.append(weakref.ref(app))\n"
        "def test_looks():\n"
        "    gc.collect()\n"
        "    assert [each() for each in seen] == [None]\n"
    )

    done = run_pytest("--target", "flask", "test_memory.py")

    assert "2 passed" in done.stdout, done.stdout


def test_leaves_only_the_cache_of_pytest(run_pytest, tmp_path):
    """Neither Hypothesis nor a target leaves files in the folder."""
    run_pytest("--target", "flask", "-k", "test_fixed_text_beats_variables__in_any_order")

    assert {each.name for each in tmp_path.iterdir()} <= {".pytest_cache", "__pycache__"}


def test_debugger_stops_in_the_example(run_pytest, faulty):
    """With --pdb the debugger opens, below the line of the page."""
    done = run_pytest("--target", faulty, *SMALL, "--pdb", "-x")

    assert "spec/signals/application-contexts.md:15: Pushed context is active" in done.stdout
    assert "(Pdb)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--target", "hipflsk"], "Did you mean hipflask?"),
        (["--target", "flask==2.3.3"], "use 'flask-conformance run flask==2.3.3'"),
        (["--target", "boom"], "boom cannot be imported: RuntimeError: not today"),
    ],
    ids=["misspelt", "not-here", "raises"],
)
def test_mistake_is_one_line(run_pytest, tmp_path, arguments, message):
    """A target that plain pytest cannot judge ends with exit code 4 and a hint."""
    (tmp_path / "boom.py").write_text("raise RuntimeError('not today')")

    done = run_pytest(*arguments)

    assert done.returncode == 4
    assert message in done.stderr
    assert "Traceback" not in done.stderr
