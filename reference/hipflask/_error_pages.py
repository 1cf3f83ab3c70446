"""A short cut from an HTTP error to its default page, as a response.

The long way, ``response_class.force_type(error, environ)``, runs the error as a WSGI application
and makes a response of what it sent. What shows of this is kept: the body is a stream, and the
class of the application is put on without being asked.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response

from ._delivery import STEPS_OF_CALLING
from ._plain_responses import plain_response
from ._untouched import Steps

R = TypeVar("R", bound=Response)

_ANSWERING = Steps(
    HTTPException,
    "__call__",
    "get_response",
    "get_headers",
    "get_body",
    "get_description",
    "name",
)
# The error's own response is Werkzeug's; it is sent, read and closed.
_SENDING = Steps(Response, *STEPS_OF_CALLING, "close")
_force_type = vars(Response)["force_type"].__func__


def page_response(cls: type[R], error: HTTPException, environ: dict[str, Any]) -> R | None:
    """The response with the page of an error; None where somebody has to be asked about it."""
    if (
        error.response is not None
        or type(error.code) is not int
        or not 400 <= error.code <= 599
        or not _ANSWERING.untouched(error)
        or not _SENDING.untouched_in(Response)
        or getattr(cls.force_type, "__func__", None) is not _force_type
    ):
        return None
    response: Any = plain_response(Response, _page(error, environ), error.code, "text/html")
    if response is None:
        return None
    response.response = _stream(() if environ["REQUEST_METHOD"] == "HEAD" else response.response)
    response.__class__ = cls
    page: R = response
    return page


def _stream(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces


def _page(error: HTTPException, environ: dict[str, Any]) -> str:
    """The page; those that say nothing of their own are kept."""
    description = error.description
    if description is type(error).description and type(description) is str:
        assert error.code is not None
        return _default_page(error.code, HTTP_STATUS_CODES.get(error.code), description)
    return error.get_body(environ)


@lru_cache(maxsize=64)
def _default_page(code: int, name: str | None, description: str) -> str:
    """The page of an error; its name is given since applications may change it."""
    error = HTTPException(description)
    error.code = code
    return error.get_body()
