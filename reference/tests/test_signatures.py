"""Where Flask is installed, each of its public callables has the same parameters here."""

import inspect
from importlib import import_module
from importlib.util import find_spec

import pytest

MODULES = [
    "app",
    "blueprints",
    "cli",
    "config",
    "ctx",
    "debughelpers",
    "helpers",
    "json",
    "json.provider",
    "json.tag",
    "logging",
    "sansio.app",
    "sansio.blueprints",
    "sansio.scaffold",
    "sessions",
    "templating",
    "testing",
    "views",
    "wrappers",
]


def public_names():
    """The functions and classes that Flask defines, each with its module."""
    for module in MODULES if find_spec("flask") is not None else []:
        for name, value in vars(import_module(f"flask.{module}")).items():
            is_own = getattr(value, "__module__", None) == f"flask.{module}"
            is_callable = inspect.isclass(value) or inspect.isfunction(value)
            if is_own and is_callable and not name.startswith("_"):
                yield module, name


def parameters(callable_):
    """The parameters of a function; a default that is a mere object stands for itself."""
    return [
        (parameter.name, parameter.kind, readable(parameter.default))
        for parameter in inspect.signature(callable_).parameters.values()
    ]


def readable(default):
    if type(default) is object:
        return "sentinel"
    return default.__name__ if inspect.isfunction(default) else default


def signatures(value, members):
    """The parameters of a function, or of the named members of a class."""
    if inspect.isfunction(value):
        return parameters(value)
    found = {member: inspect.getattr_static(value, member) for member in members}
    unwrapped = {
        member: getattr(method, "__func__", getattr(method, "fget", method))
        for member, method in found.items()
    }
    return {
        member: parameters(method) if inspect.isfunction(method) else None
        for member, method in unwrapped.items()
    }


@pytest.mark.parametrize(("module", "name"), list(public_names()))
def test_parameters_are_those_of_flask(module, name):
    """Names, kinds, order and defaults of all parameters are the same."""
    original = getattr(import_module(f"flask.{module}"), name)
    members = [m for m in vars(original) if not m.startswith("_") or m == "__init__"]

    ours = signatures(getattr(import_module(f"hipflask.{module}"), name), members)

    assert ours == signatures(original, members)
