"""How an application writes and reads JSON: one replaceable object, ``app.json``."""

import dataclasses
import decimal
import json
import uuid
import weakref
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO, Any, AnyStr, ClassVar

from werkzeug.http import http_date
from werkzeug.wrappers import Response

from hipflask._contracts import Configured
from hipflask._plain_responses import plain_response
from hipflask._untouched import Steps


class JSONProvider:
    """The operations of JSON. A subclass says how to dump and how to load."""

    def __init__(self, app: Configured) -> None:
        # Weak, because the application holds its provider.
        self._app: Configured = weakref.proxy(app)

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write a value as text."""
        raise NotImplementedError

    def dump(self, obj: Any, fp: IO[str], **kwargs: Any) -> None:
        """Write a value into a file opened as text."""
        fp.write(self.dumps(obj, **kwargs))

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a value from text or bytes."""
        raise NotImplementedError

    def load(self, fp: IO[AnyStr], **kwargs: Any) -> Any:
        """Read a value from a file."""
        return self.loads(fp.read(), **kwargs)

    def _prepare_response_obj(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The value that arguments of ``jsonify`` stand for: one, a list, a dict, or None."""
        if args and kwargs:
            raise TypeError("A JSON response takes positional or keyword arguments, not both.")
        if len(args) == 1:
            return args[0]
        return args or kwargs or None

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """A response that carries the value that the arguments stand for."""
        text = self.dumps(self._prepare_response_obj(args, kwargs))
        return self._app.response_class(text, mimetype="application/json")


def _default(o: Any) -> Any:
    """What to write for a value that JSON does not know."""
    if isinstance(o, date):
        return http_date(o)
    if isinstance(o, (decimal.Decimal, uuid.UUID)):
        return str(o)
    if dataclasses.is_dataclass(o) and not isinstance(o, type):
        return dataclasses.asdict(o)
    if hasattr(o, "__html__"):
        return str(o.__html__())
    raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")


# Two short cuts, as long as nobody has replaced the functions they stand for. One is an encoder
# that is kept, where ``json.dumps`` makes one for each text. The other reads at once what has no
# space around it, where ``json.loads`` looks for space first; all else, and errors, are left to it.
_dumps, _loads = json.dumps, json.loads
_COMPACT = {"separators": (",", ":")}
_ENCODING = Steps(json.JSONEncoder, "__new__", "__init__", "encode", "iterencode")
_make_encoder: Any = getattr(json.encoder, "c_make_encoder", None)
_quoted: Any = json.encoder.encode_basestring_ascii
_decoder = json.JSONDecoder()


def _encoder_without_notes() -> Callable[[Any, int], Iterable[str]] | None:
    """The compact encoder in C, which is not to note in which values it is, and misses circles.

    None in a Python that makes it otherwise.
    """
    try:
        kept = _make_encoder(None, _default, _quoted, None, ":", ",", True, False, True)
        is_known = "".join(kept({"b": [1.5], "a": "\u00e9"}, 0)) == '{"a":"\\u00e9","b":[1.5]}'
    except TypeError:
        return None
    return kept if is_known else None


_encode = _encoder_without_notes()


def _encodes_as_usual() -> bool:
    module: Any = json.encoder
    return (
        json.dumps is _dumps
        and _ENCODING.untouched_in(json.JSONEncoder)
        and module.c_make_encoder is _make_encoder
        and module.encode_basestring_ascii is _quoted
    )


def _read(given: str | bytes) -> Any:
    try:
        # Text in another encoding has zeros, which JSON has not, or a mark that is no UTF-8.
        text = given if isinstance(given, str) else given.decode()
        value, end = _decoder.raw_decode(text)
    except ValueError:
        return json.loads(given)
    return value if end == len(text) else json.loads(given)


class DefaultJSONProvider(JSONProvider):
    """JSON by the standard library, with dates, decimals, UUIDs, data classes and markup."""

    default: ClassVar[Callable[[Any], Any]] = staticmethod(_default)
    ensure_ascii = True
    sort_keys = True
    # None: as debug mode says. Responses are indented for people and compact for machines.
    compact: bool | None = None
    mimetype = "application/json"

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write a value as text; keyword arguments are those of :func:`json.dumps`."""
        if (
            kwargs == _COMPACT
            and self._has_usual_options()
            and _encode is not None
            and _encodes_as_usual()
        ):
            try:
                return "".join(_encode(obj, 0))
            except RecursionError:
                # Maybe a circle: whoever notes the values it is in knows more to say.
                pass
        kwargs.setdefault("default", self.default)
        kwargs.setdefault("ensure_ascii", self.ensure_ascii)
        kwargs.setdefault("sort_keys", self.sort_keys)
        return json.dumps(obj, **kwargs)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a value; keyword arguments are those of :func:`json.loads`."""
        if not kwargs and type(s) in (str, bytes) and json.loads is _loads:
            return _read(s)
        return json.loads(s, **kwargs)

    def _has_usual_options(self) -> bool:
        default: Any = self.default
        return default is _default and self.ensure_ascii is True and self.sort_keys is True

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """A response with the value as JSON, a newline at its end."""
        value = self._prepare_response_obj(args, kwargs)
        compact = not self._app.debug if self.compact is None else self.compact
        style: dict[str, Any] = _COMPACT if compact else {"indent": 2}
        text, cls = f"{self.dumps(value, **style)}\n", self._app.response_class
        made = plain_response(cls, text, None, self.mimetype)
        return cls(text, mimetype=self.mimetype) if made is None else made
