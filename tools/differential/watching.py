"""Watches an application answer requests, and writes down what could be seen of it.

A diary has one line for each thing that happened, in order: calls, events, log records,
warnings, and the answer. Two frameworks behave alike where their diaries are equal, so a line
names nothing that may differ: no addresses, no module names, no words of messages.
"""

import functools
import hashlib
import inspect
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

SECRET_KEY = "secret"
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
DATE = re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")
LONG_AGO = 10_000_000
# Signed by SHA-1, or by SHA-256.
SIGNED = re.compile(r"(?<![\w.-])([\w.-]*)\.[\w-]{6}\.(?:[\w-]{27}|[\w-]{43})(?![\w-])")


class Diary:
    """What happened, a line each. Nothing is written while a value is being described."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        # Whether a replacement was ever asked.
        self.asked = False
        self._describing = False

    def note(self, line: str) -> None:
        """Write a line."""
        if not self._describing:
            self.lines.append(line)

    def note_call(self, name: str, values: list[Any]) -> None:
        """Write down a call with its arguments."""
        if self._describing:
            return
        self._describing = True
        try:
            line = f"{name}({', '.join(map(described, values))})"
        finally:
            self._describing = False
        self.note(line)


def described(value: Any) -> str:
    """A value in words that are the same for both frameworks."""
    for types, describe in DESCRIPTIONS:
        if isinstance(value, types):
            return describe(value)
    if type(value) in STRUCTURES:
        return STRUCTURES[type(value)](value)
    if isinstance(value, functools.partial) or inspect.isroutine(value):
        return "<function>"
    return f"<{type(value).__name__.lstrip('_')}>"


def _described_mapping(value: Any) -> str:
    if "wsgi.version" in value:
        return "<environ>"
    items = (f"{described(key)}: {described(each)}" for key, each in value.items())
    return "{" + ", ".join(sorted(items)) + "}"


DESCRIPTIONS: list[tuple[Any, Callable[[Any], str]]] = [
    (str, lambda value: repr(without_signature(ADDRESS.sub("ADDRESS", value)))),
    ((type(None), bool, int, float, bytes), repr),
    (type, lambda value: str(value.__name__)),
    (
        Request,
        lambda value: f"<Request {value.environ['REQUEST_METHOD']} {value.environ['PATH_INFO']}>",
    ),
    (Response, lambda value: f"<Response {value.status_code}>"),
    (Rule, lambda value: f"<Rule {value.rule}>"),
    (HTTPException, lambda value: f"<{type(value).__name__} {value.code}>"),
    (BaseException, lambda value: f"<{type(value).__name__}>"),
    (datetime, lambda value: f"<{_from_now(value)}>"),
]
"""How objects of a type are described; the first that fits counts."""

STRUCTURES: dict[type, Callable[[Any], str]] = {
    dict: _described_mapping,
    list: lambda value: f"[{', '.join(map(described, value))}]",
    tuple: lambda value: f"({', '.join(map(described, value))})",
    set: lambda value: f"set({', '.join(sorted(map(described, value)))})",
}
"""How what holds other values is described; subclasses may be anything, and are only named."""


def arguments_of(function: Callable[..., Any], *given: Any, **named: Any) -> list[Any]:
    """The arguments of a call in the order of the signature, however they were handed over."""
    rest = [named[name] for name in sorted(named)]
    try:
        bound = inspect.signature(function).bind(*given, **named)
    except (TypeError, ValueError):
        return [*given, *rest]
    kinds = {parameter.kind for parameter in bound.signature.parameters.values()}
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return [*given, *rest]
    return list(bound.arguments.values())


def without_signature(text: str) -> str:
    """The text with each signed value's time left out, and its signature judged."""
    return SIGNED.sub(_judged, text)


def _judged(found: re.Match[str]) -> str:
    for digest_method in (hashlib.sha1, hashlib.sha256):
        signing = {"key_derivation": "hmac", "digest_method": digest_method}
        serializer = URLSafeTimedSerializer(
            SECRET_KEY, salt="cookie-session", signer_kwargs=signing
        )
        with suppress(BadSignature):
            serializer.loads(found[0])
            return f"{found[1]}.right-{digest_method.__name__.removeprefix('openssl_')}"
    return f"{found[1]}.other-signature"


def _from_now(moment: datetime) -> str:
    """How far away a moment is, rounded; a moment long ago as it is."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (aware - datetime.now(UTC)).total_seconds()
    return moment.isoformat() if seconds < -LONG_AGO else f"{round(seconds / 100) * 100} s"


def without_times(value: str) -> str:
    """A header's value in which dates say how far away they are."""
    in_seconds = DATE.sub(lambda found: _from_now(parsedate_to_datetime(found[0])), value)
    return without_signature(in_seconds)


class _LogHandler(logging.Handler):
    def __init__(self, diary: Diary) -> None:
        super().__init__()
        self._diary = diary

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self._diary.note(f"log: {record.levelname} {described(error)}")


@contextmanager
def watched(diary: Diary) -> Iterator[None]:
    """Write log records and warnings into the diary, and nowhere else."""
    handler = _LogHandler(diary)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            # When a file that was left open is collected depends on the collector alone.
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.showwarning = lambda _text, category, *_rest: diary.note(
                f"warning: {category.__name__}"
            )
            yield
    finally:
        root.removeHandler(handler)


class Browser:
    """Sends requests to one application, keeps its cookies, and writes the answers down."""

    def __init__(self, app: Any, diary: Diary) -> None:
        self._app = app
        self._diary = diary
        self._cookies: dict[str, str] = {}

    def send(self, environ: dict[str, Any]) -> None:
        """Send a request as a server would, read the whole answer, and close it."""
        if self._cookies:
            cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            environ.setdefault("HTTP_COOKIE", cookie)
        self._diary.note(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        try:
            self._read(self._app(environ, self._start_response))
        except Exception as error:
            self._diary.note(f"raised {described(error)}")

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[[bytes], object]:
        self._diary.note(f"status: {status}")
        for name, value in headers:
            stable = value if name == "Last-Modified" else without_times(value)
            self._diary.note(f"{name}: {stable}")
            if name == "Set-Cookie":
                self._keep(value)
        return lambda data: self._diary.note(f"written: {data!r}")

    def _keep(self, header: str) -> None:
        name, _, rest = header.partition("=")
        value, _, attributes = rest.partition(";")
        if "Max-Age=0" in attributes:
            self._cookies.pop(name, None)
        else:
            self._cookies[name] = value

    def _read(self, body: Any) -> None:
        try:
            for chunk in body:
                self._diary.note(f"chunk: {chunk!r}")
        finally:
            if hasattr(body, "close"):
                body.close()
            self._diary.note("closed")
