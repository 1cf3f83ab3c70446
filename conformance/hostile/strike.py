"""Strikes in the one check that ``CONFORMANCE_STRIKE`` names, and nowhere else.

The variable holds a part of the check's node id, such as ``order.md::teardown-functions``.
"""

import functools
import os


def is_struck():
    """Whether the check that runs now is the one to be struck."""
    wanted = os.environ.get("CONFORMANCE_STRIKE")
    running, _, phase = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")
    return bool(wanted) and phase == "(call)" and wanted in running


def struck(application_class, step, fault):
    """A class of applications whose step begins with the fault, in the check that is struck."""
    original = getattr(application_class, step)

    @functools.wraps(original)
    def faulty(self, *args, **kwargs):
        if is_struck():
            fault(self)
        return original(self, *args, **kwargs)

    return type("Flask", (application_class,), {step: faulty})
