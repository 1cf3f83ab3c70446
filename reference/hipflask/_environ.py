"""What the variables of a WSGI environment say, by PEP 3333."""

from functools import lru_cache
from typing import Any

from werkzeug.datastructures import EnvironHeaders, Headers

_new = object.__new__
_init, _init_below = EnvironHeaders.__init__, Headers.__init__
# Whether these constructors set what they are known to set, and nothing else.
_ARE_KNOWN = vars(EnvironHeaders({})) == {"_list": [], "environ": {}}


def headers_of(environ: dict[str, Any]) -> EnvironHeaders:
    """What an environment says of the headers: ``EnvironHeaders(environ)``.

    Fast path: it sets two things, by two constructors.
    """
    is_known = EnvironHeaders.__init__ is _init and Headers.__init__ is _init_below and _ARE_KNOWN
    if not is_known:
        return EnvironHeaders(environ)
    headers = _new(EnvironHeaders)
    headers._list = []
    headers.environ = environ
    return headers


def text(variable: str) -> str:
    """A path or a query: bytes in the guise of text, mostly ASCII."""
    if variable.isascii():
        return variable
    return variable.encode("latin1").decode(errors="replace")


@lru_cache(maxsize=64)
def server(name: str | None, port: str | None) -> tuple[str, int | None] | None:
    """The server's own name and port; without a port it listens at a Unix socket."""
    if name is None:
        return None
    try:
        return name, int("" if port is None else port)
    except (TypeError, ValueError):
        return name, None
