"""What the variables of a WSGI environment say, by PEP 3333."""

from typing import Any


def text(variable: str) -> str:
    """A path or a query: bytes in the guise of text, mostly ASCII."""
    if variable.isascii():
        return variable
    return variable.encode("latin1").decode(errors="replace")


def server(environ: dict[str, Any]) -> tuple[str, int | None] | None:
    """The server's own name and port; without a port it listens at a Unix socket."""
    name = environ.get("SERVER_NAME")
    if name is None:
        return None
    try:
        return name, int(environ.get("SERVER_PORT", ""))
    except (TypeError, ValueError):
        return name, None
