"""The version of this installation of the suite."""

import importlib.metadata

VERSION = importlib.metadata.version("flask-conformance")
