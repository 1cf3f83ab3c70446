"""Single headers as attributes."""

from datetime import datetime

import flask
import pytest

PLAIN = {
    "referrer": ("Referer", "http://example.com/shelf?a=b"),
    "origin": ("Origin", "https://example.com:8443"),
    "content_encoding": ("Content-Encoding", "gzip"),
    "content_md5": ("Content-MD5", "Q2hlY2sgSW50ZWdyaXR5IQ=="),
    "access_control_request_method": ("Access-Control-Request-Method", "PUT"),
}


def told(app, client, look, headers):
    """What a view tells about a request with these headers."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(look(flask.request))
        return "seen"

    answer = client.get("/books", headers=headers)
    assert answer.text == "seen"
    return seen[0]


@pytest.mark.parametrize(
    ("name", "header", "value"), [(name, *pair) for name, pair in PLAIN.items()], ids=PLAIN
)
def test_plain_headers_are_told_as_text(app, client, name, header, value):
    """The value is told as it came."""
    found = told(app, client, lambda request: getattr(request, name), {header: value})

    assert found == value


@pytest.mark.parametrize("name", PLAIN)
def test_missing_headers_are_none(app, client, name):
    """There is no empty text in their place."""
    found = told(app, client, lambda request: getattr(request, name), {})

    assert found is None


@pytest.mark.parametrize("agent", ["Lector/1.0 (reading; slowly)", ""], ids=["named", "empty"])
def test_user_agent_is_told(app, client, agent):
    """The header is told as it came."""
    found = told(app, client, lambda r: (r.user_agent.string, r.path), {"User-Agent": agent})

    assert found == (agent, "/books")


def test_user_agent_is_told__missing(app, wsgi):
    """Without the header it is empty."""
    app.add_url_rule("/books", "books", lambda: repr(flask.request.user_agent.string))

    answer = wsgi.call(app, wsgi.environ("/books"))

    assert answer.text == "''"


DATES = {
    "date": (
        "Sun, 06 Nov 1994 08:49:37 GMT",
        datetime.fromisoformat("1994-11-06T08:49:37+00:00"),
    ),
    "no-date": ("yesterday", None),
    "empty": ("", None),
    "missing": (None, None),
}


@pytest.mark.parametrize(("value", "date"), DATES.values(), ids=DATES)
def test_date_is_told(app, client, value, date):
    """What is no date is as good as missing."""
    headers = {} if value is None else {"Date": value}

    found = told(app, client, lambda request: (request.date, request.path), headers)

    assert found == (date, "/books")


FORWARDS = {"number": ("10", 10), "zero": ("0", 0), "word": ("ten", None), "missing": (None, None)}


@pytest.mark.parametrize(("value", "number"), FORWARDS.values(), ids=FORWARDS)
def test_forwards_are_counted(app, client, value, number):
    """What is no number is as good as missing."""
    headers = {} if value is None else {"Max-Forwards": value}

    found = told(app, client, lambda request: (request.max_forwards, request.path), headers)

    assert found == (number, "/books")


LISTS = {
    "pragma": ("Pragma", "no-cache, X-Fresh", "no-cache"),
    "access_control_request_headers": ("Access-Control-Request-Headers", "X-A, X-Fresh", "x-a"),
}


@pytest.mark.parametrize(
    ("name", "header", "value", "word"), [(name, *row) for name, row in LISTS.items()], ids=LISTS
)
def test_lists_of_names_are_parted(app, client, name, header, value, word):
    """Words that are there are found, others are not."""

    def look(request):
        words = getattr(request, name)
        return word in words, "x-fresh" in words, "X-FRESH" in words, "x-old" in words

    found = told(app, client, look, {header: value})

    assert found == (True, True, True, False)


DIRECTIVES = {
    "none": ({}, (None, None, False, False, False)),
    "words": ({"Cache-Control": "no-cache, no-store"}, (None, None, True, True, False)),
    "numbers": ({"Cache-Control": "max-age=60, min-fresh=5"}, (60, 5, False, False, False)),
    "both": ({"Cache-Control": "only-if-cached, max-age=0"}, (0, None, False, False, True)),
}


@pytest.mark.parametrize(("headers", "directives"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_cache_control_is_parted(app, client, headers, directives):
    """Every directive has an attribute, whether it is there or not."""

    def look(request):
        control = request.cache_control
        words = control.no_cache, control.no_store, control.only_if_cached
        return control.max_age, control.min_fresh, *map(bool, words)

    found = told(app, client, look, headers)

    assert found == directives
