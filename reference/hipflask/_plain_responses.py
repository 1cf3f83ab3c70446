"""A short cut to a response whose body is one text: its parts are set without asking for each.

It stands for ``response_class(body, status=status, mimetype=mimetype)`` and takes three quarters of
its work away. The constructor looks for a given type of content, cleans the status, and checks and
compares each header; here all of that is known.
"""

from functools import lru_cache
from typing import TypeVar

from werkzeug.datastructures import Headers
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.sansio.response import Response as SansIOResponse
from werkzeug.wrappers import Response

from ._untouched import Steps

R = TypeVar("R", bound=Response)

_MAKING = Steps(
    Response,
    "__new__",
    "__init__",
    "__setattr__",
    "set_data",
    "status",
    "_clean_status",
    "automatically_set_content_length",
)
_new = object.__new__
_INIT_BELOW = SansIOResponse.__init__
# What the constructor sets. No class may have descriptors of these names, which would notice.
_PARTS = frozenset(vars(Response(b"")))
# Another Werkzeug may keep these otherwise; then there is no short cut.
_PARTS_ARE_KNOWN = (
    vars(Headers()) == {"_list": []}
    and Response.__new__ is _new
    and {
        "headers",
        "response",
        "direct_passthrough",
        "_status",
        "_status_code",
        "_on_close",
    }
    == _PARTS
)


def plain_response(
    cls: type[R],
    body: str | bytes,
    status: int | None = None,
    mimetype: str | None = None,
) -> R | None:
    """What the class would make of these values; None where it has to be asked itself."""
    if status is None:
        status = cls.default_status
    if mimetype is None:
        mimetype = cls.default_mimetype
    if type(status) is not int or type(mimetype) is not str or not _is_plain(cls):
        return None
    data = body.encode() if isinstance(body, str) else body
    response = _new(cls)
    response.headers = headers = _new(Headers)
    line, content_type = _head(status, HTTP_STATUS_CODES.get(status), mimetype)
    headers._list = [content_type, ("Content-Length", str(len(data)))]
    response._status = line
    response._status_code = status
    response.direct_passthrough = False
    response._on_close = []
    response.response = [data]
    return response


def _is_plain(cls: type) -> bool:
    """Whether a class makes its responses as Werkzeug's does."""
    if type(cls) is not type or not _MAKING.untouched_in(cls):
        return False
    ancestors = cls.__mro__
    if ancestors[-3] is not Response or SansIOResponse.__init__ is not _INIT_BELOW:
        return False
    for ancestor in ancestors:
        if ancestor is Response:
            return _PARTS_ARE_KNOWN
        if not _PARTS.isdisjoint(ancestor.__dict__):
            return False
    return False


@lru_cache(maxsize=256)
def _head(code: int, phrase: str | None, mimetype: str) -> tuple[str, tuple[str, str]]:
    """The status with its phrase, which is given since applications may change it, and the type."""
    made = Response(status=code, mimetype=mimetype)
    return made.status, ("Content-Type", made.headers["Content-Type"])
