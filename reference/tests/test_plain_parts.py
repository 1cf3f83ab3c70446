"""A form in many parts is read as by Werkzeug's parser."""

from contextlib import ExitStack
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug import formparser
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.sansio.multipart import MultipartDecoder
from werkzeug.wrappers import Request as WerkzeugRequest

import hipflask
from hipflask._plain_forms import load_plain_form, plain_parts

FIELD = b'\r\nContent-Disposition: form-data; name="a"\r\n\r\nAda'
EMPTY = b'\r\nContent-Disposition: form-data; name="e"\r\n\r\n'
FILE = (
    b'\r\nContent-Disposition: form-data; name="f"; filename="\xe2\x82\xac 1.txt"'
    b"\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n\xff\r\n--\n"
)
BARE = b'\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n'
PLAIN = (FIELD, EMPTY, FILE, BARE)


def body(*parts, end=b"--\r\n", mark=b"--b"):
    return b"\r\n".join([*(mark + part for part in parts), mark + end])


BODIES = {
    "plain": body(*PLAIN),
    "no-parts": body(),
    "no-last-line": body(FIELD, end=b"--"),
    "nothing": b"",
    "no-end": body(FIELD)[:-4],
    "cut": body(FIELD)[:-12],
    "preamble": b"see below\r\n" + body(FIELD),
    "epilogue": body(FIELD) + b"that was it",
    "line-feeds": body(FIELD, FILE).replace(b"\r\n", b"\n"),
    "spaces-after-boundary": body(FIELD, FIELD).replace(b"--b\r\n", b"--b \r\n"),
    "boundary-within": body(FIELD + b"\n--b\r\n" + FIELD),
    "boundary-in-text": body(FIELD + b" --b is long", FILE),
    "longer-boundary": body(FIELD + b"\r\n--bb\r\nmore"),
    "escape": body(FIELD.replace(b'"a"', rb'"a\"b"')),
    "percent": body(FIELD.replace(b'"a"', b'"a%22b"')),
    "token": body(FIELD.replace(b'"a"', b"a")),
    "no-name": body(FIELD.replace(b'; name="a"', b"")),
    "continued-name": body(FIELD.replace(b"name=", b"name*0=")),
    "not-utf-8": body(FIELD.replace(b'"a"', b'"\xff"')),
    "text-not-utf-8": body(FIELD + b"\xff"),
    "small-letters": body(FIELD.replace(b"Content-D", b"content-d")),
    "typed-field": body(FILE.replace(b'; filename="\xe2\x82\xac 1.txt"', b"")),
    "other-header": body(FIELD.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n")),
    "folded": body(FILE.replace(b"; charset", b";\r\n charset")),
    "no-disposition": body(b"\r\n\r\nAda"),
    "no-content": body(FIELD.removesuffix(b"\r\nAda")),
    "long": body(FIELD + b"x" * 70_000, FILE + b"x" * 70_000),
    "rather-long": body(FIELD + b"x" * 60_000, FILE),
}  # fmt: skip


def environ(data, boundary="b", **variables):
    kind = f'multipart/form-data; boundary="{boundary}"'
    length = {"CONTENT_LENGTH": str(len(data)), "wsgi.input": BytesIO(data)}
    return {"REQUEST_METHOD": "POST", "CONTENT_TYPE": kind, **length, **variables}


def seen(cls, data, before=lambda request: None, **given):
    """What a request has, after its form was asked for."""
    with ExitStack() as opened:

        def keep(self, **about):
            return opened.enter_context(cls._get_file_stream(self, **about))

        request = type("Own", (cls,), {"_get_file_stream": keep})(environ(data, **given))
        try:
            before(request)
            form, files, rest = request.form, request.files, request.get_data()
        except HTTPException as error:
            return type(error)
        kept = {name for name in vars(request) if not name.startswith(("max_", "_max_"))}
        stored = [(name, *described(file)) for name, file in files.items(multi=True)]
        fields = list(form.items(multi=True))
        return kept, type(form), type(files), fields, stored, request.content_length, rest


def described(file):
    return file.name, file.filename, list(file.headers), type(file.stream), file.read()


BEFORE = {
    "form": lambda request: None,
    "files": lambda request: request.files,
    "data": lambda request: request.get_data(),
    "part": lambda request: request.stream.read(5),
    "memory": lambda request: setattr(request, "max_form_memory_size", 100),
    "no-memory": lambda request: setattr(request, "max_form_memory_size", None),
    "parts": lambda request: setattr(request, "max_form_parts", 1),
    "no-parts": lambda request: setattr(request, "max_form_parts", None),
    "limit": lambda request: setattr(request, "max_content_length", 5),
    "length": lambda request: setattr(request, "content_length", 5),
}


@pytest.mark.parametrize("data", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_form_is_the_same(data, before):
    expected = seen(WerkzeugRequest, data, before)

    assert seen(hipflask.Request, data, before) == expected


PIECES = st.sampled_from(
    [
        *PLAIN,
        b"\r\n",
        b"\r",
        b"\n",
        b"--",
        b"--b",
        b"\r\n--b",
        b"\r\n--b--",
        b'"',
        b": ",
        b" ",
        b"x",
    ]
)


@given(pieces=st.lists(PIECES, max_size=12), is_framed=st.booleans())
def test_any_body_is_read_the_same(pieces, is_framed):
    data = body(b"".join(pieces)) if is_framed else b"--b" + b"".join(pieces)

    assert seen(hipflask.Request, data) == seen(WerkzeugRequest, data)


@given(name=st.text(), filename=st.text(), content=st.binary())
def test_any_name_is_read_the_same(name, filename, content):
    head = f'\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    data = body(head.encode() + content, FIELD)

    assert seen(hipflask.Request, data) == seen(WerkzeugRequest, data)


BOUNDARIES = [
    "-",
    "--",
    "----WebKitFormBoundary7MA4YWxk",
    "b b",
    "\u00e9",
    "",
    "a+b",
    "'()+_,./:=?",
]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_boundary_may_be_any(boundary):
    data = body(*PLAIN, mark=b"--" + boundary.encode())

    expected = seen(WerkzeugRequest, data, boundary=boundary)

    assert seen(hipflask.Request, data, boundary=boundary) == expected


@pytest.mark.parametrize("name", ["plain", "no-parts", "no-last-line", "rather-long"])
def test_plain_bodies_are_known(name):
    assert plain_parts(BODIES[name], b"b") is not None


class Dribble(BytesIO):
    """A body that comes in small pieces."""

    def read(self, size=-1):
        return super().read(min(size, 7) if size >= 0 else 7)


GIVEN = {
    "too-long": lambda data: {"CONTENT_LENGTH": "1000"},
    "too-short": lambda data: {"CONTENT_LENGTH": str(len(data) - 3)},
    "unknown": lambda data: {"wsgi.input_terminated": True},
    "unknown-and-too-long": lambda data: {
        "wsgi.input_terminated": True,
        "CONTENT_LENGTH": "1000",
    },
    "in-pieces": lambda data: {"wsgi.input": Dribble(data)},
}


@pytest.mark.parametrize("name", ["plain", "cut", "no-parts", "preamble", "epilogue"])
@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_body_may_come_otherwise_than_it_says(name, given, before):
    data = BODIES[name]

    expected = seen(WerkzeugRequest, data, before, **given(data))

    assert seen(hipflask.Request, data, before, **given(data)) == expected


STEPS = {
    "parser": (FormDataParser, "_parse_multipart"),
    "parts": (MultiPartParser, "parse"),
    "files": (MultiPartParser, "start_file_streaming"),
    "charsets": (MultiPartParser, "get_part_charset"),
    "data": (MultipartDecoder, "receive_data"),
    "events": (MultipartDecoder, "next_event"),
}


@pytest.mark.parametrize(("owner", "name"), STEPS.values(), ids=STEPS)
def test_replaced_steps_are_taken(monkeypatch, owner, name):
    usual = getattr(owner, name)
    asked = []
    monkeypatch.setattr(owner, name, lambda *args: asked.append(name) or usual(*args))

    seen(hipflask.Request, BODIES["plain"])

    assert asked


def test_usual_steps_are_left_out(monkeypatch):
    asked = []
    monkeypatch.setattr(formparser, "MultiPartParser", asked.append)

    seen(hipflask.Request, BODIES["plain"])

    assert not asked


@pytest.mark.parametrize("name", ["plain", "preamble"])
def test_limits_are_asked_for_in_the_same_order(name):
    """Before the body is read, and once by a parser; then where the body is read."""
    asked = []

    class Settings(hipflask.Config):
        def __getitem__(self, key):
            asked.append(key)
            return super().__getitem__(key)

    app = type("Watched", (hipflask.Flask,), {"config_class": Settings})("app_under_test")
    with app.test_request_context() as context:
        context.request = hipflask.Request(environ(BODIES[name]))
        asked.clear()
        context.request.form.get("a")
        context.request.close()

    limits = ["MAX_FORM_MEMORY_SIZE", "MAX_CONTENT_LENGTH", "MAX_FORM_PARTS"]
    assert [key for key in asked if key.startswith("MAX")] == [*limits, "MAX_CONTENT_LENGTH"]


def test_long_bodies_are_left_to_who_reads_step_by_step():
    assert not load_plain_form(hipflask.Request(environ(BODIES["long"])))


@pytest.mark.parametrize("how", ["class", "object"])
def test_request_may_keep_files_elsewhere(how):
    """It is told of each file what the long way tells."""
    told = []

    def keep(**given):
        told.append(given)
        return BytesIO()

    def read(cls):
        told.clear()
        if how == "class":
            cls = type("Own", (cls,), {"_get_file_stream": staticmethod(keep)})
        request = cls(environ(BODIES["plain"]))
        if how == "object":
            request._get_file_stream = keep
        return [file.read() for file in request.files.values()], list(told)

    assert read(hipflask.Request) == read(WerkzeugRequest)
    assert len(told) == 2
