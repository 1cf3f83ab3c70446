"""What the variables of a WSGI environment say, by PEP 3333."""

from functools import lru_cache


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
