"""A short cut to a response with a file: its headers are kept while it stays as it is.

It stands for Werkzeug's ``send_file`` and ``send_from_directory``. They put up to eight headers one
by one through their checks; here those that they have once written for a file are copied. Asked
anew each time is what may change: the state of the file, the guess of its type, and the hour.
"""

import mimetypes
import os
import time
from functools import lru_cache
from io import BytesIO
from typing import IO, Any, TypeVar

from werkzeug import utils
from werkzeug.datastructures import ResponseCacheControl
from werkzeug.exceptions import NotFound, RequestedRangeNotSatisfiable
from werkzeug.http import http_date
from werkzeug.security import safe_join
from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper, wrap_file

from ._plain_responses import plain_response
from ._untouched import Steps

R = TypeVar("R", bound=Response)

_send_file, _send_from_directory = utils.send_file, utils.send_from_directory
_DESCRIBING = Steps(
    Response, "content_length", "last_modified", "cache_control", "expires", "set_etag"
)
# Werkzeug writes this header through a dictionary, one value after the other.
_CONTROLLING = Steps(ResponseCacheControl, "__setitem__", "to_header")
# What answers a request that sets no condition, and a class may do its own way.
MATCHING = Steps(
    Response,
    "make_conditional",
    "_process_range_request",
    "_is_range_request_processable",
    "accept_ranges",
)
_CONDITIONS = frozenset(
    {
        "HTTP_RANGE",
        "HTTP_IF_RANGE",
        "HTTP_IF_MATCH",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_UNMODIFIED_SINCE",
    }
)


def plain_file(
    path: Any,
    environ: dict[str, Any],
    response_class: type[R],
    use_x_sendfile: bool,
    _root_path: str,
    mimetype: str | None = None,
    as_attachment: bool = False,
    download_name: str | None = None,
    conditional: bool = True,
    etag: bool | str = True,
    last_modified: object = None,
    max_age: Any = None,
    **others: object,
) -> R | None:
    """What ``send_file`` would make of these values; None where it has to be asked itself."""
    is_usual = not use_x_sendfile and etag is True and last_modified is None and not others
    is_path = isinstance(path, (str, os.PathLike))
    if not (is_usual and is_path and _sends_plainly(response_class, environ)):
        return None
    response = plain_response(response_class, b"", None, "text/plain")
    if response is None:
        return None
    whole, basename = _whole_path(_root_path, os.fspath(path))
    state = os.stat(whole)  # noqa: PTH116 - as Werkzeug asks
    name = basename if download_name is None else download_name
    guess = mimetypes.guess_type(name) if mimetype is None else None
    file = open(whole, "rb")  # noqa: PTH123, SIM115 - who reads the response closes it
    age = max_age(whole) if callable(max_age) else max_age
    version = state.st_mtime, state.st_ctime, state.st_size
    kept = _headers(whole, version, guess, mimetype, bool(as_attachment), download_name, age)
    response.headers._list = _of_now(kept, age)
    response.response, response.direct_passthrough = wrap_file(environ, file), True
    if conditional:
        _answer_conditions(response, environ, file, state.st_size)
    return response


def _sends_plainly(cls: type[Response], environ: dict[str, Any]) -> bool:
    """Whether the class and the server do with a file what Werkzeug's do."""
    return (
        _HEADERS_ARE_KNOWN
        and utils.send_file is _send_file
        and _DESCRIBING.untouched_in(cls)
        and MATCHING.untouched_in(cls)
        and _CONTROLLING.untouched_in(ResponseCacheControl)
        # A function might give text, which becomes a body in another way.
        and isinstance(environ.get("wsgi.file_wrapper", FileWrapper), type)
    )


@lru_cache(maxsize=1024, typed=True)
def _headers(
    path: str,
    version: tuple[float, float, int],
    guess: tuple[str | None, str | None] | None,
    mimetype: str | None,
    attachment: bool,
    download_name: str | None,
    max_age: int | None,
) -> tuple[tuple[str, str], ...]:
    """What is said about this version of a file, as long as its type is guessed like this."""
    options: dict[str, Any] = {"conditional": False, "max_age": max_age, "_root_path": ""}
    response = utils.send_file(path, {}, mimetype, attachment, download_name, **options)
    response.close()
    return tuple(response.headers)


def _of_now(headers: tuple[tuple[str, str], ...], age: int | None) -> list[tuple[str, str]]:
    """The headers, with the end of the file's life counted from now."""
    if age is None:
        return list(headers)
    end = ("Expires", date_of(int(time.time() + age)))
    return [end if header[0] == "Expires" else header for header in headers]


def _answer_conditions(
    response: Response, environ: dict[str, Any], file: IO[bytes], size: int
) -> None:
    """Do what ``make_conditional`` does, by itself where the request sets a condition."""
    if not sets_conditions(environ):
        response.headers._list += _unconditional(int(time.time()))
        return
    try:
        response.make_conditional(environ, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        file.close()
        raise


def sets_conditions(environ: dict[str, Any]) -> bool:
    """Whether it depends on the request what of a file it gets (RFC 9110, section 13)."""
    return environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not _CONDITIONS.isdisjoint(environ)


@lru_cache(maxsize=1)
def _unconditional(second: int) -> tuple[tuple[str, str], ...]:
    """What ``make_conditional`` adds where a request sets no condition."""
    date = ("Date", date_of(second))
    return (date, ("Accept-Ranges", "bytes")) if OFFERS_RANGES else (date,)


@lru_cache(maxsize=8)
def date_of(second: int) -> str:
    """A second since 1970 as headers have it."""
    return http_date(second)


@lru_cache(maxsize=256)
def _whole_path(root: str, path: str) -> tuple[str, str]:
    """The path, and the name of what is there. A Path would leave out dots."""
    whole = os.path.join(root, path)  # noqa: PTH118 - see above
    return whole, os.path.basename(whole)  # noqa: PTH119 - see above


def plain_file_below(directory: Any, path: Any, **options: Any) -> Response | None:
    """What ``send_from_directory`` would make of these values; None where it is to be asked."""
    if utils.send_from_directory is not _send_from_directory:
        return None
    below = _path_below(os.fspath(directory), os.fspath(path), options["_root_path"])
    if not os.path.isfile(below):  # noqa: PTH113 - as Werkzeug asks
        raise NotFound
    return plain_file(below, **options)


@lru_cache(maxsize=256)
def _path_below(directory: str, path: str, root: str) -> str:
    """The path of what is in the directory; not found is what would lie elsewhere."""
    below = safe_join(directory, path)
    if below is None:
        raise NotFound
    return os.path.join(root, below)  # noqa: PTH118 - a Path would leave out dots


def _are_headers_known() -> bool:
    """Whether none of the headers tells the time but those that are known to do."""
    response = utils.send_file(
        BytesIO(), {}, "text/plain", False, "a", False, etag="a", last_modified=1, max_age=1
    )
    return [name for name, _ in response.headers] == [
        "Content-Disposition",
        "Content-Type",
        "Content-Length",
        "Last-Modified",
        "Cache-Control",
        "Expires",
        "ETag",
    ]


def _offers_ranges() -> bool:
    """Whether this Werkzeug offers ranges to a request that asks for none."""
    response = Response("text")
    response.make_conditional({"REQUEST_METHOD": "GET"}, accept_ranges=True, complete_length=4)
    return "Accept-Ranges" in response.headers


_HEADERS_ARE_KNOWN = _are_headers_known()
OFFERS_RANGES = _offers_ranges()
