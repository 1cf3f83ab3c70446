"""The order of hooks and handlers: who is asked, one scope after the other.

Hooks are kept per scope: None is the application, other keys are full names of blueprints. A
request passes the scopes like doors: going in, the application's first and the innermost
blueprint's last; coming out, the other way round, and the last registered first.

Registries are attributes that anybody may replace, also while they are gone through. Therefore
they are asked for at each scope::

    for scope in going_in(blueprints):
        for hook in hooks_of(scope, app.before_request_funcs):
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

Hook = TypeVar("Hook", bound=Callable[..., Any])
Scope = str | None


def going_in(blueprints: Sequence[str]) -> tuple[Scope, ...]:
    """The scopes on the way in; ``blueprints`` are named from the inside out."""
    return None, *reversed(blueprints)


def coming_out(blueprints: Sequence[str]) -> tuple[Scope, ...]:
    """The scopes on the way out; ``blueprints`` are named from the inside out."""
    return *blueprints, None


@lru_cache(maxsize=1024)
def ways(endpoint: str | None) -> tuple[tuple[Scope, ...], tuple[Scope, ...]]:
    """The scopes on the way in to an endpoint, and those on the way out; None leads nowhere."""
    blueprint = "" if endpoint is None else endpoint.rpartition(".")[0]
    blueprints = _scopes(blueprint) if blueprint else ()
    return going_in(blueprints), coming_out(blueprints)


def hooks_of(scope: Scope, registry: Mapping[Scope, list[Hook]]) -> Sequence[Hook]:
    """The hooks of one scope, in the order in which they were registered."""
    if scope not in registry:
        return ()
    return registry[scope]


@lru_cache(maxsize=1024)
def _scopes(name: str) -> tuple[str, ...]:
    outer = name.rpartition(".")[0]
    return (name, *_scopes(outer)) if outer else (name,)


def blueprint_path(name: str) -> list[str]:
    """A blueprint's full name and those of the blueprints around it, from the inside out."""
    return list(_scopes(name))
