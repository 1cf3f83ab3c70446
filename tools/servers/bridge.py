"""The application that ``APPLICATION`` names, for ASGI servers."""

import importlib
import os
from typing import Any

# Imported by its name, because it is in the environment of the servers only.
bridges: Any = importlib.import_module("a2wsgi")
module = importlib.import_module(os.environ["APPLICATION"])
application = bridges.WSGIMiddleware(module.create_app(), workers=8)
