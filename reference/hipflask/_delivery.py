"""A short cut for handing a response to the server: ``response(environ, start_response)``.

The long way copies the headers through all their checks once more, and wraps the body in an
iterator for any number of closing functions, four calls deep. What needs more than a copy takes it.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response

from ._untouched import Steps
from .typing import StartResponse

_CALLING = Steps(
    Response, "__call__", "get_wsgi_response", "get_wsgi_headers", "get_app_iter", "iter_encoded"
)
# Completed on the way out, or to be looked for by a name that is spelled otherwise.
_SPECIAL = frozenset({"location", "content-location", "content-length"})


def deliver(
    response: Any, environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """Call the response as the WSGI application it is, by the short cut where that is the same."""
    if isinstance(response, Response) and _CALLING.untouched(response):
        headers = _final_headers(response)
        if headers is not None and _sends_body(response, environ):
            pieces = response.iter_encoded()
            body = ClosingBody(pieces)
            body.closing = getattr(pieces, "close", None), response.close
            start_response(response.status, headers)
            return body
    answer: Iterable[bytes] = response(environ, start_response)
    return answer


def _final_headers(response: Response) -> list[tuple[str, str]] | None:
    """A copy of the headers; None if something has to be done to them."""
    if type(response.headers) is not Headers:
        return None
    has_length = False
    copied = []
    for header in response.headers:
        name = header[0]
        if name == "Content-Length":
            has_length = True
        elif name != "Content-Type" and name.lower() in _SPECIAL:
            return None
        copied.append(header)
    return copied if has_length or not response.is_sequence else None


def _sends_body(response: Response, environ: dict[str, Any]) -> bool:
    return (
        response.status_code >= 200
        and response.status_code not in (204, 304)
        and environ["REQUEST_METHOD"] != "HEAD"
        and not response.direct_passthrough
    )


class ClosingBody(chain[bytes]):
    """The pieces of a body, with what is to be closed after them.

    A chain of one, because that is an iterator without a step in Python for each piece.
    """

    closing: tuple[Callable[[], object] | None, ...] = ()

    def close(self) -> None:
        """Close the pieces, then the response, which takes closing functions until now."""
        for close in self.closing:
            if close is not None:
                close()
