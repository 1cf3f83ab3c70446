"""What the framework says to developers when more than one line is needed."""

from collections.abc import Iterator
from typing import Any

NO_APP_CONTEXT = """\
Working outside of application context.

The name you used belongs to the application that is being served, and there is none at this
point. In a script, a shell or a test, open one around the code: "with app.app_context():".
"""

NO_REQUEST_CONTEXT = """\
Working outside of request context.

The name you used belongs to the HTTP request that is being answered, and there is none at this
point. In a test, make one around the code: "with app.test_request_context():".
"""

NO_SECRET_KEY = (
    "This session cannot be written, because there is no key to sign it with."
    " Give the application one first: app.secret_key = ..., long and random."
)

HIPFLASK_AS_FLASK = (
    "To have 'import flask' give hipflask, put its module in front:"
    " python -m hipflask.as_flask -m flask --app ..."
)

NO_SERVER_NAME = (
    "There is no host to build URLs for: no request is being answered, and SERVER_NAME is not"
    " configured. Set SERVER_NAME, and APPLICATION_ROOT and PREFERRED_URL_SCHEME if they differ"
    " from '/' and 'http'."
)


def outside_request(name: str) -> str:
    """The message for a function that needs a request and has none."""
    return f"{name!r} needs an active request context, such as the one around a view function."


def popped_in_wrong_order(active: object, expected: object) -> str:
    """A context is popped that is not the active one."""
    return f"Popped {active!r}, expected {expected!r}: pop in reverse order."


def setup_too_late(what: str, name: str) -> str:
    """The message for a set-up call on something that is already at work."""
    return (
        f"{name!r} was called on {what}, which is already in use, so the call would not"
        " take effect everywhere. Do the whole set-up (imports, decorators, registrations)"
        " before the first request is handled."
    )


def late_blueprint(what: str, name: str) -> str:
    """The message for a change to a blueprint that was registered before."""
    return (
        f"{name!r} was called on {what}, which has been registered already, so applications"
        " would miss the change. Finish a blueprint before it is registered."
    )


def app_of_flask(name: str) -> str:
    """The message for an application that would be ours if Flask had not been imported."""
    return (
        f"{name!r} has an application of Flask's, and this is hipflask's command."
        f" {HIPFLASK_AS_FLASK}"
    )


def bad_return(endpoint: str | None, problem: str) -> str:
    """The message for a view whose result cannot be made a response."""
    return (
        f"The view function for {endpoint!r} {problem}. It may return a string, bytes, a dict,"
        " a list, an iterator of strings or bytes, a response object, a WSGI callable, or a"
        " tuple (body, status), (body, headers) or (body, status, headers)."
    )


def template_attempts(
    name: str, tried: list[tuple[str, list[str], str | None]], blueprint: str | None
) -> str:
    """The message on where a template was looked for: owner, loader's settings, file found.

    It ends with advice, and with the blueprint whose view asked, unless one place has the template.
    """
    lines = [f"Looking for the template {name!r}:"]
    for number, (owner, settings, found) in enumerate(tried, 1):
        lines += [f"{number:5}: {owner}", *(f"         {setting}" for setting in settings)]
        lines.append(f"         -> {'no match' if found is None else f'found ({found})'}")
    advice = _advice([found for _, _, found in tried])
    if advice and blueprint is not None:
        advice.append(f"It was a view of the blueprint {blueprint!r} that asked for it.")
    return "\n".join(lines + advice)


def _advice(found: list[str | None]) -> list[str]:
    hits = sum(1 for one in found if one is not None)
    if hits == 1:
        return []
    if hits == 0:
        return ["Nobody has it. Is it spelt right, and does it lie in a template folder?"]
    return ["Several have it; the first is used. Give them different names or folders."]


def loader_settings(loader: object) -> Iterator[str]:
    """A template loader in lines: its class, and the settings that are plain to print."""
    yield f"class: {type(loader).__module__}.{type(loader).__name__}"
    for key, value in sorted(vars(loader).items()):
        yield from _setting(key, value)


def _setting(key: str, value: Any) -> Iterator[str]:
    if key.startswith("_"):
        return
    if isinstance(value, (tuple, list)):
        if all(isinstance(item, str) for item in value):
            yield f"{key}:"
            yield from (f"  - {item}" for item in value)
    elif isinstance(value, (str, int, float, bool)):
        yield f"{key}: {value!r}"
