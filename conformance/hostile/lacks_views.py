"""Has everything but the submodule ``flask.views``."""

import sys


class Refusal:
    """Answers every search for the submodule, before others can find it."""

    def find_spec(self, name, path=None, target=None):
        """Say that there is no such module."""
        if name == "flask.views":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Refusal())
