"""The applications in ``examples`` pass their own tests, on Flask and on hipflask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/pyproject.toml"))
PREFIXES = {"flask": [], "hipflask": ["-m", "hipflask.as_flask"]}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES.keys())
@pytest.mark.parametrize("name", NAMES)
def test_example(name, prefix):
    """Nothing but the start of the command differs."""
    command = [sys.executable, *prefix, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    variables = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}

    done = subprocess.run(
        command, cwd=EXAMPLES / name, env=variables, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout + done.stderr
