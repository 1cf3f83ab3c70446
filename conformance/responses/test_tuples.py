"""Statuses and headers beside the body, beyond the examples of the page."""

from collections import namedtuple
from http import HTTPStatus

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

STATUSES = {
    "number": (299, 299),
    "member-of-http-status": (HTTPStatus.ACCEPTED, 202),
}


@pytest.mark.parametrize(("status", "code"), STATUSES.values(), ids=STATUSES)
def test_pair_may_carry_a_status__forms(app, client, status, code):
    """A status may be a number without a name, or a member of ``HTTPStatus``."""
    app.add_url_rule("/order", "order", lambda: ("ordered", status))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (code, "ordered")


def test_status_may_be_text__digits_alone(app, client):
    """A status in digits needs no words after them."""
    app.add_url_rule("/order", "order", lambda: ("ordered", "203"))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (203, "ordered")


HEADERS = {
    "dict": {"X-Number": "17", "X-Shelf": "3"},
    "list-of-pairs": [("X-Number", "17"), ("X-Shelf", "3")],
    "tuple-of-pairs": (("X-Number", "17"), ("X-Shelf", "3")),
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_pair_may_carry_headers__forms(app, client, headers):
    """Headers may be a dict, or pairs in a list or tuple."""
    app.add_url_rule("/order", "order", lambda: ("ordered", headers))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (200, "ordered")
    assert (answer.headers["X-Number"], answer.headers["X-Shelf"]) == ("17", "3")


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_triple_carries_status_and_headers__forms(app, client, headers):
    """The same forms of headers may follow a status."""
    app.add_url_rule("/order", "order", lambda: ("ordered", 201, headers))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (201, "ordered")
    assert (answer.headers["X-Number"], answer.headers["X-Shelf"]) == ("17", "3")


def test_header_may_have_several_values__pairs(app, client):
    """Pairs of one name are headers of their own, in their order."""
    pairs = [("X-Number", "17"), ("X-Number", "18")]
    app.add_url_rule("/order", "order", lambda: ("ordered", pairs))

    answer = client.get("/order")

    assert answer.headers.get_list("X-Number") == ["17", "18"]


def test_header_may_have_several_values__pairs_with_a_stream(app, client):
    """Pairs beside an iterator are headers of their own, too, in their order."""
    pairs = [("X-Number", "17"), ("X-Number", "18")]
    app.add_url_rule("/order", "order", lambda: (iter(["ordered"]), pairs))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (200, "ordered")
    assert answer.headers.get_list("X-Number") == ["17", "18"]


LENGTHS = {
    "none": (),
    "four": ("ordered", 200, {}, "more"),
    "five": ("ordered", 200, {}, "more", "and more"),
}


@pytest.mark.parametrize("value", LENGTHS.values(), ids=LENGTHS)
def test_other_lengths_are_refused__table(app, client, value):
    """No elements are refused, and so are more than three."""
    app.testing = True
    app.add_url_rule("/good", "good", lambda: ("ordered", 200, {}))
    app.add_url_rule("/bad", "bad", lambda: value)

    good = client.get("/good")

    assert good.text == "ordered"
    with pytest.raises(TypeError):
        client.get("/bad")


def greet(environ, start_response):
    """A WSGI application with a status of its own."""
    start_response("203 Told", [("Content-Type", "text/plain")])
    return [b"ordered"]


BODIES = {
    "bytes": lambda: b"ordered",
    "response": lambda: flask.Response("ordered"),
    "wsgi-application": lambda: greet,
    "generator": lambda: (letter for letter in "ordered"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_body_may_be_of_any_type__table(app, client, body):
    """The status and headers of the tuple are added to whatever the body becomes."""
    app.add_url_rule("/order", "order", lambda: (body(), 201, {"X-Number": "17"}))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (201, "ordered")
    assert answer.headers["X-Number"] == "17"


Order = namedtuple("Order", ["body", "status"])


def test_pair_may_carry_a_status__named_tuple(app, client):
    """A named tuple is a tuple."""
    app.add_url_rule("/order", "order", lambda: Order("ordered", 201))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (201, "ordered")


NAMES = st.sampled_from(["X-Number", "x-number", "X-NUMBER", "X-Shelf", "x-shelf", "X-Author"])
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)
PAIRS = st.lists(st.tuples(NAMES, VALUES))
DISTINCT_PAIRS = st.lists(st.tuples(NAMES, VALUES), unique_by=lambda pair: pair[0].lower())


def as_dict(pairs):
    """The values of each name, whatever its case, in their order."""
    values = {}
    for name, value in pairs:
        values.setdefault(name.lower(), []).append(value)
    return values


@pytest.mark.parametrize("form", [dict, list, tuple])
@given(own=PAIRS, added=DISTINCT_PAIRS)
def test_headers_of_the_tuple_win__any_headers(client_of, form, own, added):
    """Each name of the tuple takes the place of the response's values for it, and of no other.

    A name that the tuple says twice is left out: the page leaves it open.
    """
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/view", "view", lambda: (flask.Response("", headers=own), form(added)))

    answer = client_of(app).get("/view")

    sent = [pair for pair in answer.headers.multi_items() if pair[0].startswith("x-")]
    assert as_dict(sent) == as_dict(own) | as_dict(added)
    assert answer.status_code == 200
