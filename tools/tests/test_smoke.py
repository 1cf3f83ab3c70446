"""The steps of the smoke test: what a target lacks first, and what to mend."""

import sys
from types import ModuleType

import flask
import pytest

from flask_conformance.worker.smoke import first_fault


class Odd(flask.Flask):
    """An application that can be told to misbehave."""


def answers(text, status):
    return lambda environ, start_response: flask.Response(text, status)(environ, start_response)


def raises(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.fixture
def target(monkeypatch):
    """A module in Flask's place, with a class of its own."""
    module = ModuleType("flask")
    module.Flask = type("Flask", (Odd,), {})
    monkeypatch.setitem(sys.modules, "flask", module)
    return module


def test_flask_has_no_fault(target):
    """A target that does what every check relies on can be judged."""
    assert first_fault() is None


@pytest.mark.parametrize(
    ("method", "behaviour", "step", "reason"),
    [
        (
            "__init__",
            raises(TypeError("odd")),
            "make an application",
            "__call__(environ, start_response)",
        ),
        ("add_url_rule", raises(SystemExit("odd")), "make an application", "SystemExit: odd"),
        ("wsgi_app", raises(ValueError("odd")), "answer a request", "ValueError: odd"),
        (
            "__call__",
            lambda *args: answers("no", 200)(*args[1:]),
            "answer a request",
            "by the rule /smoke/<name>",
        ),
        ("handle_user_exception", lambda *args: "fine", "refuse an unknown URL", "answered by 200"),
    ],
    ids=["class", "exit", "call", "answer", "unknown-url"],
)
def test_first_fault_is_told(target, method, behaviour, step, reason):
    """The first step that goes wrong is named, and why."""
    setattr(target.Flask, method, behaviour)

    name, why = first_fault()

    assert name.startswith(step)
    assert reason in why


def test_missing_class_is_told(target):
    """Without the class there is nothing to judge."""
    del target.Flask

    assert first_fault() == (
        "import the target",
        "the module has no name 'Flask'; offer the application class under that name",
    )


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ImportError("no such module"), "ImportError: no such module"),
        (ImportError("cannot import from partially initialized module"), 'extends = "flask"'),
        (SystemExit("needs a licence"), "SystemExit: needs a licence"),
    ],
    ids=["absent", "built-on-flask", "exit"],
)
def test_failed_import_is_told(monkeypatch, error, reason):
    """A target that cannot be imported fails the first step, even if it ends the program."""
    monkeypatch.setattr("importlib.import_module", raises(error))

    step, why = first_fault()

    assert step == "import the target"
    assert reason in why
