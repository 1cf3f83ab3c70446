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
SUBCLASS = {
    "__init__.py": """
import sys
from .app import Better as Better
sys.executions = getattr(sys, "executions", 0) + 1
""",
    "app.py": """
from flask import Flask
class Better(Flask):
    def ask(self, statement):
        scope = {"__name__": __name__, "__package__": __package__}
        exec(statement, scope)
        return scope["found"]
""",
    "views.py": """
from flask.views import MethodView as Original
class MethodView(Original):
    pass
""",
}
EXTENDING = Impersonation("better", extends="flask", names={"Flask": "Better"})


@pytest.fixture
def better(tmp_path):
    folder = tmp_path / "better"
    folder.mkdir()
    for name, text in SUBCLASS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def python(tmp_path, better):
    """Runs code that prints JSON in a process in which the subclass stands in Flask's place."""

    def run(code, impersonation=EXTENDING):
        path = os.pathsep.join([str(SITE), str(tmp_path)])
        done = subprocess.run(
            [sys.executable, "-c", "import json, sys\n" + code],
            env={**os.environ, **impersonation.to_environment(), "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_target_lies_on_top_of_the_real_flask(better, python):
    code = """
import flask
classes = [flask.Flask, flask.Better, flask.Flask.__mro__[1], flask.Config]
print(json.dumps([one.__module__ for one in classes]))
"""

    assert python(code) == ["better.app", "better.app", "flask.app", "flask.config"]


def test_name_may_stay_flask_s_although_the_target_has_it(better, python):
    (better / "__init__.py").write_text("from .app import Better\nclass Response: pass\n")
    names = {"Flask": "Better", "Response": "flask.Response"}
    code = """
import flask, flask.wrappers
classes = [flask.Flask, flask.Response, flask.wrappers.Response]
print(json.dumps([one.__module__ for one in classes]))
"""

    covered = python(code)
    kept = python(code, Impersonation("better", extends="flask", names=names))

    assert covered == ["better.app", "better", "better"]
    assert kept == ["better.app", "flask.wrappers", "flask.wrappers"]


@pytest.mark.parametrize("first", ["better", "better.views", "flask", "flask.app"])
def test_whichever_is_imported_first_makes_no_difference(better, python, first):
    code = f"""
import {first}
import flask, flask.app, flask.views, better, better.views
same = [
    flask.Flask is flask.app.Flask is better.Better,
    flask.views.MethodView is better.views.MethodView,
    better.__spec__.origin,
    sys.executions,
]
print(json.dumps(same))
"""

    assert python(code) == [True, True, str(better / "__init__.py"), 1]


def test_module_in_which_nothing_is_replaced_is_the_real_one(python):
    code = """
import flask, flask.globals, flask.config
print(json.dumps([
    flask.globals.request is flask.request,
    type(flask.globals) is type(json),
    flask.globals.__file__,
    flask.Config is flask.config.Config,
]))
"""

    assert python(code) == [True, True, real_flask.globals.__file__, True]


def test_what_neither_has_is_missing(python):
    code = """
import flask
try:
    import flask.nowhere
except ImportError as error:
    print(json.dumps([type(error).__name__, error.name]))
"""

    assert python(code) == ["ModuleNotFoundError", "flask.nowhere"]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("from flask import Flask as found", id="from"),
        pytest.param("import flask; found = flask.Flask", id="import"),
        pytest.param("import flask.app as app; found = app.Flask", id="as"),
        pytest.param("from flask.app import *; found = Flask", id="star"),
        pytest.param("from flask import testing; found = testing.__dict__", id="not-yet-loaded"),
        pytest.param("import flask.views; found = flask.Flask", id="laid-and-not-yet-loaded"),
    ],
)
def test_late_imports_of_the_target_give_the_real_flask(python, statement):
    code = f"""
import flask, better
real = better.Better.__mro__[1]
found = flask.Flask("x").ask({statement!r})
if isinstance(found, dict):
    found = real if found["__file__"] == flask.testing.__file__ else None
import flask.views
print(json.dumps([found is real, flask.Flask is better.Better, flask.views.MethodView.__module__]))
"""

    assert python(code) == [True, True, "better.views"]


def test_relative_imports_of_the_target_are_its_own(better, python):
    code = """
import flask
found = flask.Flask("x").ask("from .views import MethodView as found")
print(json.dumps(sys.modules[found.__module__].__file__))
"""

    assert python(code) == str(better / "views.py")


def test_application_of_the_subclass_answers(better, python):
    code = """
import flask, flask.views
class Books(flask.views.MethodView):
    def get(self):
        return type(flask.current_app._get_current_object()).__module__
app = flask.Flask("app")
app.add_url_rule("/books", view_func=Books.as_view("books"))
module = app.test_client().get("/books").text
print(json.dumps(sys.modules[module].__file__))
"""

    assert python(code) == str(better / "app.py")


def test_pickles_keep_their_classes(better, python):
    code = """
import pickle, flask
from flask.config import Config
own, real = pickle.loads(pickle.dumps([flask.Flask, Config]))
print(json.dumps([own is flask.Flask, real is Config, sys.modules[own.__module__].__file__]))
"""

    assert python(code) == [True, True, str(better / "app.py")]


def test_reloading_lays_the_target_again(better, python):
    code = """
import importlib, flask, better
before = flask.Flask
same = [importlib.reload(one) is one for one in (flask.globals, flask.app, flask)]
reloaded = flask.app.Flask is flask.Flask is not before and flask.app is sys.modules["flask.app"]
print(json.dumps([same, reloaded, sys.modules[flask.app.Flask.__module__].__file__]))
"""

    assert python(code) == [[True] * 3, True, str(better / "app.py")]


def test_patches_reach_the_real_flask(better, python):
    (better / "helpers.py").write_text("def own(): return 'own'\n")
    code = """
from unittest import mock
import flask.helpers
ask = flask.Flask("x").ask
with mock.patch("flask.helpers.url_for", "patched"):
    during = ask("from flask.helpers import url_for as found")
after = ask("from flask.helpers import url_for as found")
print(json.dumps([flask.helpers.own(), during, after is flask.url_for]))
"""

    assert python(code) == ["own", "patched", True]


def test_patches_of_what_the_target_offers_stay_outside(python):
    code = """
import flask
del flask.Better
flask.Flask = "patched"
real = flask.Blueprint
print(json.dumps([flask.Flask, hasattr(flask, "Better"), sys.modules["better"].Better.__name__]))
"""

    assert python(code) == ["patched", False, "Better"]


def test_public_list_decides_what_lies_on_top(better, python):
    with (better / "__init__.py").open("a") as file:
        file.write("__all__ = ['Better']\nabort = _hidden = 'own'\n")
    code = """
import flask
from flask import *
print(json.dumps([flask.abort is flask.helpers.abort, hasattr(flask, "_hidden"), Better.__name__]))
"""

    assert python(code) == [True, False, "Better"]


def test_replaced_function_is_replaced_wherever_flask_offers_it(better, python):
    with (better / "__init__.py").open("a") as file:
        file.write("def abort(code): return code\n")
    code = "import flask, flask.helpers\nprint(json.dumps(flask.helpers.abort(418)))"

    assert python(code) == 418


@pytest.mark.parametrize("declared", ["2.3.3", None], ids=["declared", "undeclared"])
def test_metadata_are_those_of_the_real_flask_unless_declared(python, declared):
    code = """
import importlib.metadata
print(json.dumps(importlib.metadata.version("flask")))
"""
    itself = python(code, Impersonation("flask"))

    found = python(code, Impersonation("better", declared, extends="flask"))

    assert found == (declared or itself)


def test_failed_import_can_be_repeated(better, python):
    (better / "app.py").write_text("from flask import nowhere")
    code = """
for attempt in range(2):
    try:
        import flask
    except ImportError as error:
        message = str(error)
print(json.dumps([message, "flask" in sys.modules]))
"""

    message, is_imported = python(code)

    assert message.startswith("cannot import name 'nowhere' from 'flask'")
    assert not is_imported


def test_missing_application_is_looked_for_elsewhere(better, python):
    """The command line finds ``app.py`` where there is no ``wsgi.py``, as without the subclass."""
    (better.parent / "app.py").write_text("import flask\napp = flask.Flask('shop')\n")

    found = python(
        f"import os; os.chdir({str(better.parent)!r}); import flask.cli\n"
        "app = flask.cli.ScriptInfo().load_app()\n"
        "print(json.dumps([app.name, type(app).__name__]))"
    )

    assert found == ["shop", "Better"]


def test_identity_tells_the_targets_file(better, python):
    code = """
from flask_conformance.worker.impersonation import Impersonation
better = Impersonation("better", extends="flask", names={"Flask": "Better"})
print(json.dumps(better.identify()))
"""

    identity = python(code)

    assert identity["file"] == str(better / "__init__.py")
    assert identity["module"] == "better"


def test_real_flask_is_the_wrong_one(python):
    code = """
import flask
from flask_conformance.worker.impersonation import Impersonation, WrongFlask
better = Impersonation("better", extends="flask")
better.install()
try:
    better.verify()
except WrongFlask as error:
    print(json.dumps(str(error)))
"""
    real = f"'flask' ({real_flask.__file__})"

    with pytest.raises(AssertionError, match="FlaskAlreadyImported"):
        python(code, Impersonation("flask"))
    unverified = python(code.replace("better.install()", ""), Impersonation("flask"))

    assert unverified == f"flask is {real}, expected the module 'better'."


def test_flask_comes_back_when_the_impersonation_goes(better, python):
    code = """
import builtins
from flask_conformance.worker.impersonation import Impersonation
better = Impersonation("better", extends="flask", names={"Flask": "Better"})
plain = builtins.__import__
better.install()
import flask
laid = sys.modules[flask.Flask.__module__].__file__
better.uninstall()
import flask, flask.app
again = sys.modules[flask.Flask.__module__].__file__
is_restored = builtins.__import__ is plain and issubclass(sys.modules["better"].Better, flask.Flask)
print(json.dumps([laid, again, flask.app.__file__, is_restored]))
"""

    laid, *again = python(code, Impersonation("flask"))

    assert laid == str(better / "app.py")
    assert again == [real_flask.app.__file__] * 2 + [True]
