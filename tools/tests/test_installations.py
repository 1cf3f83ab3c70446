"""The suite is the same from a checkout, from an editable install and from a wheel.

Each installation has an environment of its own that begins empty, and an empty folder and cache.
"""

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass, field
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from flask_conformance.targets.installers import find_installer

ROOT = Path(__file__).parents[2]
FLASK = "flask==3.1.3"
SUFFIXES = {".py", ".pyi", ".md", ".toml", ".txt"}
FROM_CHECKOUT = {"PYTHONPATH": str(ROOT / "tools")}


def build(project, folder, kind="wheel"):
    """Build a distribution as every front end does in the end."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def content(wheel):
    """The files of a wheel that are not about the wheel itself."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        return {name: archive.read(name) for name in names}


def metadata(wheel):
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return Parser().parsestr(archive.read(name).decode())


def dependencies(wheel):
    """The names of all that a wheel can bring along, extras included."""
    return {Requirement(text).name for text in metadata(wheel).get_all("Requires-Dist")}


@dataclass
class Installation:
    """An environment, and how the program is called in it."""

    folder: Path
    program: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)

    def install(self, *requirements):
        """Make the environment, with nothing but these and what they need."""
        self.folder.mkdir()
        log = self.folder / "log.txt"
        installer = find_installer()
        installer.create(self.folder / "environment", None, log)
        installer.install(self.folder / "environment/bin/python", requirements, log)
        (self.folder / "empty").mkdir()
        return self

    def call(self, program, *arguments):
        """Run a program of the environment in the empty folder; what it prints."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PY")}
        cache = {"FLASK_CONFORMANCE_CACHE": str(self.folder / "cache")}
        done = subprocess.run(
            [self.folder / "environment/bin" / program, *arguments],
            cwd=self.folder / "empty",
            env=kept | cache | self.variables,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def observe(self):
        """Where the program lies, all checks it knows, and its verdicts on a chapter."""
        place = self.call("python", "-c", "import flask_conformance as it; print(it.__file__)")
        listed = self.call(*self.program, "run", "--list")
        self.call(*self.program, "run", "flask", "--chapter", "signals")
        report = json.loads((self.folder / "empty/results/flask/results.json").read_text())
        return Observation(
            Path(place.strip()),
            listed.splitlines(),
            {test["name"]: test["rawStatus"] for test in report["results"]["tests"]},
            Path(report["results"]["environment"]["extra"]["file"]),
        )


@dataclass
class Observation:
    """What was seen of one installation."""

    place: Path
    listed: list[str]
    verdicts: dict[str, str]
    judged: Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel that is built in the checkout."""
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The sdist that is built in the checkout."""
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture
def unpacked_sdist(tmp_path, sdist):
    """The folder that the sdist unpacks to."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (folder,) = (tmp_path / "unpacked").iterdir()
    return folder


@pytest.fixture(scope="module")
def hipflask(tmp_path_factory):
    """The wheel of hipflask."""
    return build(ROOT / "reference", tmp_path_factory.mktemp("hipflask"))


@pytest.fixture(scope="module")
def from_checkout(tmp_path_factory):
    """The program as it lies in the checkout; only its dependencies are installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    folder = tmp_path_factory.mktemp("installations") / "checkout"
    installation = Installation(folder, ("python", "-m", "flask_conformance"), FROM_CHECKOUT)
    return installation.install(*project["dependencies"], FLASK).observe()


@pytest.fixture(scope="module")
def from_editable(tmp_path_factory):
    """The program as an editable install has it."""
    folder = tmp_path_factory.mktemp("installations") / "editable"
    editable = build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel:editable")
    return Installation(folder, ("flask-conformance",)).install(str(editable), FLASK).observe()


@pytest.fixture(scope="module")
def from_wheel(tmp_path_factory, wheel):
    """The program as the wheel brings it."""
    folder = tmp_path_factory.mktemp("installations") / "wheel"
    return Installation(folder, ("flask-conformance",)).install(str(wheel), FLASK).observe()


def test_checkout_and_editable_install_run_from_the_checkout(from_checkout, from_editable):
    """Both use the files of the checkout itself."""
    assert from_checkout.place == ROOT / "tools/flask_conformance/__init__.py"
    assert from_editable.place == ROOT / "tools/flask_conformance/__init__.py"


def test_wheel_runs_by_itself(from_wheel):
    """What the wheel runs, and what it judges, lie in its own environment."""
    packages = from_wheel.place.parents[1]

    assert packages.name == "site-packages"
    assert packages != Path(pytest.__file__).parents[1]
    assert from_wheel.judged.parents[1] == packages


@pytest.mark.parametrize("other", ["from_editable", "from_wheel"])
def test_same_checks(other, from_checkout, request):
    """Every installation lists the same checks in the same order."""
    listed = request.getfixturevalue(other).listed

    assert len(listed) > 500
    assert listed == from_checkout.listed


@pytest.mark.parametrize("other", ["from_editable", "from_wheel"])
def test_same_verdicts(other, from_checkout, request):
    """Every installation gives the same verdict on each check."""
    verdicts = request.getfixturevalue(other).verdicts

    assert list(verdicts.values()).count("passed") > 15
    assert verdicts == from_checkout.verdicts


def test_wheel_has_the_whole_suite(wheel):
    """Program, worker, pages, checks and hostile targets are all in the wheel, unchanged."""
    places = {"": "tools/flask_conformance", "spec/": "spec", "conformance/": "conformance"}
    expected = {
        f"flask_conformance/{prefix}{path.relative_to(ROOT / folder).as_posix()}": path.read_bytes()
        for prefix, folder in places.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    found = content(wheel)

    assert found == expected
    assert {
        "flask_conformance/py.typed",
        "flask_conformance/known_targets.toml",
        "flask_conformance/worker/__main__.py",
        "flask_conformance/worker/site/sitecustomize.py",
        "flask_conformance/spec/routing/rules.md",
        "flask_conformance/conformance/routing/test_rules.py",
        "flask_conformance/conformance/hostile/conformance.toml",
    } <= found.keys()


def test_wheel_has_nothing_else(wheel):
    """No file of another kind, and none of the program's own tests."""
    names = [Path(name) for name in content(wheel)]

    suffixes = {name.suffix for name in names if name.name != "py.typed"}
    parts = {part for name in names for part in name.parts}

    assert suffixes == SUFFIXES
    assert not {"tests", "benchmarks", "__pycache__"} & parts
    assert not [part for part in parts if part.startswith(".")]


def test_wheel_asks_for_no_flask(wheel):
    """Which Flask is judged is for the user to say: a Flask comes with an extra only."""
    unconditional = [text for text in metadata(wheel).get_all("Requires-Dist") if ";" not in text]

    assert "extra ==" in metadata(wheel).as_string()
    assert not [text for text in unconditional if "flask" in text.lower()]


def test_sdist_builds_the_same_wheel(unpacked_sdist, wheel, tmp_path):
    """What is built from the sdist has the files and metadata of what the checkout builds."""
    rebuilt = build(unpacked_sdist, tmp_path / "rebuilt")

    assert content(rebuilt) == content(wheel)
    assert metadata(rebuilt).items() == metadata(wheel).items()


def test_what_runs_leave_behind_stays_out(unpacked_sdist, wheel, tmp_path):
    """Results, caches and bytecode that lie in the checkout are not packed."""
    for name in ("results/events.jsonl", ".hypothesis/x", "__pycache__/x.cpython-311.pyc"):
        for folder in ("spec", "conformance", "tools/flask_conformance"):
            litter = unpacked_sdist / folder / name
            litter.parent.mkdir(parents=True, exist_ok=True)
            litter.touch()

    rebuilt = build(unpacked_sdist, tmp_path / "rebuilt")

    assert content(rebuilt).keys() == content(wheel).keys()


def test_hipflask_does_not_need_the_suite(hipflask):
    """The wheel of hipflask has hipflask alone, and brings neither the suite nor Flask along."""
    assert {name.split("/")[0] for name in content(hipflask)} == {"hipflask"}
    assert "werkzeug" in dependencies(hipflask)
    assert not {"flask", "flask-conformance"} & dependencies(hipflask)


def test_hipflask_works_without_the_suite(hipflask, tmp_path):
    """Alone in an empty environment hipflask answers a request."""
    installation = Installation(tmp_path / "hipflask", ()).install(str(hipflask))
    script = """
import importlib.util, hipflask
app = hipflask.Flask("alone")
app.add_url_rule("/wood", view_func=lambda: "smoke", endpoint="wood")
print(app.test_client().get("/wood").text, importlib.util.find_spec("flask_conformance"))
"""

    assert installation.call("python", "-c", script) == "smoke None\n"
