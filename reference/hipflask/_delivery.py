"""A short cut for handing a response to the server: ``response(environ, start_response)``.

The long way copies the headers through all their checks once more, and wraps the body in an
iterator for any number of closing functions, four calls deep. What needs more than a copy takes it.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from types import GeneratorType
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response

from ._plain_responses import _PARTS_ARE_KNOWN
from ._redirects import is_clean_path
from ._untouched import Steps
from .typing import StartResponse

# What takes part when a response of Werkzeug's is called.
STEPS_OF_CALLING = (
    "__call__",
    "get_wsgi_response",
    "get_wsgi_headers",
    "get_app_iter",
    "iter_encoded",
    "is_sequence",
    "status",
    "status_code",
)
_CALLING = Steps(Response, *STEPS_OF_CALLING)
# Completed on the way out, or to be looked for by a name that is spelled otherwise.
_SPECIAL = frozenset({"location", "content-location", "content-length"})
# Bodies whose pieces come without code that looking for them in another way would call.
_KNOWN_BODIES = frozenset({list, tuple, GeneratorType} if _PARTS_ARE_KNOWN else ())


def deliver(
    response: Any, environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """Call the response as the WSGI application it is, by the short cut where that is the same."""
    if (
        isinstance(response, Response)
        and _CALLING.untouched(response)
        and (type(response.response) in _KNOWN_BODIES or _passes_through(response))
        and _sends_body(response, environ)
    ):
        headers = _final_headers(response)
        if headers is not None:
            body: Iterable[Any] = response.response
            if not response.direct_passthrough:
                body = ClosingBody(map(_encoded, body))
                # Asked for now, as in the long way; it takes closing functions until it is called.
                body.close = response.close
            start_response(response._status, headers)
            return body
    answer: Iterable[bytes] = response(environ, start_response)
    return answer


def _passes_through(response: Response) -> bool:
    """Whether the body goes to the server as it is, as that of a file does."""
    return _PARTS_ARE_KNOWN and response.direct_passthrough


def _sends_body(response: Response, environ: dict[str, Any]) -> bool:
    status = response._status_code
    return status >= 200 and status != 204 and status != 304 and environ["REQUEST_METHOD"] != "HEAD"


def _final_headers(response: Response) -> list[tuple[str, str]] | None:
    """A copy of the headers; None if something has to be done to them."""
    headers = response.headers
    if type(headers) is not Headers:
        return None
    copied = headers._list.copy()
    has_length = has_location = False
    for name, value in copied:
        if name == "Content-Length":
            has_length = True
        elif name == "Location" and not has_location and is_clean_path(value):
            has_location = True
        elif name != "Content-Type" and name.lower() in _SPECIAL:
            return None
    if has_location and response.autocorrect_location_header:
        return None
    return copied if has_length or type(response.response) is GeneratorType else None


class ClosingBody(chain[bytes]):
    """The pieces of a body, with what is to be called after them.

    A chain of one, because that is an iterator without a step in Python for each piece.
    """

    __slots__ = ("close",)
    close: Callable[[], object]


def _encoded(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece
