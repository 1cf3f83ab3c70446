"""Small suites and targets for the tests of the program, and runs of them."""

import textwrap

import pytest

from flask_conformance.checks.stage import prepare
from flask_conformance.judging.running import Options, Reporter, run
from flask_conformance.judging.supervision import Limits
from flask_conformance.specification.sources import Suite
from flask_conformance.targets.naming import Target

PAGE = """\
# Greetings

Five promises, small enough to break one at a time.

## Greets the world

A greeting **MUST** name the world.

```python
@app.route("/greeting")
def greeting():
    return "hello, world"

assert client.get("/greeting").text == "hello, world"
```

## Greets by name

A greeting **MUST** use the name in the URL.

Needs: routing.greetings.greets-the-world

```python
@app.route("/greeting/<name>")
def greeting(name):
    return f"hello, {name}"

assert client.get("/greeting/ada").text == "hello, ada"
```

## Greets politely

A greeting **SHOULD** be polite.

```python
@app.route("/polite")
def polite():
    return "good morning"

assert client.get("/polite").text == "good morning"
```

## Greets in old releases

A greeting **MUST** have been different long ago.

Applies to: Flask < 1.0

```python
assert client.get("/").text == "how do you do"
```

## Greets every number

A greeting **MUST** count.
"""
TESTS = '''\
import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("number", [1, 2], ids=["one", "two"])
def test_greets_every_number(number, app, client):
    """A small number is greeted."""
    app.add_url_rule("/number/<int:n>", "number", lambda n: f"hello, {n}")

    answer = client.get(f"/number/{number}")

    assert answer.text == f"hello, {number}"


@given(number=st.integers(0, 99))
def test_greets_every_number__any(client_of, number):
    """Any number is greeted."""
    app = flask.Flask("numbers", static_folder=None)
    app.add_url_rule("/number/<int:n>", "number", lambda n: f"hello, {n}")

    answer = client_of(app).get(f"/number/{number}")

    assert answer.text == f"hello, {number}"
'''
IMPATIENT = Limits(check=1.5, of_property=10.0, load=20.0)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Stages of these tests do not fill the user's cache; environments are worth sharing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flask_conformance.checks.stage.cache_folder", lambda: stages)
        stages = tmp_path_factory.mktemp("cache")
        yield


@pytest.fixture(scope="session")
def make_suite(tmp_path_factory):
    """Make a suite of some files."""

    def make(files):
        folder = tmp_path_factory.mktemp("suite")
        for name in ("spec", "conformance"):
            (folder / name).mkdir()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content)
        return Suite.at(folder)

    return make


@pytest.fixture(scope="session")
def suite(make_suite):
    """A suite of one page and one module."""
    return make_suite(
        {"spec/routing/greetings.md": PAGE, "conformance/routing/test_greetings.py": TESTS}
    )


@pytest.fixture(scope="session")
def stage(suite):
    """The stage of the small suite."""
    return prepare(suite)


class Laboratory:
    """A folder in which targets are made and judged."""

    def __init__(self, folder, stage):
        self._folder = folder
        self._stage = stage

    def make_target(self, source, *, name="mine", extends="flask", **details):
        """Make a target from source code; it adds to Flask unless told otherwise."""
        folder = self._folder / "targets"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(textwrap.dedent(source))
        return Target(label=name, module=name, extends=extends, paths=(folder,), **details)

    def judge(self, *targets, stage=None, limits=IMPATIENT, **options):
        """Judge targets by the small suite, or by another stage."""
        settings = Options(output=self._folder / "results", limits=limits, **options)
        judged = targets or [Target("flask", "flask")]
        results = run(judged, stage or self._stage, settings, Reporter())
        return results[0] if len(results) == 1 else results


@pytest.fixture(scope="session")
def laboratory(stage):
    """Set up a laboratory in a folder."""
    return lambda folder: Laboratory(folder, stage)


@pytest.fixture
def make_target(laboratory, tmp_path):
    """Make a target from source code."""
    return laboratory(tmp_path).make_target


@pytest.fixture
def judge(laboratory, tmp_path):
    """Judge targets by the small suite."""
    return laboratory(tmp_path).judge


@pytest.fixture
def outcomes():
    """The outcome of each check of a result."""
    return lambda result: {each.check.id: each.outcome for each in result.verdicts}
