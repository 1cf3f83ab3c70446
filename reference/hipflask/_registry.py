"""The order of hooks and handlers: who is asked, one scope after the other.

Hooks are kept per scope: None is the application, other keys are full names of blueprints. A
request passes the scopes like doors: going in, the application's first and the innermost
blueprint's last; coming out, the other way round, and the last registered first.

Registries are attributes that anybody may replace, also while they are gone through. Therefore
they are asked for at each scope: ``going_in(lambda: app.before_request_funcs, blueprints)``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

Hook = TypeVar("Hook", bound=Callable[..., Any])
Registry = Callable[[], Mapping[str | None, list[Hook]]]


def going_in(registry: Registry[Hook], blueprints: Iterable[str]) -> Iterator[Hook]:
    """The hooks on the way in; ``blueprints`` are named from the inside out."""
    for scope in (None, *reversed(list(blueprints))):
        hooks = registry()
        if scope in hooks:
            yield from hooks[scope]


def coming_out(registry: Registry[Hook], blueprints: Iterable[str]) -> Iterator[Hook]:
    """The hooks on the way out; ``blueprints`` are named from the inside out."""
    for scope in (*blueprints, None):
        hooks = registry()
        if scope in hooks:
            yield from reversed(hooks[scope])


@lru_cache(maxsize=1024)
def _scopes(name: str) -> tuple[str, ...]:
    outer = name.rpartition(".")[0]
    return (name, *_scopes(outer)) if outer else (name,)


def blueprint_path(name: str) -> list[str]:
    """A blueprint's full name and those of the blueprints around it, from the inside out."""
    return list(_scopes(name))
