"""JSON is written and read as by the standard library, and by whatever is put in its place."""

import codecs
import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipflask
from hipflask.json import provider
from hipflask.json.provider import DefaultJSONProvider

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
APP = hipflask.Flask("app_under_test", static_folder=None)
COMPACT = {"separators": (",", ":")}


@given(value=VALUES)
def test_text_is_the_same(value):
    """What is written compactly is what json.dumps writes, and reads as json.loads reads it."""
    text = APP.json.dumps(value, **COMPACT)

    assert text == json.dumps(value, sort_keys=True, **COMPACT)
    assert APP.json.loads(text) == APP.json.loads(text.encode()) == value


TEXTS = [
    "",
    "1",
    " 1 ",
    "\n{}\n",
    '"\u00e9"',
    '{"\u20ac": 1}',
    "[1,]",
    "1 2",
    "{",
    "NaN",
    "[Infinity]",
    "\ufeff1",
    '"\ud800"',
    '"\\ud800"',
]
ENCODINGS = [None, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1"]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_reading_is_the_same(text, encoding):
    """Any text in any encoding gives the value or the error that json.loads gives."""
    given = text if encoding is None else codecs.encode(text, encoding, "replace")

    assert outcome(APP.json.loads, given) == outcome(json.loads, given)


def outcome(function, text):
    """The value as text, or the error."""
    try:
        return repr(function(text))
    except (TypeError, ValueError, RecursionError) as error:
        return type(error), str(error)


def test_circles_are_found_each_time():
    """A value that contains itself is refused, and the next value is written."""
    circle = []
    circle.append(circle)

    for _ in range(2):
        with pytest.raises(ValueError, match="Circular"):
            APP.json.dumps(circle, **COMPACT)

    assert APP.json.dumps([circle[0] is circle], **COMPACT) == "[true]"


def test_what_is_too_deep_is_refused():
    """As by the standard library, in its words."""
    deep = []
    for _ in range(100_000):
        deep = [deep]

    assert outcome(partial(APP.json.dumps, **COMPACT), deep) == outcome(json.dumps, deep)


class Own(DefaultJSONProvider):
    @staticmethod
    def default(value):
        return "own"


class Unsorted(DefaultJSONProvider):
    sort_keys = False


class NotAscii(DefaultJSONProvider):
    ensure_ascii = False


@pytest.mark.parametrize(
    ("cls", "expected"),
    [
        (DefaultJSONProvider, '{"a":"\\u00e9","b":"None"}'),
        (Own, '{"a":"\\u00e9","b":"own"}'),
        (Unsorted, '{"b":"None","a":"\\u00e9"}'),
        (NotAscii, '{"a":"\u00e9","b":"None"}'),
    ],
)
@pytest.mark.parametrize("how", ["in-a-class", "on-the-object"])
def test_options_are_used(cls, expected, how):
    """Options of a subclass are used, and those that are put on one provider."""
    made = cls(APP) if how == "in-a-class" else DefaultJSONProvider(APP)
    vars(made).update(
        {name: getattr(cls, name) for name in ("default", "sort_keys", "ensure_ascii")}
        if how == "on-the-object"
        else {}
    )
    shown = type("Shown", (), {"__html__": lambda self: "None"})()

    assert made.dumps({"b": shown, "a": "\u00e9"}, **COMPACT) == expected


@pytest.mark.parametrize("name", ["dumps", "loads"])
def test_replaced_functions_are_used(monkeypatch, name):
    """Who replaces a function of the standard library has it called."""
    seen = []
    original = getattr(json, name)
    monkeypatch.setattr(json, name, lambda *args, **kwargs: seen.append(name) or original(*args))

    APP.json.dumps([], **COMPACT)
    APP.json.loads("[]")

    assert seen == [name]


ENCODING = {
    "class": (json, "JSONEncoder", type("Own", (json.JSONEncoder,), {"encode": lambda *_: "own"})),
    "encode": (json.JSONEncoder, "encode", lambda *_: "own"),
    "iterencode": (json.JSONEncoder, "iterencode", lambda *_, **__: ["own"]),
    "maker": (json.encoder, "c_make_encoder", lambda *_: lambda *_: ["own"]),
    "quoting": (json.encoder, "encode_basestring_ascii", lambda text: "own"),
}


@pytest.mark.parametrize(("owner", "name", "own"), ENCODING.values(), ids=ENCODING)
def test_replaced_encoding_is_used(monkeypatch, owner, name, own):
    """In whatever part of the encoder it is."""
    monkeypatch.setattr(owner, name, own)

    assert APP.json.dumps(["text"], **COMPACT).strip("[]") == "own"


def test_this_python_has_a_short_cut():
    """Its encoder is made as the known ones are."""
    assert provider._encode is not None
    assert provider._encodes_as_usual()


@pytest.mark.parametrize(
    "options", [{"indent": 2}, {"separators": (", ", ": ")}, {**COMPACT, "skipkeys": True}]
)
def test_other_options_are_for_json_dumps(monkeypatch, options):
    """Only the compact style has a short cut."""
    monkeypatch.setattr(provider, "_encode", None)

    text = APP.json.dumps({"b": [1], "a": 2}, **options)

    assert text == json.dumps({"b": [1], "a": 2}, sort_keys=True, **options)


@pytest.mark.parametrize("given", ["1.5", b"1.5"], ids=["text", "bytes"])
def test_options_of_reading_are_used(given):
    """Only reading without options has a short cut."""
    assert APP.json.loads(given, parse_float=str) == "1.5"


@pytest.mark.parametrize("given", [None, 1, bytearray(b"[1]")], ids=["nothing", "number", "array"])
def test_what_is_no_text_is_for_json_loads(given):
    """It knows what else can be read, and what to say."""
    assert outcome(APP.json.loads, given) == outcome(json.loads, given)
