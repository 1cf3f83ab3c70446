"""Can the target be judged at all? A few steps, each of which every check relies on."""

import importlib
from collections.abc import Callable
from typing import Any

from .client import Clients
from .tracebacks import in_a_line


class Unfit(Exception):
    """The target lacks what every check relies on; the text says what to mend first."""


def _import_target() -> None:
    try:
        flask = importlib.import_module("flask")
    except (ImportError, AttributeError) as error:
        if "partially initialized module" not in str(error):
            raise
        raise Unfit(
            f"{error}; a target that is built on Flask needs a table in conformance.toml "
            'that says: extends = "flask"'
        ) from None
    if not hasattr(flask, "Flask"):
        raise Unfit("the module has no name 'Flask'; offer the application class under that name")


def _new_app() -> Any:
    flask = importlib.import_module("flask")
    app = flask.Flask("smoke", static_folder=None)
    app.add_url_rule("/smoke/<name>", "smoke", lambda name: f"smoke of {name}")
    return app


def _make_application() -> None:
    try:
        _new_app()
    except (TypeError, AttributeError) as error:
        raise Unfit(
            f"{in_a_line(error)}; a class needs __init__(import_name, static_folder=...), "
            "add_url_rule(rule, endpoint, view) and __call__(environ, start_response)"
        ) from None


def _answer_request() -> None:
    with Clients() as clients:
        answer = clients.of(_new_app()).get("/smoke/wood")
    if (answer.status_code, answer.text) != (200, "smoke of wood"):
        raise Unfit(
            "/smoke/wood, by the rule /smoke/<name> and a view that returns 'smoke of wood', was "
            f"answered by {answer.status_code} {answer.text[:80]!r}; make a plain rule work first"
        )


def _refuse_unknown_url() -> None:
    with Clients() as clients:
        answer = clients.of(_new_app()).get("/unknown/wood")
    if answer.status_code != 404:
        raise Unfit(f"a URL that no rule matches was answered by {answer.status_code}, not by 404")


STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("import the target", _import_target),
    ("make an application with one rule", _make_application),
    ("answer a request", _answer_request),
    ("refuse an unknown URL", _refuse_unknown_url),
)


def first_fault() -> tuple[str, str] | None:
    """The first step that fails and why, or None when the target can be judged."""
    for name, step in STEPS:
        try:
            step()
        except Unfit as fault:
            return name, str(fault)
        except BaseException as error:  # a target may also end the program
            return name, in_a_line(error)
    return None
