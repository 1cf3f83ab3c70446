import subprocess
import sys

import pytest

from flask_conformance.errors import BuildError
from flask_conformance.targets.installers import Pip, Uv, essence, find_installer, run


@pytest.fixture
def log(tmp_path):
    """Where the installers write."""
    return tmp_path / "build.log"


@pytest.mark.parametrize("installer", [Uv((sys.executable, "-m", "uv")), Pip()], ids=["uv", "pip"])
def test_installer_makes_and_fills_an_environment(tmp_path, log, installer):
    """Each installer makes an environment that has what was asked for, and writes it down."""
    python = tmp_path / "env" / "bin" / "python"

    installer.create(tmp_path / "env", None, log)
    installer.install(python, ["itsdangerous==2.1.2"], log)

    program = "import importlib.metadata as m; print(m.version('itsdangerous'))"
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2.1.2"
    assert "itsdangerous==2.1.2\n" in log.read_text()


def test_installer_says_why_it_failed(tmp_path, log):
    """The reason is one line that names the requirement; the hint leads to the log."""
    uv, python = Uv((sys.executable, "-m", "uv")), tmp_path / "env" / "bin" / "python"
    uv.create(tmp_path / "env", None, log)
    absent = f"nothing @ {(tmp_path / 'nothing-1-py3-none-any.whl').as_uri()}"

    with pytest.raises(BuildError) as caught:
        uv.install(python, [absent], log)

    assert "nothing" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint == f"The whole log: {log}"


def test_pip_needs_a_python_that_is_there(tmp_path, log):
    """Without uv, a Python cannot be fetched."""
    with pytest.raises(BuildError, match=r"there is no Python 3\.99 on the PATH"):
        Pip().create(tmp_path / "env", "3.99", log)


def test_uv_of_the_path_is_preferred(tmp_path, monkeypatch):
    """A uv on the PATH is used; then one that is installed here; then pip."""
    (tmp_path / "uv").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    on_path = find_installer()

    (tmp_path / "uv").unlink()
    installed = find_installer()
    monkeypatch.setitem(sys.modules, "uv", None)
    without = find_installer()

    assert on_path == Uv((str(tmp_path / "uv"),))
    assert installed == Uv((sys.executable, "-m", "uv"))
    assert without == Pip()


def test_installer_is_shielded_from_our_own_python(log, monkeypatch):
    """What points our own Python somewhere else does not point an installer there."""
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("SAYS", "hello")

    run([sys.executable, "-c", "import os; print(sorted(os.environ))"], log)

    assert "'SAYS'" in log.read_text()
    assert "'PYTHONPATH'" not in log.read_text()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        pytest.param(
            "Using Python\nerror: No solution found\n  cause: There is no flask==9.\n  cause: x\n",
            "No solution found: There is no flask==9.",
            id="uv",
        ),
        pytest.param(
            "  \u00d7 No solution found:\n  ╰─▶ There is\n      no flask==9.\n\n   hint: x\n",
            "No solution found: There is no flask==9.",
            id="uv-tree",
        ),
        pytest.param(
            "Looking\nERROR: No release (from versions: 1.0)\nERROR: No flask==9.\nnotice\n",
            "No flask==9.",
            id="pip",
        ),
        pytest.param("something\nwent wrong\n\n", "went wrong", id="last-line"),
        pytest.param("", "it printed nothing", id="nothing"),
    ],
)
def test_essence_is_the_last_error_and_its_cause(output, expected):
    """Of all that an installer prints, the user reads why it failed."""
    found = essence(output)

    assert found == expected
