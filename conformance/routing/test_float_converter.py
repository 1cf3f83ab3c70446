"""What the converter float takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

PLAIN = st.floats(0.0001, 1e15) | st.just(0.0)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("0.0", 0.0, id="zero"),
        pytest.param("1.5", 1.5, id="one-digit-each"),
        pytest.param("00.10", 0.1, id="zeros-around"),
        pytest.param("123.456", 123.456, id="several-digits"),
        pytest.param("1%2E5", 1.5, id="encoded-point"),
    ],
)
def test_float_takes_digits_point_digits__matching(app, client, text, number):
    """There may be any number of digits on both sides of the point, but at least one."""
    app.add_url_rule("/prices/<float:price>", "price", lambda price: repr(price))

    response = client.get(f"/prices/{text}")

    assert response.text == repr(number)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("1", id="whole"),
        pytest.param("1.", id="nothing-behind"),
        pytest.param(".5", id="nothing-before"),
        pytest.param("1,5", id="comma"),
        pytest.param("1.5.2", id="two-points"),
        pytest.param("1.5e3", id="exponent"),
        pytest.param("-1.5", id="minus"),
        pytest.param("+1.5", id="plus"),
        pytest.param("inf", id="infinity"),
        pytest.param("nan", id="not-a-number"),
        pytest.param("%201.5", id="space-before"),
        pytest.param("1x5", id="other-character"),
    ],
)
def test_float_takes_digits_point_digits__refused(app, client, text):
    """Whatever else Python's float would read is not found."""
    app.add_url_rule("/prices/<float:price>", "price", lambda price: repr(price))

    found, missing = client.get("/prices/1.5"), client.get(f"/prices/{text}")

    assert found.text == "1.5"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("2.5", "2.5", id="without-sign"),
        pytest.param("-2.5", "-2.5", id="minus"),
        pytest.param("-0.0", "-0.0", id="minus-zero"),
    ],
)
def test_negative_float_needs_signed__signed(app, client, text, answer):
    """With signed=True a single minus sign may come first."""
    app.add_url_rule("/<float(signed=True):price>", "price", lambda price: repr(price))

    response = client.get(f"/{text}")

    assert response.text == answer


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        pytest.param("float(signed=True)", "+2.5", id="plus"),
        pytest.param("float(signed=True)", "--2.5", id="two-signs"),
        pytest.param("float(signed=True)", "-2", id="whole"),
        pytest.param("float(signed=False)", "-2.5", id="signed-false"),
    ],
)
def test_negative_float_needs_signed__refused(app, client, variable, text):
    """Nothing but one minus sign is taken, and none with signed=False."""
    app.add_url_rule(f"/<{variable}:price>", "price", lambda price: repr(price))

    found, missing = client.get("/2.5"), client.get(f"/{text}")

    assert found.text == "2.5"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        pytest.param("min=0.5", ["0.5", "1.0", "1.5", "1.6"], id="min"),
        pytest.param("max=1.5", ["-0.1", "0.0", "0.4", "0.5", "1.0", "1.5"], id="max"),
        pytest.param("min=0.5, max=1.5", ["0.5", "1.0", "1.5"], id="both"),
        pytest.param("min=1", ["1.0", "1.5", "1.6"], id="whole-limit"),
        pytest.param("min=0.0", ["0.0", "0.4", "0.5", "1.0", "1.5", "1.6"], id="zero-limit"),
    ],
)
def test_float_limits_are_inclusive(app, client, arguments, taken):
    """The limits themselves are taken, also where they are zero, and nothing beyond them."""
    app.add_url_rule(
        f"/<float(signed=True, {arguments}):price>", "price", lambda price: f"{price}!"
    )
    prices = ["-0.1", "0.0", "0.4", "0.5", "1.0", "1.5", "1.6"]

    answers = {price: client.get(f"/{price}").text for price in prices}

    assert [price for price, text in answers.items() if text == f"{price}!"] == taken


@given(price=PLAIN)
def test_float_survives_the_round_trip__unsigned(client_of, price):
    """Zero, and floats from 0.0001 to 1e15: beyond, Python may write an exponent."""
    assert round_trip(client_of, "float", price) == [repr(price)]


@given(price=PLAIN, sign=st.sampled_from([1, -1]))
def test_float_survives_the_round_trip__signed(client_of, price, sign):
    """The same floats and their negatives, minus zero included."""
    assert round_trip(client_of, "float(signed=True)", sign * price) == [repr(sign * price)]


def round_trip(client_of, converter, price):
    """What the view gets for the URL that url_for writes for a number."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule(f"/<{converter}:price>", "price", lambda price: seen.append(repr(price)) or "")
    with app.test_request_context():
        url = flask.url_for("price", price=price)
    client_of(app).get(url)
    return seen
