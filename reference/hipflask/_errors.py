"""Who handles an error, and which errors are not for handlers at all."""

from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.exceptions import BadRequest, BadRequestKeyError, HTTPException, default_exceptions

from ._contracts import Configured

Handler = Callable[..., Any]
Spec = dict[str | None, dict[int | None, dict[type[Exception], Handler]]]


def class_and_code(wanted: type[Exception] | int) -> tuple[type[Exception], int | None]:
    """The class a handler is kept under, and its status code if it is an HTTP error."""
    cls = _class_of_code(wanted) if isinstance(wanted, int) else wanted
    if not isinstance(cls, type):
        raise TypeError(f"A handler is for a class of exceptions or a status code, not {cls!r}.")
    if not issubclass(cls, Exception):
        raise ValueError(f"A handler cannot be for {cls!r}, which is no subclass of Exception.")
    return cls, cls.code if issubclass(cls, HTTPException) else None


def _class_of_code(code: int) -> type[HTTPException]:
    try:
        return default_exceptions[code]
    except KeyError:
        raise ValueError(
            f"There is no HTTP error with the code {code}. Register a subclass of HTTPException"
            " that has this code instead."
        ) from None


def find_handler(spec: Spec, error: Exception, blueprints: Iterable[str]) -> Handler | None:
    """The handler for an error: by its code, then by its class, each from the inside out.

    Within one table, the most specific class of the error's hierarchy decides.
    """
    tables = [spec[scope] for scope in (*blueprints, None) if spec.get(scope)]
    if not tables:
        return None
    cls = type(error)
    code = cls.code if issubclass(cls, HTTPException) else None
    for key in (None,) if code is None else (code, None):
        for table in tables:
            handlers = table.get(key)
            if handlers:
                for ancestor in cls.__mro__:
                    if ancestor in handlers:
                        return handlers[ancestor]
    return None


def is_trapped(app: Configured, error: Exception) -> bool:
    """Whether an HTTP error is to be treated like any other error, by the TRAP settings."""
    if app.config["TRAP_HTTP_EXCEPTIONS"]:
        return True
    trap_bad_requests = app.config["TRAP_BAD_REQUEST_ERRORS"]
    if trap_bad_requests is None and app.debug:
        # A missing key of a form is a slip of the developer: show the traceback.
        return isinstance(error, BadRequestKeyError)
    return bool(trap_bad_requests) and isinstance(error, BadRequest)


def propagates(app: Configured) -> bool:
    """Whether an error nobody handled leaves the application instead of becoming a 500."""
    decided = app.config["PROPAGATE_EXCEPTIONS"]
    return bool(app.testing or app.debug) if decided is None else bool(decided)


def tells_key(app: Configured) -> bool:
    """Whether the page for a missing key names it."""
    return bool(app.debug or app.config["TRAP_BAD_REQUEST_ERRORS"])
