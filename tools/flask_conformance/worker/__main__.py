"""``python -m flask_conformance.worker PLAN``: judge a target as the plan says."""

import os
import sys
import threading
from pathlib import Path

import pytest

from . import capabilities, memory, phases, plugin, smoke
from .course import Course
from .impersonation import Impersonation
from .journal import Journal
from .plan import Plan
from .tracebacks import in_a_line, remember_syntax_trees
from .verdicts import Verdicts

NEEDLESS = (
    "cacheprovider",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "logging",
    "pastebin",
    "setuponly",
    "setupplan",
    "skipping",
    "stepwise",
    "subtests",
    "terminal",
    "unittest",
)
"""Parts of pytest that would look at each check, or at its report, and find nothing to do."""
OPTIONS = (
    "--import-mode=importlib",
    "--capture=no",
    "--assert=rewrite",
    "--strict-markers",
    "--continue-on-collection-errors",
    *(f"-pno:{plugin}" for plugin in NEEDLESS),
)


def main(arguments: list[str]) -> int:
    """Run the plan; the exit status only says whether the worker got to its end."""
    plan = Plan.read(Path(arguments[0]))
    journal = Journal(Path(plan.journal))
    _end_with_the_controller()
    memory.limit(plan.memory)
    _set_variables(plan)
    journal.append("worker-started", worker=plan.worker, pid=os.getpid())
    if not _load_target(plan, journal):
        return 1
    status = _judge(plan, journal, Path(arguments[0]).parent)
    journal.append("worker-ended", worker=plan.worker, status=status)
    _leave(status)
    return status


def _end_with_the_controller() -> None:
    """Leave at once when the controller is gone: it holds the other end of standard input."""
    pipe = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def watch() -> None:
        os.read(pipe, 1)
        os._exit(1)

    threading.Thread(target=watch, name="watch-controller", daemon=True).start()


def _set_variables(plan: Plan) -> None:
    os.environ["CONFORMANCE_MANIFEST"] = str(Path(plan.stage, "manifest.json"))
    os.environ["CONFORMANCE_TRANSPORT"] = plan.transport
    os.environ["CONFORMANCE_PROFILE"] = plan.profile
    os.environ.pop("CONFORMANCE_CAPABILITIES", None)
    if plan.capabilities is not None:
        os.environ["CONFORMANCE_CAPABILITIES"] = " ".join(plan.capabilities)


def _load_target(plan: Plan, journal: Journal) -> bool:
    impersonation = Impersonation.from_environment(os.environ) or Impersonation("flask")
    impersonation.install()
    fault = smoke.first_fault() if plan.smoke else None
    if fault:
        step, reason = fault
        identity = _identity_of_what_is_loaded(impersonation)
        journal.append("smoke-failed", worker=plan.worker, step=step, reason=reason, **identity)
        return False
    try:
        impersonation.target()
    except BaseException as error:
        journal.append("target-unusable", worker=plan.worker, reason=in_a_line(error))
        return False
    identity = impersonation.identify()
    extra = capabilities.undeclared(impersonation.target(), plan.capabilities)
    journal.append("target-loaded", worker=plan.worker, **identity, undeclared=extra)
    return True


def _identity_of_what_is_loaded(impersonation: Impersonation) -> dict[str, str | None]:
    """Nothing is loaded again for it: that could hang, or end the process."""
    try:
        return impersonation.identify() if "flask" in sys.modules else {}
    except Exception:  # a target that could be loaded by halves only
        return {}


def _judge(plan: Plan, journal: Journal, folder: Path) -> int:
    if not plan.checks:
        return 0
    remember_syntax_trees()
    course = Course(plan.stage, plan.checks)
    plugins = [plugin, phases, course, Verdicts(journal, plan, course)]
    settings = [
        f"--rootdir={plan.stage}",
        f"--config-file={Path(plan.stage, 'pytest.ini')}",
        f"--basetemp={folder / 'tmp'}",
    ]
    return int(pytest.main([*OPTIONS, *settings], plugins=plugins))


def _leave(status: int) -> None:
    """End now: threads that a target left behind must not keep the process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
