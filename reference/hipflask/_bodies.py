"""Short cuts to the body of a request that tells its length, as most do.

They stand for Werkzeug's ``get_input_stream``, and for the loop that reads its stream to the end.
"""

from io import BufferedReader, BytesIO
from typing import Any

from werkzeug.wsgi import LimitedStream

from ._untouched import Steps

# So much is asked for at once, by Werkzeug's loop, too.
AT_ONCE = 1024 * 64
# Streams that give the same, whether they are read into something or by themselves.
_STREAMS_OF_PYTHON = frozenset({BytesIO, BufferedReader})
_READING = Steps(LimitedStream, "read", "readall", "readinto", "is_exhausted")
# Another Werkzeug may keep these otherwise; then there is no short cut.
_IS_KNOWN = {"_pos": 0, "limit": 1}.items() <= vars(LimitedStream(BytesIO(), 1)).items()


def declared_length(environ: dict[str, Any]) -> int | None:
    """How long the body is; None where Werkzeug is to decide how far it may be read."""
    length = environ.get("CONTENT_LENGTH")
    if (
        type(length) is not str
        or not (length.isdecimal() and length.isascii() and len(length) < 20)
        or "wsgi.input_terminated" in environ
        or "HTTP_TRANSFER_ENCODING" in environ
    ):
        return None
    return int(length)


def read_whole(stream: Any) -> bytes:
    """All that a stream has: at once, where it is Werkzeug's own and has not been begun."""
    if not _gives_all(stream):
        rest: bytes = stream.read()
        return rest
    data = _first_piece(stream)
    # More than one step may be needed.
    return data if stream._pos >= stream.limit else data + stream.readall()


def read_piece(stream: Any) -> bytes:
    """What a stream gives when it is asked once, which is mostly all."""
    if _gives_all(stream):
        return _first_piece(stream)
    piece: bytes = stream.read(AT_ONCE)
    return piece


def _first_piece(stream: Any) -> bytes:
    try:
        data = bytes(stream._stream.read(stream.limit))
    except (OSError, ValueError) as error:
        stream.on_disconnect(error)
        return b""
    if not data:
        stream.on_disconnect()
    stream._pos = len(data)
    return data


def _gives_all(stream: Any) -> bool:
    if type(stream) is not LimitedStream:
        return False
    source = stream._stream
    return (
        _IS_KNOWN
        and stream._pos == 0
        and 0 < stream.limit <= AT_ONCE
        and (type(source) in _STREAMS_OF_PYTHON or not hasattr(source, "readinto"))
        and _READING.untouched(stream)
    )
