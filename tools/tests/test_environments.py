import shutil
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from flask_conformance.errors import BuildError, TargetError
from flask_conformance.targets import environments
from flask_conformance.targets.environments import Environment
from flask_conformance.targets.installers import Uv
from flask_conformance.targets.naming import Target, resolve

FLASK = Target("flask==2.3.3", "flask", requirements=("flask==2.3.3",))


class Script:
    """An installer that makes believe: each installation gives the next set of packages."""

    name = "make-believe"

    def __init__(self, *results, version="3.12.1"):
        self.results = list(results) or [{"flask": "2.3.3", "werkzeug": "2.3.8"}]
        self.version = version
        self.created = []
        self.asked = []

    def create(self, folder, python, log):
        """Make as much of an environment as is looked at."""
        self.created.append(python)
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").symlink_to(sys.executable)
        (folder / "lib" / "python3" / "site-packages").mkdir(parents=True)
        (folder / "pyvenv.cfg").write_text(f"home = /\nversion_info = {self.version}\n")

    def install(self, python, arguments, log):
        """Put the next set of packages in place of what is there."""
        self.asked.append(arguments)
        result = self.results.pop(0)
        if isinstance(result, BaseException):
            raise result
        packages = python.parents[1] / "lib" / "python3" / "site-packages"
        shutil.rmtree(packages)
        for name, version in result.items():
            (packages / f"{name}-{version}.dist-info").mkdir(parents=True)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of its own."""
    monkeypatch.setenv("FLASK_CONFORMANCE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "environments"


def build(target, installer, **options):
    """Build with a make-believe installer."""
    return environments.build(target, installer=installer, **options)


def test_environment_is_built(cache):
    """An environment has the target, what the worker needs, and what capabilities need."""
    script = Script()

    environment = build(FLASK, script)

    assert environment.python.is_relative_to(cache)
    assert environment.python_version == "3.12.1"
    assert environment.packages == {"flask": "2.3.3", "werkzeug": "2.3.8"}
    (asked,) = script.asked
    assert [text.partition(">")[0] for text in asked] == [
        "flask==2.3.3",
        "pytest",
        "hypothesis",
        "httpx",
        "asgiref",
        "python-dotenv",
    ]


@pytest.mark.parametrize(
    ("claimed", "needed"),
    [({"cli"}, []), ({"async"}, ["asgiref>=3.2"]), ({"cli", "dotenv"}, ["python-dotenv"])],
    ids=["nothing", "async", "dotenv"],
)
def test_only_claimed_capabilities_are_installed(claimed, needed):
    """A target that declares its capabilities gets nothing for those that it has not."""
    script = Script()

    build(Target("x", "x", requirements=("x",), capabilities=frozenset(claimed)), script)

    assert script.asked[0][4:] == needed


def test_built_environment_is_kept():
    """The second time nothing is built."""
    first = build(FLASK, Script())

    second = build(FLASK, Script(BuildError("built again", "")))

    assert second == first


def test_refreshed_environment_is_built_again():
    """On request, newer releases are looked for."""
    build(FLASK, Script())

    newer = build(FLASK, Script({"flask": "2.3.9"}), refresh=True)

    assert newer.packages == {"flask": "2.3.9"}
    assert build(FLASK, Script(BuildError("built again", ""))) == newer


def test_broken_pins_are_put_right():
    """A Werkzeug that is too new for the Flask is replaced; this Flask is kept."""
    script = Script(
        {"apiflask": "2.0", "flask": "2.3.3", "werkzeug": "3.1.9", "click": "8.1.8"},
        {"apiflask": "2.0", "flask": "2.3.3", "werkzeug": "2.3.8", "click": "8.1.8"},
    )

    environment = build(Target("apiflask", "apiflask", requirements=("apiflask",)), script)

    assert environment.packages["werkzeug"] == "2.3.8"
    assert script.asked[1][-3:] == ["flask==2.3.3", "werkzeug<3", "click<8.2"]


def test_requirement_of_the_user_is_no_broken_pin():
    """Who asks for a pair of Flask and Werkzeug gets this pair."""
    script = Script({"flask": "2.3.3", "werkzeug": "3.0.1", "click": "8.1.8"})
    target = Target("x", "x", requirements=("flask==2.3.3", "werkzeug==3.0.1"))

    environment = build(target, script)

    assert environment.packages["werkzeug"] == "3.0.1"


def test_failed_build_is_told(cache):
    """A failure names the target, the reason and the log."""
    script = Script(BuildError("no such release.", "The whole log: x.log"))

    with pytest.raises(BuildError) as caught:
        build(FLASK, script)

    expected = "The environment of flask==2.3.3 cannot be built: no such release."
    assert (caught.value.message, caught.value.hint) == (expected, "The whole log: x.log")


def test_half_built_environment_is_built_anew():
    """What an interrupted build left behind is not used."""
    with pytest.raises(KeyboardInterrupt):
        build(FLASK, Script(KeyboardInterrupt()))

    environment = build(FLASK, Script({"flask": "2.3.3"}))

    assert environment.packages == {"flask": "2.3.3"}


@pytest.mark.parametrize("damage", ["marker", "interpreter"])
def test_damaged_environment_is_built_anew(damage):
    """An environment whose marker or interpreter is broken is not used."""
    python = build(FLASK, Script()).python
    if damage == "marker":
        (python.parents[1] / "ready.json").write_text('{"python":')
    else:
        python.unlink()

    environment = build(FLASK, Script({"flask": "2.3.4"}))

    assert environment.packages == {"flask": "2.3.4"}
    assert environment.python.exists()


def test_python_that_is_too_old_is_refused():
    """The worker runs on Python 3.10 and newer."""
    with pytest.raises(BuildError, match=r"its Python is 3\.9\.18, and the checks need 3\.10"):
        build(FLASK, Script(version="3.9.18"))


def test_each_python_has_its_environment():
    """The same requirements on another Python are another environment."""
    script = Script({"flask": "2.3.3"}, {"flask": "2.3.3"})
    own = build(FLASK, script)

    other = build(replace(FLASK, python="3.13"), script)

    assert other.python != own.python
    assert script.created == [None, "3.13"]


def test_changed_requirements_are_another_environment():
    """A table that asks for something else than before gets it."""
    script = Script({"flask": "2.3.3"}, {"flask": "2.3.2"})
    build(FLASK, script)

    changed = build(replace(FLASK, requirements=("flask==2.3.2",)), script)

    assert changed.packages == {"flask": "2.3.2"}


def test_wheel_is_known_by_its_content(tmp_path):
    """A wheel that is built again under the same name is installed again."""
    wheel = tmp_path / "web-1.0-py3-none-any.whl"
    _write_wheel(wheel, "x = 1")
    target = resolve(str(wheel))
    first = build(target, Script({"web": "1.0"}))

    _write_wheel(wheel, "x = 2")
    second = build(target, Script({"web": "1.0"}))

    assert second.python != first.python


def test_project_is_installed_again_when_its_needs_change(tmp_path):
    """An editable project is built anew for its pyproject.toml, not for its modules."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'web'")
    (tmp_path / "web.py").write_text("x = 1")
    target = resolve(f"-e {tmp_path}")
    first = build(target, script := Script({"web": "1.0"}, {"web": "1.0"}))

    (tmp_path / "web.py").write_text("x = 2")
    second = build(target, script)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'web'\ndependencies = ['flask']")
    third = build(target, script)

    assert script.asked[0][-2:] == ["--editable", str(tmp_path)]
    assert first == second
    assert third.python != first.python


def test_two_builders_build_once():
    """Who comes while another builds waits for it and takes what it made."""
    building, waiting = threading.Event(), threading.Event()

    class Slow(Script):
        def create(self, folder, python, log):
            building.set()
            assert waiting.wait(10)
            super().create(folder, python, log)

    def wait(line):
        told.append(line)
        waiting.set()

    told = []
    with ThreadPoolExecutor() as pool:
        first = pool.submit(build, FLASK, Slow())
        assert building.wait(10)
        second = pool.submit(build, FLASK, Script(BuildError("twice", "")), progress=wait)

    assert first.result() == second.result()
    assert told == ["flask==2.3.3: another run builds its environment"]


def test_module_needs_no_environment(cache):
    """A module of the current environment is tested where it is."""
    environment = build(Target("flask", "flask"), Script(BuildError("built", "")))

    assert environment.python == Path(sys.executable)
    assert environment.packages["pytest"] == pytest.__version__
    assert not cache.exists()


def test_module_of_another_environment_is_tested_there(tmp_path):
    """With the path of an interpreter, its environment is used as it is."""
    python = tmp_path / "env" / "bin" / "python"
    command = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")]
    subprocess.run(command, check=True)
    (site_packages,) = tmp_path.glob("env/lib/*/site-packages")
    (site_packages / "Web_Impl-1.0.dist-info").mkdir()

    environment = build(resolve("flask", python=str(python)), Script())

    version = ".".join(map(str, sys.version_info[:3]))
    assert environment == Environment(python, version, {"web-impl": "1.0"})


def test_module_has_the_python_it_has():
    """A module of the current environment cannot be had on another version of Python."""
    target = resolve("flask", python="3.99")

    with pytest.raises(TargetError) as caught:
        environments.build(target)

    assert "flask is a module of the current environment" in caught.value.message
    assert "Name a requirement" in caught.value.hint


def test_interpreter_must_work(tmp_path):
    """A file that is no interpreter is told."""
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 3\n")
    python.chmod(0o755)

    with pytest.raises(BuildError, match="is no Python that works"):
        environments.build(resolve("flask", python=str(python)))


def test_old_flask_works_beside_newest_pytest():
    """The oldest line of Flask runs with its pins beside what the worker needs."""
    program = """
import flask, httpx, hypothesis, pytest
app = flask.Flask("app")
app.add_url_rule("/book", view_func=lambda: flask.__version__, endpoint="book")
print(app.test_client().get("/book").data.decode())
"""

    environment = environments.build(
        resolve("flask>=1.1,<2"), installer=Uv((sys.executable, "-m", "uv"))
    )

    command = [environment.python, "-W", "ignore", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == environment.packages["flask"] == "1.1.4"
    assert environment.packages["werkzeug"] == "1.0.1"


def _write_wheel(path, content):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("web.py", content)
