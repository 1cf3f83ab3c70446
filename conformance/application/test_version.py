"""The version of the package, while it still tells it."""

import re

import flask
import pytest


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_package_tells_its_version():
    """It begins with two numbers."""
    version = "".join([flask.__version__])

    assert re.match(r"\d+\.\d+", version)


def test_version_of_the_package_is_deprecated():
    """The warning comes with the version."""
    with pytest.warns(DeprecationWarning, match="version"):
        version = "".join([flask.__version__])

    assert version
