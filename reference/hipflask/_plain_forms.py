"""Short cuts to the fields and files of a form that comes as browsers send it.

They stand for Werkzeug's ``FormDataParser``: one for ``parse_qsl``, and one for the machine that
takes the parts of a form out of a stream, however they are cut. A form in many parts is plain if it
comes at once and is, to the byte, of lines that end in CRLF::

    --boundary
    Content-Disposition: form-data; name="..."; filename="..."
    Content-Type: ...

    content
    --boundary--

with names without escapes, and a file name and a type for files only. All else is left to Werkzeug.
"""

import re
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

from werkzeug.datastructures import FileStorage, Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.sansio.multipart import MultipartDecoder
from werkzeug.wsgi import LimitedStream

from ._bodies import AT_ONCE, read_piece, read_whole
from ._multidicts import multidict
from ._untouched import Steps

_ENCODED = "application/x-www-form-urlencoded"
_IN_PARTS = "multipart/form-data"
_PARSING = Steps(
    FormDataParser, "__new__", "__init__", "parse", "_parse_urlencoded", "_parse_multipart"
)
_PARTING = Steps(
    MultiPartParser, "__new__", "__init__", "parse", "start_file_streaming", "get_part_charset"
)
_DECODING = Steps(
    MultipartDecoder,
    "__new__",
    "__init__",
    "receive_data",
    "next_event",
    "_parse_headers",
    "_parse_data",
)


def load_plain_form(request: Any) -> bool:
    """Read the form of a request whose steps are the usual ones; False: Werkzeug is to do it."""
    if not request.environ.get("CONTENT_TYPE") or not _PARSING.untouched_in(FormDataParser):
        return False
    kind = request.mimetype
    if kind == _ENCODED and READS_FORMS_WHOLE:
        _load_encoded(request)
        return True
    return kind == _IN_PARTS and _load_parts(request)


def _load_encoded(request: Any) -> None:
    # Asked for as by the long way, though they are no limits for this kind of form.
    _ = request.max_form_memory_size, request.max_content_length, request.max_form_parts
    stream = request._get_stream_for_parsing()
    try:
        pairs = form_pairs(read_whole(stream).decode())
    except ValueError:
        pairs = []
    storage = request.parameter_storage_class
    _keep(request, stream, multidict(storage, pairs), storage())


def _load_parts(request: Any) -> bool:
    length, boundary = request.content_length, request.mimetype_params.get("boundary", "")
    # Without a boundary Werkzeug leaves the body unread; with more, it reads on step by step.
    if length is None or length > AT_ONCE or not _BOUNDARY.fullmatch(boundary):
        return False
    if not (_PARTING.untouched_in(MultiPartParser) and _DECODING.untouched_in(MultipartDecoder)):
        return False
    # Made before the body is read, as by the long way: it asks for the limits.
    parser = request.make_form_data_parser()
    stream = request._get_stream_for_parsing()
    data = read_piece(stream)
    is_whole = len(data) == length and type(stream) in (LimitedStream, BytesIO)
    parts = _parts_within_limits(parser, data, boundary.encode()) if is_whole else None
    if parts is None:
        begun: Any = Begun(data, stream)
        read = parser.parse(begun, _IN_PARTS, length, request.mimetype_params)
        _keep(request, stream, *read[1:])
        return True
    fields = [(part.name, part.text()) for part in parts if part.filename is None]
    stored = [_stored(parser, part, length) for part in parts if part.filename is not None]
    files: list[tuple[Any, Any]] = [(file.name, file) for file in stored]
    _keep(request, stream, multidict(parser.cls, fields), multidict(parser.cls, files))
    return True


class Begun:
    """A stream of which the first piece was read before."""

    def __init__(self, piece: bytes, rest: Any) -> None:
        self._piece, self._rest = piece, rest

    def read(self, size: int = -1) -> bytes:
        """That piece, then those that follow."""
        piece, self._piece = self._piece, b""
        following: bytes = piece or self._rest.read(size)
        return following


def _parts_within_limits(
    parser: FormDataParser, data: bytes, boundary: bytes
) -> list["Part"] | None:
    memory, most = parser.max_form_memory_size, parser.max_form_parts
    if memory is not None and len(data) > memory:
        return None
    parts = plain_parts(data, boundary)
    return None if parts is None or (most is not None and len(parts) > most) else parts


def _stored(parser: FormDataParser, part: "Part", length: int) -> FileStorage:
    """The file of a part, in what the request keeps files in."""
    container = parser.stream_factory(
        total_content_length=length,
        filename=part.filename,
        content_type=part.kind,
        content_length=0,
    )
    container.write(part.content)
    container.seek(0)
    return FileStorage(container, part.filename, part.name, headers=part.headers())


def _keep(request: Any, stream: Any, form: Any, files: Any) -> None:
    """Keep what was read where the long way does, and the length that it asks for."""
    kept = request.__dict__
    kept["content_length"] = request.content_length
    kept["stream"], kept["form"], kept["files"] = stream, form, files


def _reads_forms_whole() -> bool:
    """Whether Werkzeug reads such a form whatever memory it may have; its oldest 3.1 does not."""
    try:
        FormDataParser(max_form_memory_size=1).parse(BytesIO(b"a=b"), _ENCODED, 3)
    except RequestEntityTooLarge:
        return False
    return True


READS_FORMS_WHOLE = _reads_forms_whole()


def form_pairs(text: str) -> list[tuple[str, str]]:
    """The fields of a form that is encoded as a query."""
    pairs = []
    for field in text.replace("+", " ").split("&"):
        if field:
            name, _, value = field.partition("=")
            pairs.append((_unquoted(name), _unquoted(value)) if "%" in field else (name, value))
    return pairs


def _unquoted(text: str) -> str:
    return unquote(text, errors="werkzeug.url_quote")


class Part(NamedTuple):
    """A field of a form in parts, or a file, which has a name of its own."""

    disposition: str
    name: str
    filename: str | None
    kind: str | None
    content: bytes

    def text(self) -> str:
        """The value of a field."""
        return self.content.decode(errors="replace")

    def headers(self) -> Headers:
        """What stands above the content."""
        headers = Headers()
        headers.add("Content-Disposition", self.disposition)
        if self.kind is not None:
            headers.add("Content-Type", self.kind)
        return headers


_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=?-]+", re.ASCII)
_HEAD = re.compile(
    rb"\r\nContent-Disposition: "
    rb'(form-data; name="([^"\\%\x00-\x1f\x7f]*)"(?:; filename="([^"\\%\x00-\x1f\x7f]*)")?)'
    rb"(?:\r\nContent-Type: ([!-~](?:[ -~]*[!-~])?))?\r\n\r\n"
)


def plain_parts(data: bytes, boundary: bytes) -> list[Part] | None:
    """The parts of a form in the plain form above; None where it has another."""
    mark = b"--" + boundary
    if not data.startswith(mark):
        return None
    *chunks, end = data[len(mark) :].split(b"\r\n" + mark)
    if end not in (b"--", b"--\r\n") or data.count(mark) != len(chunks) + 1:
        return None
    parts = []
    for chunk in chunks:
        part = _plain_part(chunk)
        if part is None:
            return None
        parts.append(part)
    return parts


def _plain_part(chunk: bytes) -> Part | None:
    head = _HEAD.match(chunk)
    if head is None:
        return None
    disposition, name, filename, kind = head.groups()
    if filename is None and kind is not None:
        return None
    try:
        return Part(
            disposition.decode(),
            name.decode(),
            None if filename is None else filename.decode(),
            None if kind is None else kind.decode(),
            chunk[head.end() :],
        )
    except UnicodeDecodeError:
        return None
