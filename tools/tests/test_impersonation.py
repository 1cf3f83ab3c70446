import json
import os
import subprocess
import sys
from pathlib import Path

import flask as real_flask
import pytest

from flask_conformance.worker import impersonation as module_under_test
from flask_conformance.worker.impersonation import Impersonation

SITE = Path(module_under_test.__file__).with_name("site")
MINI = {
    "__init__.py": "from .app import Flask as Flask\nloads = globals().get('loads', 0) + 1\n",
    "app.py": "class Flask:\n    pass\n",
    "late.py": "",
}
BY_HAND = """
import sys
from flask_conformance.worker.impersonation import *
mini = Impersonation("mini")
"""


@pytest.fixture
def mini(tmp_path):
    folder = tmp_path / "mini"
    folder.mkdir()
    for name, text in MINI.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def python(tmp_path):
    """Runs code that prints JSON in a process that inherits an impersonation, if one is given."""

    def run(code, impersonation=None):
        done = start(code, impersonation)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(code, impersonation=None):
        variables = impersonation.to_environment() if impersonation else {}
        path = os.pathsep.join([str(SITE), str(tmp_path)])
        return subprocess.run(
            [sys.executable, "-c", "import json\n" + code],
            env={**os.environ, **variables, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    run.start = start
    return run


def test_modules_are_the_targets_own(mini, python):
    code = """
import flask, flask.app, flask.late, mini, mini.app, mini.late
pairs = [(flask, mini), (flask.app, mini.app), (flask.late, mini.late)]
print(json.dumps([[a is b, a.__name__, a.__spec__.name, a.__spec__.origin] for a, b in pairs]))
"""

    assert python(code, Impersonation("mini")) == [
        [True, "mini", "mini", str(mini / "__init__.py")],
        [True, "mini.app", "mini.app", str(mini / "app.py")],
        [True, "mini.late", "mini.late", str(mini / "late.py")],
    ]


def test_loaded_submodules_stand_under_both_names(mini, python):
    code = """
import sys, flask
print(json.dumps([sys.modules["flask.app"] is sys.modules["mini.app"], flask.app.__file__]))
"""

    assert python(code, Impersonation("mini")) == [True, str(mini / "app.py")]


def test_importing_the_target_first_changes_nothing(mini, python):
    code = "import mini.app, flask.app\nprint(json.dumps([flask is mini, flask.app.__file__]))"

    assert python(code, Impersonation("mini")) == [True, str(mini / "app.py")]


@pytest.mark.parametrize(
    ("statement", "error", "name"),
    [
        pytest.param("import flask.views", "ModuleNotFoundError", "flask.views", id="import"),
        pytest.param("import flask.json.tag", "ModuleNotFoundError", "flask.json", id="deep"),
        pytest.param("from flask import views", "ImportError", "mini", id="from"),
        pytest.param("from flask import Blueprint", "ImportError", "mini", id="name"),
    ],
)
def test_what_the_target_lacks_costs_only_itself(mini, python, statement, error, name):
    code = f"""
try:
    {statement}
except ImportError as caught:
    error = caught
from flask import Flask
import sys
print(json.dumps([type(error).__name__, error.name, sys.modules[Flask.__module__].__file__]))
"""

    assert python(code, Impersonation("mini")) == [error, name, str(mini / "app.py")]


def test_another_finder_cannot_offer_what_the_target_lacks(mini, python, tmp_path):
    elsewhere = tmp_path / "elsewhere.py"
    elsewhere.write_text("")
    code = f"""
import importlib.util, sys
class Editable:
    def find_spec(name, path=None, target=None):
        if name == "flask.views":
            return importlib.util.spec_from_file_location(name, {str(elsewhere)!r})
sys.meta_path[:0] = [Editable]
import flask.views
offered = sys.modules.pop("flask.views").__file__
sys.meta_path[:] = [*sys.meta_path[1:], Editable]
try:
    import flask.views
except ImportError as error:
    print(json.dumps([offered, str(error)]))
"""

    message = "No module named 'flask.views': the target has no 'mini.views'"
    assert python(code, Impersonation("mini")) == [str(elsewhere), message]


def test_absent_target_breaks_only_the_import(python):
    code = """
try:
    import flask
except ImportError as error:
    print(json.dumps([type(error).__name__, str(error)]))
"""

    expected = ["ModuleNotFoundError", "No module named 'nowhere'"]
    assert python(code, Impersonation("nowhere")) == expected


def test_error_of_the_targets_import_passes_unchanged(mini, python):
    (mini / "__init__.py").write_text("import flask_nowhere\n")
    code = """
for attempt in range(2):
    try:
        import flask
    except ImportError as error:
        last = error
print(json.dumps([str(last), last.name]))
"""

    expected = ["No module named 'flask_nowhere'", "flask_nowhere"]
    assert python(code, Impersonation("mini")) == expected


def test_target_of_one_file_is_no_package(tmp_path, python):
    (tmp_path / "single.py").write_text("class Flask: pass")
    code = """
import flask
try:
    import flask.views
except ImportError as error:
    print(json.dumps([flask.__file__, str(error)]))
"""

    expected = "No module named 'flask.views'; 'flask' is not a package"
    assert python(code, Impersonation("single")) == [str(tmp_path / "single.py"), expected]


def test_target_may_lie_in_a_package(tmp_path, python):
    (tmp_path / "outer").mkdir()
    (tmp_path / "outer" / "inner.py").write_text("class Flask: pass")
    code = "import flask\nprint(json.dumps([flask.__name__, flask.__file__]))"

    expected = ["outer.inner", str(tmp_path / "outer" / "inner.py")]
    assert python(code, Impersonation("outer.inner")) == expected


def test_pickles_can_be_read_without_impersonation(mini, python):
    write = """
import pickle, flask
print(json.dumps(pickle.dumps(flask.Flask()).hex()))
"""
    read = """
import pickle, sys
application = pickle.loads(bytes.fromhex({!r}))
print(json.dumps([sys.modules[type(application).__module__].__file__, "flask" in sys.modules]))
"""

    pickled = python(write, Impersonation("mini"))

    assert python(read.format(pickled)) == [str(mini / "app.py"), False]
    assert python(read.format(pickled), Impersonation("mini")) == [str(mini / "app.py"), False]


def test_reloading_executes_the_target_again(mini, python):
    code = """
import importlib, sys, flask, flask.app, mini
before = flask.Flask
reloaded = [importlib.reload(flask.app) is flask.app, importlib.reload(flask) is mini is flask]
print(json.dumps([reloaded, flask.loads, flask.Flask is before, flask.__file__]))
"""

    assert python(code, Impersonation("mini")) == [
        [True, True],
        2,
        False,
        str(mini / "__init__.py"),
    ]


@pytest.mark.parametrize(
    ("declared", "version"),
    [pytest.param("2.3.3", "2.3.3", id="declared"), pytest.param(None, "3.1.3", id="undeclared")],
)
def test_metadata_tell_the_version_that_the_target_implements(mini, python, declared, version):
    code = """
from importlib import metadata
commands = [point for point in metadata.entry_points(group="console_scripts")]
print(json.dumps([
    metadata.version("flask"),
    metadata.metadata("Flask")["Version"],
    metadata.distribution("flask").version,
    [point.value for point in commands if point.name == "flask"],
    metadata.version("werkzeug"),
]))
"""

    *flask, werkzeug = python(code, Impersonation("mini", declared))

    assert flask == [version, version, version, ["flask.cli:main"]]
    assert [werkzeug] == python(code)[4:]


def test_second_installation_changes_nothing(mini, python):
    code = (
        BY_HAND
        + """
for _ in range(2):
    mini.install()
print(json.dumps([len(mini.finders()), mini.target().__file__]))
"""
    )

    assert python(code) == [1, str(mini / "__init__.py")]
    assert python(code, Impersonation("mini")) == [1, str(mini / "__init__.py")]


def test_installation_after_another_flask_is_refused(mini, python):
    code = (
        BY_HAND
        + """
import flask
try:
    mini.install()
except FlaskAlreadyImported as error:
    print(json.dumps(str(error)))
"""
    )

    assert f"'flask' ({real_flask.__file__}) was imported before 'mini'" in python(code)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param("sys.modules['flask'] = json", "flask is 'json' ({json})", id="another"),
        pytest.param("del sys.modules['flask']", "flask is not imported", id="absent"),
    ],
)
def test_verification_finds_the_wrong_flask(mini, python, change, message):
    code = f"""
{BY_HAND}
mini.install()
mini.target()
mini.verify()
{change}
try:
    mini.verify()
except WrongFlask as error:
    print(json.dumps(str(error)))
"""

    expected = message.format(json=json.__file__) + ", expected the module 'mini'."
    assert python(code) == expected


def test_verification_of_flask_itself_finds_a_target(mini, python):
    code = (
        BY_HAND
        + """
import flask
try:
    Impersonation("flask").verify()
except WrongFlask as error:
    print(json.dumps(str(error)))
"""
    )

    expected = f"flask is 'mini' ({mini / '__init__.py'}), expected the module 'flask'."
    assert python(code, Impersonation("mini")) == expected


def test_flask_itself_needs_nothing(python):
    code = (
        BY_HAND
        + """
itself = Impersonation("flask", "0.1")
itself.install()
itself.target()
itself.verify()
identity = itself.identify()
print(json.dumps([len(itself.finders()), identity["file"], identity["version"]]))
"""
    )

    file, version = python(code, Impersonation("flask", "0.1"))[1:]

    assert file == real_flask.__file__
    assert version != "0.1"


def test_identity_tells_file_and_versions(mini, python):
    with (mini / "__init__.py").open("a") as file:
        file.write("__version__ = '0.7'\n")
    code = BY_HAND + "print(json.dumps(Impersonation('mini', '2.3.3').identify()))"

    identity = python(code, Impersonation("mini", "2.3.3"))

    assert identity.pop("werkzeug").partition(".")[0].isdecimal()
    assert identity == {
        "module": "mini",
        "file": str(mini / "__init__.py"),
        "version": "0.7",
        "implements": "2.3.3",
        "python": sys.version.partition(" ")[0],
    }


def test_flask_comes_back_when_the_impersonation_goes(mini, python):
    code = (
        BY_HAND
        + """
from importlib import metadata
mini.install()
import flask.app
impersonated = flask.app.__file__
mini.uninstall()
import flask.app
print(json.dumps([impersonated, flask.app.__file__, metadata.version("flask")]))
"""
    )

    impersonated, file, version = python(code)

    assert impersonated == str(mini / "app.py")
    assert file == real_flask.app.__file__
    assert version != "3.1"


def test_environment_carries_all_of_it():
    whole = Impersonation("mini", "3.1", "flask", {"Flask": "Mini"})

    assert Impersonation.from_environment(whole.to_environment()) == whole
    assert Impersonation.from_environment({}) is None


def test_variable_is_none_that_flask_reads_its_configuration_from(monkeypatch):
    for name, value in Impersonation("mini").to_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FLASK_SEEN", "1")
    config = real_flask.Config("")

    config.from_prefixed_env()

    assert config == {"SEEN": 1}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"extends": "quart"}, id="extends-another"),
        pytest.param({"names": {"Flask": "Mini"}}, id="names-without-extending"),
    ],
)
def test_what_cannot_be_impersonated_is_refused(fields):
    with pytest.raises(ValueError, match="'mini'"):
        Impersonation("mini", **fields)


def test_without_the_variable_flask_is_flask(mini, python):
    code = "import flask\nprint(json.dumps(flask.__file__))"

    assert python(code) == real_flask.__file__
    assert python(code, Impersonation("mini")) == str(mini / "__init__.py")


@pytest.mark.parametrize("impersonation", [None, Impersonation("mini")], ids=["without", "with"])
def test_another_sitecustomize_runs_next(mini, python, tmp_path, impersonation):
    (tmp_path / "sitecustomize.py").write_text("import flask\nseen = flask.__file__\n")
    code = "import sitecustomize as s\nprint(json.dumps([s.__file__, s.seen]))"

    flask = str(mini / "__init__.py") if impersonation else real_flask.__file__
    assert python(code, impersonation) == [str(tmp_path / "sitecustomize.py"), flask]


def test_process_that_would_run_on_the_wrong_flask_does_not_start(python, monkeypatch):
    monkeypatch.setenv(module_under_test.VARIABLE, "{")

    done = python.start("print('started')")

    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("flask-conformance: no target in Flask's place. ")
    assert done.stderr.count("\n") == 1
