import subprocess
import sys
from pathlib import Path

import flask

from differential.asking import Ask
from differential.generated_apps import Comparison
from differential.grammar import programs
from differential.programs import Program, shrunk

PROGRAM = Path(__file__).parents[1] / "differential" / "generated_apps.py"


def test_hipflask_does_not_differ():
    command = [sys.executable, PROGRAM, "--count", "40"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" 0 differ (flask against hipflask)\n")


def test_number_makes_a_program():
    (first,), (again,), (other,) = (list(programs(seed, 1)) for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_program_that_differs_is_made_small():
    """What has no part in the difference is left out: here, all but a rule and a request."""
    rule = "app.add_url_rule('/{0}', '{0}', lambda: '{0}' + flask.name)"
    statements = ("app = flask.Flask('a', static_folder=None)", *map(rule.format, "abc"))
    program = Program(statements, tuple(Ask("GET", f"/{name}") for name in "abc"))
    comparison = Comparison(named("one"), named("two"))

    small = shrunk(program, comparison.differs)

    assert small.statements == (statements[0], statements[1])
    assert small.requests == (Ask("GET", "/a"),)


def named(name):
    """Flask with another attribute."""
    module = type(flask)("flask")
    module.__dict__.update(vars(flask), name=name)
    return module
