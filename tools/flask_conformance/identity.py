"""Which module ``flask`` really is, and what it hides, in words: the header of every run."""

from collections.abc import Mapping


def describe(identity: Mapping[str, str | None]) -> str:
    """What ``Impersonation.identify`` found, as one line; nothing was found in a failed run."""
    if not identity:
        return "never loaded"
    version = identity["version"] or "without a version"
    implements = identity["implements"]
    as_flask = f", judged as Flask {implements}" if implements != identity["version"] else ""
    return (
        f"flask is {identity['file'] or 'without a file'} "
        f"({identity['module']} {version}{as_flask}), "
        f"Werkzeug {identity['werkzeug'] or 'absent'}, Python {identity['python']}"
    )


def overlooked(capability: str) -> str:
    """What to tell of a capability that a target shows but leaves out of its declaration."""
    return f"the capability {capability!r} is there but not declared: no check that needs it ran"
