"""Draws requests that are wrong in some way, as the bytes that go over the wire."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from differential import malformed_values as values

LINE = b"\r\n"


@dataclass
class Wire:
    """A request before it is put together."""

    method: bytes = b"GET"
    target: bytes = b"/echo"
    version: bytes = b"HTTP/1.1"
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    line_end: bytes = LINE
    separator: bytes = b": "

    def data(self) -> bytes:
        """The bytes of the request."""
        lines = [b" ".join((self.method, self.target, self.version))]
        lines += [name + self.separator + value for name, value in self.headers]
        return self.line_end.join([*lines, b"", b""]) + self.body

    def set(self, name: bytes, value: bytes) -> None:
        """Replace a header, or add it."""
        self.headers = [each for each in self.headers if each[0].lower() != name.lower()]
        self.headers.append((name, value))


Spoil = Callable[[Wire, Random], None]
SPOILS: list[Spoil] = []


def spoil(function: Spoil) -> Spoil:
    """Let the decorated function be one of the ways to make a request wrong."""
    SPOILS.append(function)
    return function


JSON, FORM = b"application/json", b"application/x-www-form-urlencoded"


def drawn(number: int) -> bytes:
    """The request with this number."""
    random = Random(number)
    wire = _sound(random)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        random.choice(SPOILS)(wire, random)
    data = wire.data()
    return _scrambled(data, random) if random.random() < 0.15 else data


def requests(seed: int, count: int) -> Iterator[bytes]:
    """Some requests, the first with the number ``seed``."""
    return map(drawn, range(seed, seed + count))


def _sound(random: Random) -> Wire:
    """A request that nothing is wrong with, with or without a body."""
    wire = Wire(target=random.choice(values.PATHS), headers=[(b"Host", b"localhost")])
    kind = random.choice(("none", "none", "form", "json", "multipart", "chunked"))
    if kind != "none":
        wire.method = b"POST"
        wire.target = random.choice((wire.target, b"/echo", b"/form", b"/json", b"/data"))
        BODIES[kind](wire)
    return wire


def _with_body(wire: Wire, content_type: bytes, body: bytes) -> None:
    wire.body = body
    wire.set(b"Content-Type", content_type)
    wire.set(b"Content-Length", b"%d" % len(body))


def _chunked(wire: Wire) -> None:
    wire.body = b"7\r\na=1&b=2\r\n4\r\n&c=3\r\n0\r\n\r\n"
    wire.set(b"Content-Type", FORM)
    wire.set(b"Transfer-Encoding", b"chunked")


BODIES: dict[str, Callable[[Wire], None]] = {
    "form": lambda wire: _with_body(wire, FORM, b"a=1&b=%C3%BC&a=2"),
    "json": lambda wire: _with_body(wire, JSON, b'{"a": [1, null, "x"]}'),
    "multipart": lambda wire: _with_body(
        wire, b"multipart/form-data; boundary=end", values.MULTIPART
    ),
    "chunked": _chunked,
}


def _scrambled(data: bytes, random: Random) -> bytes:
    """Some bytes are lost, doubled, replaced or put in."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5))):
        place = random.randrange(len(changed) or 1)
        end = place + random.choice((0, 1, 1, 4))
        changed[place:end] = random.choice((b"", b"\x00", b"\xff", b"\r", b"\n", b" ", b"%", b"::"))
    return bytes(changed)


def _choice(apply: Callable[[Wire, bytes], None], *choices: bytes) -> None:
    """One of these values is put somewhere."""
    spoil(lambda wire, random: apply(wire, random.choice(choices)))


def _method(wire: Wire, value: bytes) -> None:
    wire.method = value


def _target(wire: Wire, value: bytes) -> None:
    wire.target = value


def _tail(wire: Wire, value: bytes) -> None:
    wire.target += value


def _version(wire: Wire, value: bytes) -> None:
    wire.version = value


def _line_end(wire: Wire, value: bytes) -> None:
    wire.line_end = value


def _separator(wire: Wire, value: bytes) -> None:
    wire.separator = value


def _body(wire: Wire, value: bytes) -> None:
    wire.body = value
    if b"Content-Length" in dict(wire.headers):
        wire.set(b"Content-Length", b"%d" % len(value))


def _body_as(content_type: bytes) -> Callable[[Wire, bytes], None]:
    def apply(wire: Wire, value: bytes) -> None:
        wire.method = b"POST"
        _with_body(wire, content_type, value)

    return apply


def _header(name: bytes) -> Callable[[Wire, bytes], None]:
    return lambda wire, value: wire.set(name, value)


def _more(wire: Wire, value: bytes) -> None:
    name, _, rest = value.partition(b"=")
    wire.headers.append((name, rest))


_choice(_method, *values.METHODS)
_choice(_target, *values.TARGETS)
_choice(_tail, *values.TAILS)
_choice(_version, *values.VERSIONS)
_choice(_line_end, *values.LINE_ENDS)
_choice(_separator, *values.SEPARATORS)
_choice(_header(b"Host"), *values.HOSTS)
_choice(_more, *values.MORE_HEADERS)
_choice(_header(b"Range"), *values.RANGES)
_choice(_header(b"Cookie"), *values.COOKIES)
_choice(_header(b"Content-Type"), *values.CONTENT_TYPES)
_choice(_header(b"Content-Length"), *values.LENGTHS)
_choice(_header(b"Transfer-Encoding"), *values.CODINGS)
_choice(_body_as(JSON), *values.JSON_BODIES)
_choice(_body_as(FORM), *values.FORM_BODIES)
_choice(_body_as(b"multipart/form-data; boundary=end"), *values.MULTIPART_BODIES)


@spoil
def _chunks(wire: Wire, random: Random) -> None:
    """A chunked body with something wrong in it."""
    wire.method = b"POST"
    _chunked(wire)
    wire.body = random.choice(values.CHUNKS)
    if random.random() < 0.3:
        wire.headers.append((b"Content-Length", b"3"))


@spoil
def _twice(wire: Wire, random: Random) -> None:
    """A header comes twice."""
    wire.headers += random.sample(wire.headers, min(1, len(wire.headers)))


@spoil
def _lacking(wire: Wire, random: Random) -> None:
    """A header is missing."""
    wire.headers = random.sample(wire.headers, max(0, len(wire.headers) - 1))


@spoil
def _many(wire: Wire, random: Random) -> None:
    """There are a great many headers."""
    wire.headers += [(b"X-%d" % number, b"1") for number in range(random.choice((50, 150)))]


@spoil
def _cut(wire: Wire, random: Random) -> None:
    """The body ends too early."""
    wire.body = wire.body[: random.randrange(len(wire.body) + 1)]


@spoil
def _behind(wire: Wire, random: Random) -> None:
    """Something follows the body: perhaps another request."""
    wire.body += random.choice((b"x", LINE, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"\x00" * 100))
