"""Ordinary applications, each with the requests that show what it does.

A scenario is a function that sets an application up; it gets a kit, which has the framework and
the classes to use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from differential.asking import Ask
from differential.watching import Diary


class Kit(Protocol):
    """What a scenario makes its application from."""

    flask: Any
    diary: Diary
    # Kept, because signals do not keep them.
    receivers: list[Any]

    def application(self, **options: Any) -> Any:
        """Make an application of the class under test."""

    def class_of(self, kind: str) -> Any:
        """The class under test, or the framework's own."""


def get(path: str, **options: Any) -> Ask:
    """A GET request."""
    return Ask("GET", path, options)


def post(path: str, **options: Any) -> Ask:
    """A POST request."""
    return Ask("POST", path, options)


Build = Callable[[Kit], Any]


@dataclass(frozen=True)
class Scenario:
    """An application with its requests."""

    name: str
    build: Build
    asks: tuple[Ask, ...]


SCENARIOS: dict[str, Scenario] = {}


def scenario(*asks: Ask) -> Callable[[Build], Build]:
    """Make the decorated function a scenario with these requests."""

    def add(build: Build) -> Build:
        name = build.__name__.lstrip("_")
        SCENARIOS[name] = Scenario(name, build, asks)
        return build

    return add
