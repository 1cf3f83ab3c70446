"""What is a test in a module of conformance/, and what must not be there."""

import re

import pytest

from flask_conformance.specification.conformance_modules import ModuleReader, read_modules
from flask_conformance.specification.sources import find_suite

PAGE = "routing/rules.md"
MODULE = "routing/test_rules.py"
TEST = 'def test_plain(app):\n    """True."""\n'


def read(source):
    reader = ModuleReader(MODULE, PAGE)
    checks = reader.read(source.encode())
    return checks, reader.problems


def test_checks_of_a_module():
    """Each test function is a check of the requirement that it names, in order."""
    source = f"import flask\n\nif True:\n    {TEST.replace(chr(10), chr(10) + '    ')}\n"
    source += 'def test_other_one__with_variant():\n    """True."""\n    flask.Flask\n'
    source += "def helper():\n    def test_inside(): pass\n"

    checks, problems = read(source)

    assert problems == []
    assert [check.requirement for check in checks] == [
        "routing.rules.plain",
        "routing.rules.other-one",
    ]
    assert checks[0].address == "conformance/routing/test_rules.py::test_plain"
    assert checks[0].line == 4


FORBIDDEN = {
    "from-import": ("from flask import Flask\n", 1, "a name from the target"),
    "from-import-in-test": (f"{TEST}    from flask import g\n", 3, "a name from the target"),
    "submodule": ("import flask.views\n", 1, "imports `flask.views`"),
    "submodule-names": ("from flask.views import View\n", 1, "imports `flask.views`"),
    "submodule-tried": (
        "try:\n    import flask.cli\nexcept ImportError:\n    pass\n",
        2,
        "flask.cli",
    ),
    "assignment": ("import flask\nAPP = flask.Flask\n", 2, "`flask` is used"),
    "other-name": ("import flask as f\nAPP = f.Flask\n", 2, "`f` is used"),
    "getattr": ("import flask\nAPP = getattr(flask, 'Flask')\n", 2, "`flask` is used"),
    "base-class": ("import flask\nclass V(flask.V):\n    pass\n", 2, "`flask` is used"),
    "class-body": ("import flask\nclass V:\n    x = flask.V\n", 3, "`flask` is used"),
    "default": (f"import flask\n{TEST.replace('app', 'app=flask.g')}", 2, "`flask` is used"),
    "default-of-lambda": ("import flask\nF = lambda x=flask.g: x\n", 2, "`flask` is used"),
    "annotation": (f"import flask\n{TEST.replace('app', 'app: flask.A')}", 2, "`flask` is used"),
    "decorator": (f"import flask\n@flask.g\n{TEST}", 2, "`flask` is used"),
    "parameters": (
        f"import flask\n@pytest.mark.parametrize('x', [flask.g])\n{TEST}",
        2,
        "`flask` is used",
    ),
    "werkzeug": ("from werkzeug.routing import Rule\n", 1, "imports `werkzeug.routing`"),
    "skip": (f"{TEST}    pytest.skip('x')\n", 3, "not skipped"),
    "xfail": (f"{TEST}    pytest.xfail('x')\n", 3, "not skipped"),
    "mark": (f"@pytest.mark.skipif(True)\n{TEST}", 1, "not skipped"),
    "mark-of-parameter": ("X = pytest.param(1, marks=pytest.mark.xfail)\n", 1, "not skipped"),
    "imported-mark": ("from pytest import mark\npytestmark = mark.skip\n", 2, "not skipped"),
    "imported-skip": ("from pytest import skip\n", 1, "not skipped"),
    "importorskip": (f"{TEST}    pytest.importorskip('x')\n", 3, "not skipped"),
    "skip-of-unittest": (f"{TEST}    raise unittest.SkipTest\n", 3, "not skipped"),
    "no-docstring": ("def test_plain(): pass\n", 1, "no docstring"),
    "empty-docstring": ("def test_plain():\n    ' '\n", 1, "no docstring"),
    "same-name": (f"{TEST}\n{TEST}", 4, "hides line 1"),
    "coroutine": (f"async {TEST}", 1, "never awaited"),
    "class": ("class TestPlain:\n    pass\n", 1, "`TestPlain` is no function"),
    "alias": (f"{TEST}test_again = test_plain\n", 3, "`test_again` is no function"),
    "imported-test": ("from x import y as test_y\n", 1, "`test_y` is no function"),
    "no-python": ("x = 1\ndef :\n", 2, "no valid Python"),
}


@pytest.mark.parametrize(("source", "line", "message"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_forbidden(source, line, message):
    """Each breach is told with its line."""
    _, problems = read(source)

    assert {each.line for each in problems if message in each.message} == {line}
    assert {each.path for each in problems} == {f"conformance/{MODULE}"}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import flask\nF = lambda: flask.Flask\n", id="body-of-lambda"),
        pytest.param("import flask\ndef make():\n    return flask.Flask\n", id="helper"),
        pytest.param(f"{TEST}    import flask.views\n", id="submodule-in-test"),
        pytest.param(f"{TEST}    from flask.views import View\n", id="its-names-in-test"),
        pytest.param(f"{TEST}    skip = app.skip\n    pytest.fail('x')\n", id="other-skip"),
        pytest.param("class Shape:\n    test = 1\n    def test_it(self): pass\n", id="in-a-class"),
        pytest.param("from .flask import x\n", id="relative"),
        pytest.param("from books import skip\n", id="skip-of-others"),
        pytest.param("from pytest import param\n", id="other-name-of-pytest"),
        pytest.param("import json as j\nX = j.loads('1')\n", id="other-module"),
    ],
)
def test_allowed(source):
    """What waits for the test to run, or only looks alike, is no breach."""
    assert read(source)[1] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (TEST, False),
        (f"{TEST}    import werkzeug\n", True),
        (f"{TEST}    from werkzeug.x import y\n", True),
    ],
    ids=["none", "import", "from"],
)
def test_use_of_werkzeug_is_seen(source, expected):
    """A check knows whether it imports Werkzeug."""
    ((check,), problems) = read(source)

    assert check.uses_werkzeug is expected
    assert problems == []


def test_modules_without_page(tmp_path):
    """Every module stands where the tests of an existing page belong."""
    for module in ("routing/test_rules.py", "routing/test_gone.py", "test_top.py", "routing/x.py"):
        (tmp_path / module).parent.mkdir(exist_ok=True)
        (tmp_path / module).write_text(TEST, encoding="utf-8")

    checks, problems = read_modules(tmp_path, {PAGE})

    assert [check.module for check in checks] == ["routing/test_rules.py"]
    assert [each.path for each in problems] == [
        "conformance/routing/test_gone.py",
        "conformance/test_top.py",
    ]
    assert "spec/routing/gone.md" in problems[0].message


def test_model_check_of_the_readme_follows_its_own_rules():
    """What the README shows as a model has no breach."""
    text = (find_suite().conformance / "README.md").read_text(encoding="utf-8")
    model = re.search(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]

    reader = ModuleReader("routing/test_trailing_slash.py", "routing/trailing-slash.md")
    (check,) = reader.read(model.encode())

    assert check.requirement == "routing.trailing-slash.folder-redirects-bare-path"
    assert reader.problems == []
