"""The body of a request is read as Werkzeug reads it."""

from io import BufferedReader, BytesIO, RawIOBase

import pytest
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.wrappers import Request as WerkzeugRequest
from werkzeug.wsgi import LimitedStream

import hipflask
from hipflask import _bodies, wrappers


class Wire(RawIOBase):
    """A connection that gives three bytes at a time, and fails at a mark."""

    def __init__(self, given):
        self.given = given

    def readable(self):
        return True

    def readinto(self, into):
        given, self.given = self.given[:3], self.given[3:]
        if b"!" in given:
            raise ConnectionError
        into[: len(given)] = given
        return len(given)


class Server:
    """What a server hands over at the least; it notes what it was asked for."""

    def __init__(self, given, most=100):
        self.file, self.most, self.asked = BytesIO(given), most, []

    def read(self, size):
        self.asked.append(size)
        return self.file.read(min(size, self.most))


class Reader(BytesIO):
    """A stream that can be read in two ways, and notes which was chosen."""

    def __init__(self, given):
        super().__init__(given)
        self.asked = []

    def read(self, size=-1):
        self.asked.append("read")
        return super().read(size)

    def readinto(self, into):
        self.asked.append("into")
        return super().readinto(into)


def closed():
    stream = BytesIO(b"0123456789")
    stream.close()
    return stream


STREAMS = {
    "whole": lambda: BytesIO(b"0123456789"),
    "more": lambda: BytesIO(b"0123456789more"),
    "less": lambda: BytesIO(b"0123"),
    "nothing": lambda: BytesIO(),
    "closed": closed,
    "raw": lambda: Wire(b"0123456789"),
    "buffered": lambda: BufferedReader(Wire(b"0123456789more")),
    "buffered-less": lambda: BufferedReader(Wire(b"0123")),
    "buffered-broken": lambda: BufferedReader(Wire(b"0123!")),
    "own": lambda: Reader(b"0123456789"),
    "of-a-server": lambda: Server(b"0123456789"),
    "of-a-server-less": lambda: Server(b"0123"),
    "of-a-server-nothing": lambda: Server(b""),
    "of-a-server-in-steps": lambda: Server(b"0123456789", most=4),
}
ENVIRONS = {
    "length": {"CONTENT_LENGTH": "10"},
    "none": {},
    "empty": {"CONTENT_LENGTH": ""},
    "zero": {"CONTENT_LENGTH": "0"},
    "short": {"CONTENT_LENGTH": "3"},
    "spaces": {"CONTENT_LENGTH": " 10 "},
    "negative": {"CONTENT_LENGTH": "-1"},
    "signed": {"CONTENT_LENGTH": "+10"},
    "other-digits": {"CONTENT_LENGTH": "\u0661\u0660"},
    "endless": {"CONTENT_LENGTH": "1" * 5000},
    "chunked": {"CONTENT_LENGTH": "10", "HTTP_TRANSFER_ENCODING": "chunked"},
    "terminated": {"CONTENT_LENGTH": "10", "wsgi.input_terminated": True},
}


def outcome(read):
    """What is read, or the error."""
    try:
        return read()
    except (ClientDisconnected, RequestEntityTooLarge, TypeError, ValueError) as error:
        return type(error)


def read(cls, make, environ, most, how):
    """What a request has of its body, and what the server was asked for."""
    stream = make()
    request = cls({**environ, "wsgi.input": stream})
    request.max_content_length = most
    given = outcome(lambda: how(request))
    return given, outcome(lambda: request.content_length), getattr(stream, "asked", None)


HOW = {
    "data": lambda request: request.get_data(),
    "steps": lambda request: [request.stream.read(4), request.stream.read(), request.stream.read()],
    "lines": lambda request: list(request.stream),
    "position": lambda request: [request.stream.read(), request.stream.tell()],
}


@pytest.mark.parametrize("make", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("length", ["10", "3"])
@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_stream_is_read_the_same(make, length, how):
    environ = {"CONTENT_LENGTH": length}

    expected = read(WerkzeugRequest, make, environ, None, how)

    assert read(hipflask.Request, make, environ, None, how) == expected


@pytest.mark.parametrize("make", [STREAMS["more"], STREAMS["raw"]], ids=["python", "other"])
@pytest.mark.parametrize("environ", ENVIRONS.values(), ids=ENVIRONS)
@pytest.mark.parametrize("most", [None, 5, 10])
def test_length_means_the_same(make, environ, most):
    expected = read(WerkzeugRequest, make, environ, most, HOW["data"])

    assert read(hipflask.Request, make, environ, most, HOW["data"]) == expected


def request_of(cls=hipflask.Request):
    return cls({"CONTENT_LENGTH": "4", "wsgi.input": BytesIO(b"body")})


def was_read_at_once(monkeypatch, request):
    """Whether the body came without the loop for streams."""
    asked = []
    monkeypatch.setattr(_bodies, "_gives_all", noting(_bodies._gives_all, asked))
    assert request.get_data() == b"body"
    return asked == [True]


def noting(function, results):
    def noted(*args):
        results.append(function(*args))
        return results[-1]

    return noted


def test_short_cut_is_taken(monkeypatch):
    request = request_of()

    assert type(request.stream) is LimitedStream
    assert was_read_at_once(monkeypatch, request)


@pytest.mark.parametrize("owner", [_bodies, wrappers], ids=["stream", "request"])
def test_another_werkzeug_has_no_short_cut(monkeypatch, owner):
    monkeypatch.setattr(owner, "_IS_KNOWN" if owner is _bodies else "_KEEPS_DATA", False)

    assert not was_read_at_once(monkeypatch, request_of())


@pytest.mark.parametrize("name", ["readall", "readinto", "is_exhausted", "read"])
def test_replaced_reading_is_used(monkeypatch, name):
    original = getattr(LimitedStream, name)
    own = property(original.fget) if name == "is_exhausted" else lambda *args: original(*args)
    monkeypatch.setattr(LimitedStream, name, own, raising=False)

    assert not was_read_at_once(monkeypatch, request_of())


@pytest.mark.parametrize("name", ["readall", "read"])
def test_reading_replaced_on_the_stream_is_used(monkeypatch, name):
    request = request_of()
    setattr(request.stream, name, getattr(request.stream, name))

    assert not was_read_at_once(monkeypatch, request)


@pytest.mark.parametrize("how", ["class", "late", "mixin"])
def test_replaced_data_is_asked_for(monkeypatch, how):
    members = {"get_data": lambda self, *args, **kwargs: b"own"}
    mixin = type("Mixin", (WerkzeugRequest,), members)
    bases = (hipflask.Request, mixin) if how == "mixin" else (hipflask.Request,)
    cls = type("Own", bases, members if how == "class" else {})
    if how == "late":
        monkeypatch.setattr(WerkzeugRequest, "get_data", members["get_data"])

    assert request_of(cls).data == b"own"


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("parse_form_data", [True, False])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_data_is_kept_where_it_was(cache, as_text, parse_form_data, kind):
    def kept(cls):
        request = request_of(cls)
        request.environ["CONTENT_TYPE"] = kind
        given = [request.get_data(cache, as_text, parse_form_data) for _ in range(2)]
        return given, vars(request).get("_cached_data"), dict(request.form), request.get_data()

    assert kept(hipflask.Request) == kept(WerkzeugRequest)


@pytest.mark.parametrize("name", ["stream", "content_length", "cookies"])
@pytest.mark.parametrize("how", ["class", "late", "mixin"])
def test_replaced_properties_are_asked(monkeypatch, name, how):
    own = property(lambda self: "own")
    mixin = type("Mixin", (WerkzeugRequest,), {name: own})
    bases = (hipflask.Request, mixin) if how == "mixin" else (hipflask.Request,)
    cls = type("Own", bases, {name: own} if how == "class" else {})
    if how == "late":
        monkeypatch.setattr(WerkzeugRequest, name, own)

    assert getattr(request_of(cls), name) == "own"


def test_shallow_request_has_no_stream():
    request = hipflask.Request({"CONTENT_LENGTH": "4"}, shallow=True)

    with pytest.raises(RuntimeError):
        assert request.stream


LIMITS = ["max_content_length", "max_form_memory_size", "max_form_parts"]


@pytest.mark.parametrize("name", LIMITS)
def test_limits_behind_the_class_are_asked_without_an_application_only(name):
    asked = []
    mixin = type("Mixin", (WerkzeugRequest,), {name: property(lambda self: asked.append(name))})
    request = type("Own", (hipflask.Request, mixin), {})({})

    with hipflask.Flask("shop", static_folder=None).app_context():
        limit = getattr(request, name)
    beyond = getattr(request, name)

    assert limit == hipflask.Flask("shop", static_folder=None).config[name.upper()]
    assert beyond is None
    assert asked == [name]


@pytest.mark.parametrize("debug", [False, True])
def test_type_of_a_form_is_asked_again_in_debug_mode_only(debug):
    asked = []

    class Own(hipflask.Request):
        @property
        def mimetype(self):
            asked.append("mimetype")
            return super().mimetype

    app = hipflask.Flask("shop", static_folder=None)
    app.request_class, app.debug = Own, debug
    with app.test_request_context(method="POST", data={"a": "1"}):
        assert hipflask.request.form["a"] == "1"

    assert len(asked) == 1 + debug
