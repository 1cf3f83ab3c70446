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


class BodyStream(LimitedStream):
    """A limited stream that is read to its end at once, unless it has been begun."""

    def readall(self) -> bytes:
        """All that is left; as Werkzeug reads it where more than one step may be needed."""
        if not self._gives_all():
            return super().readall()
        try:
            data = bytes(self._stream.read(self.limit))
        except (OSError, ValueError) as error:
            self.on_disconnect(error)
            return b""
        if not data:
            self.on_disconnect()
        self._pos = len(data)
        return data if self._pos >= self.limit else data + super().readall()

    def _gives_all(self) -> bool:
        stream = self._stream
        return (
            _IS_KNOWN
            and self._pos == 0
            and 0 < self.limit <= AT_ONCE
            and (type(stream) in _STREAMS_OF_PYTHON or not hasattr(stream, "readinto"))
            and _READING.untouched_in(LimitedStream)
        )
