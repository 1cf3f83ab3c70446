"""When a requirement counts: what ``Applies to:`` and ``Needs:`` say on a page."""

from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet

from flask_conformance.specification import ids

PROJECTS = ("Flask", "Werkzeug", "Python", "Jinja", "Click")
OPERATORS = (">=", "<=", "==", "!=", ">", "<")
CAPABILITIES = {
    "async": "views, hooks and handlers may be coroutine functions",
    "cli": "the target has Flask's command line",
    "dotenv": "the package python-dotenv is there to read files of variables with",
    "in-process": "the application runs in the process of the check, so errors reach the check",
    "subprocess": "programs can be started that find the target under Flask's name",
    "werkzeug": "requests, responses, rules and errors are Werkzeug's, or subclasses of them",
}


@dataclass(frozen=True)
class Applies:
    """The releases of one project that a requirement is for, such as ``>=2.2,<3.0``."""

    to: str
    specifier: str

    def admits(self, version: str) -> bool:
        """Whether the requirement is for this release."""
        return version in SpecifierSet(self.specifier)


@dataclass(frozen=True)
class Needs:
    """What must be there, and which ids must be fulfilled, for a requirement to be judged."""

    capabilities: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


def read_applies(text: str) -> tuple[Applies, ...]:
    """Read ``Flask >= 2.2 and < 3.0, Werkzeug >= 3.1``; ValueError for anything else."""
    applies = tuple(_read_clause(clause.strip()) for clause in text.split(","))
    names = [each.to for each in applies]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"`Applies to:` names {name} twice; join its bounds with `and`")
    return applies


def read_needs(text: str) -> Needs:
    """Read ``async, routing.rules.plain-body``; ValueError for what is neither of the two."""
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word not in CAPABILITIES and not ids.is_id(word):
            known = ", ".join(CAPABILITIES)
            raise ValueError(f"`Needs:` names `{word}`; write an id of a requirement, or {known}")
        if words.count(word) > 1:
            raise ValueError(f"`Needs:` names `{word}` twice; name it once")
    return Needs(
        capabilities=tuple(word for word in words if word in CAPABILITIES),
        requirements=tuple(word for word in words if word not in CAPABILITIES),
    )


def _read_clause(clause: str) -> Applies:
    name, _, bounds = clause.partition(" ")
    if name not in PROJECTS:
        known = ", ".join(PROJECTS)
        raise ValueError(
            f"`Applies to:` says `{clause}`; write `Flask >= 3.1`, with one of {known}, "
            "bounds joined by `and`, projects by a comma"
        )
    return Applies(name, ",".join(_read_bound(bound) for bound in bounds.split(" and ")))


def _read_bound(bound: str) -> str:
    operator, _, version = bound.strip().partition(" ")
    if operator not in OPERATORS or not _is_version(operator, version):
        raise ValueError(
            f"`Applies to:` has the bound `{bound.strip()}`; write an operator "
            f"({' '.join(OPERATORS)}), a space and a version"
        )
    return operator + version


def _is_version(operator: str, version: str) -> bool:
    try:
        return Specifier(operator + version).version == version
    except InvalidSpecifier:
        return False
