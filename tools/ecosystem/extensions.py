"""Which extensions there are, what their apps need, and the environment of each.

Each extension has an environment of its own. What cannot be installed costs one line and not all
of them; no extension decides by its bounds which release of a library another runs with; and none
finds by accident what it uses only where it is there (Flask-Admin fails if Flask-Babel is merely
installed). An environment has Flask, the target and the pins of `pins.toml`.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask_conformance.errors import TargetError, UserError
from flask_conformance.targets import distributions, environments
from flask_conformance.targets.environments import Environment, Progress
from flask_conformance.targets.naming import Target, resolve

FOLDER = Path(__file__).resolve().parent
HIPFLASK = FOLDER.parents[1] / "reference"
FLASK = "flask==3.1.3"
PINS_HEAD = "# All that is installed for each extension. Written by run.py --pin.\n"


@dataclass(frozen=True)
class Extension:
    """A distribution, the app that uses it, and what both need."""

    name: str
    app: Path
    needs: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()

    def environment(self, target: Target, progress: Progress) -> Environment:
        """Flask, the target and the pinned releases. Raises `BuildError`."""
        requirements = self.pins or self._unpinned
        return environments.build(self._in(target, requirements), progress=progress)

    def newest(self, target: Target, progress: Progress) -> Environment:
        """The same with the newest releases there are, made anew. Raises `BuildError`."""
        wanted = self._in(target, self._unpinned)
        return environments.build(wanted, progress=progress, refresh=True)

    @property
    def _unpinned(self) -> tuple[str, ...]:
        return (FLASK, self.name, *self.needs)

    def _in(self, target: Target, requirements: tuple[str, ...]) -> Target:
        """What a target becomes beside this extension."""
        return replace(
            target,
            label=self.name,
            requirements=(*requirements, *target.requirements),
            capabilities=frozenset(),
        )


def target_named(name: str) -> Target:
    """What stands in Flask's place; it has to be installed beside each extension."""
    target = resolve(name)
    if not target.needs_environment:
        raise TargetError(
            f"{name} is a module of this environment, and the extensions have their own.",
            "Give its project's folder, a wheel or a requirement.",
        )
    return target


def chosen(names: Iterable[str]) -> list[Extension]:
    """The extensions of these names, or all of them. Raises `UserError`."""
    known = extensions()
    unknown = [name for name in names if name not in known]
    if unknown:
        close = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f"Did you mean {close[0]}?" if close else f"There are {', '.join(known)}."
        raise UserError(f"There is no app for {unknown[0]!r}.", hint)
    return [known[name] for name in names or known]


def extensions(folder: Path = FOLDER) -> dict[str, Extension]:
    """All extensions of a folder, by name."""
    needs, pins = _table(folder / "extensions.toml"), _table(folder / "pins.toml")
    return {
        name: Extension(name, _app(folder, name), tuple(needs[name]), tuple(pins.get(name, ())))
        for name in needs
    }


def write_pins(found: Mapping[str, Environment], target: Target, folder: Path = FOLDER) -> None:
    """Remember what is installed in these environments, beside what is pinned for others."""
    pins = _table(folder / "pins.toml")
    own = {distributions.name_of(project) for project in target.editable}
    for name, environment in found.items():
        packages = environment.packages.items()
        pins[name] = [f"{each}=={version}" for each, version in packages if each not in own]
    lines = (f"{name} = {_indented(pins[name])}\n" for name in sorted(pins))
    (folder / "pins.toml").write_text("\n".join([PINS_HEAD, *lines]), encoding="utf-8")


def _indented(pins: list[str]) -> str:
    """A list as TOML and JSON write it, one line for each."""
    return json.dumps(pins, indent=4)


def _table(path: Path) -> dict[str, list[str]]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _app(folder: Path, name: str) -> Path:
    return folder / "apps" / f"{name.replace('-', '_')}_app.py"
