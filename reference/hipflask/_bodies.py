"""Short cuts to the body of a request that tells its length, as most do, and to a form in it.

They stand for Werkzeug's ``get_input_stream``, for the loop that reads its stream to the end, and
for ``parse_qsl``.
"""

from io import BufferedReader, BytesIO
from typing import Any
from urllib.parse import unquote

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import LimitedStream

from ._untouched import Steps

# So much is asked for at once, by Werkzeug's loop, too.
_AT_ONCE = 1024 * 64
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
            and 0 < self.limit <= _AT_ONCE
            and (type(stream) in _STREAMS_OF_PYTHON or not hasattr(stream, "readinto"))
            and _READING.untouched_in(LimitedStream)
        )


URL_ENCODED = "application/x-www-form-urlencoded"


def _reads_forms_whole() -> bool:
    """Whether Werkzeug reads such a form whatever memory it may have; its oldest 3.1 does not."""
    try:
        FormDataParser(max_form_memory_size=1).parse(BytesIO(b"a=b"), URL_ENCODED, 3)
    except RequestEntityTooLarge:
        return False
    return True


READS_FORMS_WHOLE = _reads_forms_whole()


def form_pairs(text: str) -> list[tuple[str, str]]:
    """The fields of a form that is encoded as a query."""
    pairs = []
    for field in text.split("&"):
        if field:
            name, _, value = field.partition("=")
            pairs.append((_unquoted(name), _unquoted(value)))
    return pairs


def _unquoted(text: str) -> str:
    spaced = text.replace("+", " ")
    return unquote(spaced, errors="werkzeug.url_quote") if "%" in spaced else spaced
