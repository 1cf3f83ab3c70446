"""What a target may or may not offer, and how to find out.

A requirement that says ``Needs: async`` is judged only where the target has that capability.
What is not declared is probed; a declaration is believed, and the difference is told.
"""

import importlib
import importlib.util
from collections.abc import Callable, Collection
from typing import Any


def _has_submodule(name: str) -> bool:
    try:
        importlib.import_module(f"flask.{name}")
    except ImportError:
        return False
    except Exception:
        return True  # there but broken: its checks are to say so
    return True


def _is_built_on_werkzeug(flask: Any) -> bool:
    try:
        from werkzeug.wrappers import Response
    except ImportError:
        return False
    offered = getattr(flask, "Response", None)
    return isinstance(offered, type) and issubclass(offered, Response)


def _runs_coroutines(flask: Any) -> bool:
    """Whether applications make functions of coroutine functions, and have what that takes."""
    makes_functions = getattr(getattr(flask, "Flask", None), "ensure_sync", None)
    return callable(makes_functions) and importlib.util.find_spec("asgiref") is not None


PROBES: dict[str, Callable[[Any], bool]] = {
    "async": _runs_coroutines,
    "cli": lambda flask: _has_submodule("cli"),
    "dotenv": lambda flask: importlib.util.find_spec("dotenv") is not None,
    "subprocess": lambda flask: True,
    "werkzeug": _is_built_on_werkzeug,
}
OF_THE_TRANSPORT = "in-process"


def probe(flask: Any) -> frozenset[str]:
    """The capabilities that the target shows."""
    return frozenset(name for name, is_there in PROBES.items() if is_there(flask))


def available(flask: Any, declared: Collection[str] | None, transport: str) -> frozenset[str]:
    """The capabilities by which checks are chosen: declared ones, else those that show."""
    own = frozenset(declared) if declared is not None else probe(flask)
    return own | {OF_THE_TRANSPORT} if transport == "wsgi" else own - {OF_THE_TRANSPORT}


def undeclared(flask: Any, declared: Collection[str] | None) -> list[str]:
    """Capabilities that show although the declaration leaves them out."""
    return [] if declared is None else sorted(probe(flask) - set(declared))
