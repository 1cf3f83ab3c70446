"""What is written of values that JSON does not know, and where."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from uuid import UUID

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@dataclass
class Shelf:
    """A data class with a field of every kind."""

    number: int
    words: list = field(default_factory=list)
    built: date | None = None


class Place(NamedTuple):
    """A tuple whose items have names."""

    shelf: int
    book: int


class Link:
    """A value that knows its HTML."""

    def __html__(self):
        return "<a>Emma</a>"


def written(value):
    """What the provider of an application writes for a value, read back by Python."""
    app = flask.Flask("app_under_test", static_folder=None)
    return json.loads("".join([app.json.dumps(value)]))


EAST = timezone(timedelta(hours=5, minutes=30))
WEST = timezone(timedelta(hours=-8))
MOMENTS = {
    "naive": (datetime(2024, 2, 29, 23, 59, 59), "Thu, 29 Feb 2024 23:59:59 GMT"),
    "utc": (datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), "Thu, 29 Feb 2024 23:59:59 GMT"),
    "east": (datetime(2024, 3, 1, 2, 0, tzinfo=EAST), "Thu, 29 Feb 2024 20:30:00 GMT"),
    "west": (datetime(2024, 2, 29, 20, 0, tzinfo=WEST), "Fri, 01 Mar 2024 04:00:00 GMT"),
    "microseconds": (datetime(2024, 1, 1, 0, 0, 0, 999999), "Mon, 01 Jan 2024 00:00:00 GMT"),
}


@pytest.mark.parametrize(("moment", "text"), MOMENTS.values(), ids=MOMENTS)
def test_moments_are_written_in_utc(moment, text):
    """The day may change with the time zone; parts of a second are left out."""
    assert written(moment) == text


ZONES = st.none() | st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(moment=st.datetimes(datetime(1000, 1, 2), datetime(9000, 1, 1), timezones=ZONES))
def test_moments_are_written_in_utc__any(moment):
    """Any moment of years with four digits can be read back to the second, in whole time zones."""
    found = parsedate_to_datetime(written(moment))

    expected = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    assert found == expected.replace(microsecond=0)


VALUES = {
    "date": (date(2024, 2, 29), "Thu, 29 Feb 2024 00:00:00 GMT"),
    "datetime": (datetime(2024, 2, 29, 1, 2, 3), "Thu, 29 Feb 2024 01:02:03 GMT"),
    "decimal": (Decimal("0.10"), "0.10"),
    "uuid": (UUID(int=17), "00000000-0000-0000-0000-000000000011"),
    "data-class": (Shelf(3, ["a"]), {"number": 3, "words": ["a"], "built": None}),
    "html": (Link(), "<a>Emma</a>"),
}
CHANNELS = {
    "list": lambda value: [value],
    "dictionary": lambda value: {"value": value},
    "deep": lambda value: {"a": [({"b": value},)]},
    "jsonify": lambda value: flask.jsonify(value),
    "jsonify-names": lambda value: flask.jsonify(value=value),
    "function": lambda value: flask.json.dumps([value]),
    "tojson": lambda value: flask.render_template_string("{{ value|tojson }}", value=[value]),
}


def innermost(value, depth):
    """The value that was put into lists and dictionaries by a channel."""
    for _ in range(depth):
        value = value[0] if isinstance(value, list) else next(iter(value.values()))
    return value


DEPTHS = {"jsonify": 0, "deep": 4}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_types_are_written_wherever_json_is(app, client, channel, value, expected):
    """Each type is written alike in each way."""
    app.add_url_rule("/value", "value", lambda: CHANNELS[channel](value))

    found = client.get("/value").json()

    assert innermost(found, DEPTHS.get(channel, 1)) == expected


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_types_are_written_wherever_json_is__without_an_application(value, expected):
    """The functions alone write them alike."""
    text = "".join([flask.json.dumps([value])])

    assert json.loads(text) == [expected]


def test_data_classes_are_written_as_objects__within_each_other():
    """Data classes may be in data classes, in lists and beside other types."""
    shelf = Shelf(1, [Shelf(2, [Decimal("0.5")]), (Shelf(3),)], built=date(2024, 2, 29))

    assert written(shelf) == {
        "number": 1,
        "words": [
            {"number": 2, "words": ["0.5"], "built": None},
            [{"number": 3, "words": [], "built": None}],
        ],
        "built": "Thu, 29 Feb 2024 00:00:00 GMT",
    }


@dataclass(slots=True)
class Slim:
    """A data class whose instances have no dictionary."""

    number: int


def test_data_classes_are_written_as_objects__their_fields():
    """Other attributes are left out, and the fields need not be in a dictionary."""
    shelf = Shelf(1)
    shelf.extra = "left out"

    assert written([shelf, Slim(2)]) == [{"number": 1, "words": [], "built": None}, {"number": 2}]


def test_objects_with_html_are_written_as_html():
    """Markup is written as it is, and so is what a subclass of text makes of itself otherwise."""
    from markupsafe import Markup

    assert written([Link(), Markup("<b>{}</b>").format("<")]) == ["<a>Emma</a>", "<b>&lt;</b>"]


NUMBERS = {
    "zeros": Decimal("1.500"),
    "negative-zero": Decimal("-0.0"),
    "exponent": Decimal("1E+20"),
    "many-digits": Decimal("3.14159265358979323846264338327950288"),
    "uuid-of-zeros": UUID(int=0),
    "uuid-of-letters": UUID(int=2**128 - 1),
}


@pytest.mark.parametrize("value", NUMBERS.values(), ids=NUMBERS)
def test_decimals_and_uuids_are_written_as_text__exactly(value):
    """Nothing is lost, so that the text can be read back."""
    text = written([value])[0]

    assert text == str(value)
    assert type(value)(text) == value


OTHERS = {
    "object": object(),
    "set": {1},
    "bytes": b"bytes",
    "complex": 1j,
    "time": time(1, 2),
    "timedelta": timedelta(1),
    "function": written,
    "generator": (number for number in ()),
}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_other_types_are_refused(app, client, value):
    """By the provider, by a view, and by the function without an application."""
    app.add_url_rule("/known", "known", lambda: [1])
    app.add_url_rule("/other", "other", lambda: [value])

    for write in (app.json.dumps, flask.json.dumps):
        with pytest.raises(TypeError):
            write([value])

    assert (client.get("/known").status_code, client.get("/other").status_code) == (200, 500)


KNOWN = {
    "tuple": ((1, (2, 3)), [1, [2, 3]]),
    "named-tuple": (Place(1, 2), [1, 2]),
    "number-as-key": ({1: 2, 3: 4}, {"1": 2, "3": 4}),
    "boolean-as-key": ({True: 1}, {"true": 1}),
    "none-as-key": ({None: 1}, {"null": 1}),
}


@pytest.mark.parametrize(("value", "expected"), KNOWN.values(), ids=KNOWN)
def test_tuples_and_keys_become_what_json_has(value, expected):
    """Each becomes what Python's ``json`` makes of it."""
    assert written(value) == expected
