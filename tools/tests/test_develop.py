import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import develop

ROOT = Path(develop.__file__).parent.parent
LOCK = (ROOT / "tools" / "requirements.lock").read_text()
SAY = """
import pathlib, sys
pathlib.Path(sys.argv[1]).write_text(" ".join(sys.argv[2:]))
sys.exit({})
"""


def command(file, code):
    """A command that writes its arguments to a file and ends with a code."""
    return [Path(sys.executable).name, "-c", SAY.format(code), str(file)]


@pytest.fixture
def checkout(tmp_path):
    """The files that decide what is installed."""
    for path in develop.DECIDES_SETUP:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("as it was")
    return tmp_path


def run_all(commands, more, folder):
    """Run with the programs that lie beside this Python."""
    return develop.run_all(commands, more, folder, Path(sys.executable).parent)


def test_all_commands_run_and_the_last_gets_the_arguments(tmp_path):
    """What is said after the job goes to its last command only."""
    one, two = tmp_path / "one", tmp_path / "two"

    code = run_all([command(one, 0), command(two, 0)], ["-k", "x"], tmp_path)

    assert code == 0
    assert (one.read_text(), two.read_text()) == ("", "-k x")


@pytest.mark.parametrize(("codes", "expected"), [((3, 0), 3), ((0, 4), 4), ((3, 4), 3)])
def test_failure_is_told_and_the_rest_still_runs(tmp_path, capfd, codes, expected):
    """One command that fails fails the whole, and keeps no other from running."""
    first, last = tmp_path / "first", tmp_path / "last"

    code = run_all([command(first, codes[0]), command(last, codes[1])], [], tmp_path)

    assert code == expected
    assert first.exists()
    assert last.exists()
    assert ("These failed:" in capfd.readouterr().err) == (codes[0] != 0)


def test_set_up_is_skipped_while_nothing_changed(checkout, tmp_path, monkeypatch):
    """The environment is made anew when a file that decides its content changes."""
    environment = checkout / ".venv"
    environment.mkdir()
    made = []
    monkeypatch.setattr(develop.venv, "create", lambda path, with_pip: made.append(path))
    monkeypatch.setattr(develop.subprocess, "run", lambda command, cwd, check: None)

    develop.set_up(checkout, environment)
    develop.set_up(checkout, environment)
    (checkout / develop.LOCK).write_text("as it is now")
    develop.set_up(checkout, environment)

    assert made == [environment, environment]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [([], ""), (["test"], "There is no job 'test'. "), (["-k"], "There is no job '-k'. ")],
    ids=["none", "misspelt", "option"],
)
def test_unknown_job_is_told(capsys, arguments, complaint):
    """Who does not say what to do reads what there is."""
    code = develop.main(arguments)

    choice = "Say what to do: conformance or tests (--help says what they are).\n"
    assert code == 2
    assert capsys.readouterr().err == complaint + choice


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_tells_jobs_and_commands(capsys, option):
    """Help names each job with its commands, and sets nothing up."""
    code = develop.main([option])

    text = capsys.readouterr().out
    assert code == 0
    assert text.startswith("Usage: develop.py JOB [ARGUMENTS]\n")
    for job, commands in develop.JOBS.items():
        assert f"\n{job} runs\n" in text
        assert all(f"\n    {' '.join(command)}\n" in text for command in commands)


def test_lock_has_no_addresses():
    """The lock names no host, no index and no path."""
    pins = LOCK.splitlines()[1:]

    assert pins
    assert not [line for line in pins if "/" in line or line.startswith("-")]


def test_every_pin_has_hashes():
    """Each pin is one version, with a hash for a wheel and for the sources."""
    pins = [pin.split() for pin in re.sub(r"\\\n", "", LOCK).splitlines()[1:]]

    assert len(pins) > 20
    for name, *rest in pins:
        assert "==" in name
        assert sum(word.startswith("--hash=sha256:") for word in rest) >= 1, name


@pytest.mark.parametrize("project", ["pyproject.toml", "reference/pyproject.toml"])
def test_lock_has_every_dependency(project):
    """Whatever a distribution or its development needs is pinned, at a version that it allows."""
    document = tomllib.loads((ROOT / project).read_text())
    wanted = {text for texts in _dependencies(document) for text in texts} - {"hipflask"}
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))

    broken = [text for text in wanted if not _is_met(Requirement(text), pinned)]

    assert wanted
    assert broken == []


def _dependencies(document):
    yield document["build-system"]["requires"]
    yield document["project"]["dependencies"]
    yield from document["project"]["optional-dependencies"].values()
    yield from document.get("dependency-groups", {}).values()


def _is_met(requirement, pinned):
    version = pinned.get(canonicalize_name(requirement.name))
    return version is not None and requirement.specifier.contains(version)
