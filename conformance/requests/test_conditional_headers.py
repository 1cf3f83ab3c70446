"""Conditional headers, value by value."""

from datetime import datetime

import flask
import pytest

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
MOMENT = datetime.fromisoformat("1994-11-06T08:49:37+00:00")


def told(app, client, look, headers):
    """What a view tells about a request with these headers, and that it was asked."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(look(flask.request))
        return "seen"

    answer = client.get("/books", headers={key: value for key, value in headers.items() if value})
    assert answer.text == "seen"
    return seen[0]


DATES = {
    "date": (DATE, MOMENT),
    "old-form": ("Sunday, 06-Nov-94 08:49:37 GMT", MOMENT),
    "no-date": ("yesterday", None),
    "missing": (None, None),
}
SINCE = {
    "if_modified_since": "If-Modified-Since",
    "if_unmodified_since": "If-Unmodified-Since",
}


@pytest.mark.parametrize(("name", "header"), SINCE.items(), ids=SINCE)
@pytest.mark.parametrize(("value", "date"), DATES.values(), ids=DATES)
def test_modification_dates_are_told(app, client, name, header, value, date):
    """Every form of a date is the same moment; what is none is as good as missing."""
    found = told(app, client, lambda request: getattr(request, name), {header: value})

    assert found == date
    assert found is None or found.tzinfo is not None


TAG_HEADERS = {"if_match": "If-Match", "if_none_match": "If-None-Match"}
TAGS = {
    "one": ('"a"', {"a"}),
    "two": ('"a", "b"', {"a", "b"}),
    "weak": ('"a", W/"b"', {"a"}),
    "comma": ('"a,b"', {"a,b"}),
    "star": ("*", {"a", "b", "a,b", "c"}),
    "missing": (None, set()),
}


@pytest.mark.parametrize(("name", "header"), TAG_HEADERS.items(), ids=TAG_HEADERS)
@pytest.mark.parametrize(("value", "tags"), TAGS.values(), ids=TAGS)
def test_tags_are_told(app, client, name, header, value, tags):
    """Of a few tags exactly those are in the header that it lists."""

    def look(request):
        listed = getattr(request, name)
        return {tag for tag in ("a", "b", "a,b", "c") if tag in listed}

    found = told(app, client, look, {header: value})

    assert found == tags


@pytest.mark.parametrize(("name", "header"), TAG_HEADERS.items(), ids=TAG_HEADERS)
def test_star_is_every_tag(app, client, name, header):
    """Any tag will do, and the header tells that it is the star."""

    def look(request):
        tags = getattr(request, name)
        return "whatever" in tags, tags.star_tag

    found = told(app, client, look, {header: "*"})

    assert found == (True, True)


TRUTHS = {"tag": ('"a"', True), "weak": ('W/"a"', True), "star": ("*", True), "none": (None, False)}


@pytest.mark.parametrize(("name", "header"), TAG_HEADERS.items(), ids=TAG_HEADERS)
@pytest.mark.parametrize(("value", "truth"), TRUTHS.values(), ids=TRUTHS)
def test_missing_tags_are_false(app, client, name, header, value, truth):
    """A condition can be asked for by its truth."""
    found = told(app, client, lambda request: bool(getattr(request, name)), {header: value})

    assert found is truth


RANGES = {
    "first-bytes": ("bytes=0-4", ("bytes", [(0, 5)])),
    "from-a-byte": ("bytes=5-", ("bytes", [(5, None)])),
    "last-bytes": ("bytes=-5", ("bytes", [(-5, None)])),
    "several": ("bytes=0-1,4-5", ("bytes", [(0, 2), (4, 6)])),
    "other-unit": ("lines=0-1", ("lines", [(0, 2)])),
    "backwards": ("bytes=9-1", None),
    "no-range": ("everything", None),
    "missing": (None, None),
}


@pytest.mark.parametrize(("value", "told_range"), RANGES.values(), ids=RANGES)
def test_range_is_told(app, client, value, told_range):
    """A range is given as slices are: up to the byte behind the last."""

    def look(request):
        asked = request.range
        return asked and (asked.units, list(asked.ranges))

    found = told(app, client, look, {"Range": value})

    assert found == told_range


CONDITIONS = {
    "tag": ('"a"', ("a", None)),
    "date": (DATE, (None, MOMENT)),
    "missing": (None, (None, None)),
}


@pytest.mark.parametrize(("value", "condition"), CONDITIONS.values(), ids=CONDITIONS)
def test_range_may_depend_on_a_tag_or_date(app, client, value, condition):
    """The header has one or the other."""

    def look(request):
        return request.if_range.etag, request.if_range.date

    found = told(app, client, look, {"If-Range": value})

    assert found == condition
