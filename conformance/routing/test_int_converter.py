"""What the converter int takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        pytest.param("0", 0, id="zero"),
        pytest.param("7", 7, id="one-digit"),
        pytest.param("007", 7, id="leading-zeros"),
        pytest.param("%31%32", 12, id="encoded-digits"),
        pytest.param("9" * 30, int("9" * 30), id="more-than-64-bits"),
    ],
)
def test_int_takes_digits__matching(app, client, digits, number):
    """Digits are read in base ten, whatever number they stand for."""
    app.add_url_rule("/pages/<int:number>", "page", lambda number: repr(number))

    response = client.get(f"/pages/{digits}")

    assert response.text == repr(number)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("-1", id="minus"),
        pytest.param("+1", id="plus"),
        pytest.param("1.0", id="point"),
        pytest.param("1,000", id="comma"),
        pytest.param("1_000", id="underscore"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("1e3", id="exponent"),
        pytest.param("1a", id="letter-behind"),
        pytest.param("a1", id="letter-before"),
        pytest.param("%201", id="space-before"),
        pytest.param("1%20", id="space-behind"),
        pytest.param("1/", id="slash-behind"),
        pytest.param("%C2%B2", id="superscript-two"),
    ],
)
def test_int_takes_digits__refused(app, client, text):
    """Whatever else Python's int would read is not found."""
    app.add_url_rule("/pages/<int:number>", "page", lambda number: repr(number))

    found, missing = client.get("/pages/1"), client.get(f"/pages/{text}")

    assert found.text == "1"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("7", "7", id="without-sign"),
        pytest.param("-7", "-7", id="minus"),
        pytest.param("-0", "0", id="minus-zero"),
        pytest.param("-007", "-7", id="leading-zeros"),
    ],
)
def test_negative_int_needs_signed__signed(app, client, text, answer):
    """With signed=True a single minus sign may come first."""
    app.add_url_rule("/<int(signed=True):number>", "page", lambda number: repr(number))

    response = client.get(f"/{text}")

    assert response.text == answer


@pytest.mark.parametrize(
    "text", ["+7", "--7", "-", "7-"], ids=["plus", "two-signs", "sign-only", "sign-behind"]
)
def test_negative_int_needs_signed__no_other_sign(app, client, text):
    """With signed=True still nothing but one minus sign before digits is taken."""
    app.add_url_rule("/<int(signed=True):number>", "page", lambda number: repr(number))

    found, missing = client.get("/-7"), client.get(f"/{text}")

    assert found.text == "-7"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "variable", ["<int:number>", "<int(signed=False):number>"], ids=["silent", "signed-false"]
)
def test_negative_int_needs_signed__unsigned(app, client, variable):
    """Without signed, or with signed=False, no sign is taken."""
    app.add_url_rule(f"/{variable}", "page", lambda number: repr(number))

    found, missing = client.get("/7"), client.get("/-7")

    assert found.text == "7"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        pytest.param("min=2", [2, 3, 4, 5], id="min"),
        pytest.param("max=3", [-1, 0, 1, 2, 3], id="max"),
        pytest.param("min=2, max=4", [2, 3, 4], id="both"),
        pytest.param("min=3, max=3", [3], id="one-number"),
        pytest.param("min=0", [0, 1, 2, 3, 4, 5], id="min-zero"),
        pytest.param("max=0", [-1, 0], id="max-zero"),
    ],
)
def test_int_limits_are_inclusive(app, client, arguments, taken):
    """The limits themselves are taken, also where they are zero, and nothing beyond them."""
    app.add_url_rule(
        f"/<int(signed=True, {arguments}):number>", "page", lambda number: f"{number}!"
    )

    answers = {number: client.get(f"/{number}").text for number in range(-1, 6)}

    assert [number for number, text in answers.items() if text == f"{number}!"] == taken


def test_int_limits_are_inclusive__text_is_not_compared(app, client):
    """Numbers are compared, not their digits: leading zeros do not matter."""
    app.add_url_rule("/<int(min=10, max=20):number>", "page", lambda number: repr(number))

    inside, outside = client.get("/0015"), client.get("/9")

    assert inside.text == "15"
    assert outside.status_code == 404


@pytest.mark.parametrize("arguments", ["fixed_digits=3", "3"], ids=["named", "positional"])
def test_fixed_digits_count(app, client, arguments):
    """Three digits are taken, zeros in front included, and neither two nor four."""
    app.add_url_rule(f"/<int({arguments}):number>", "page", lambda number: f"{number}!")

    answers = [client.get(f"/{digits}").text for digits in ("007", "123", "07", "0007", "1234")]

    assert answers[:2] == ["7!", "123!"]
    assert not any(text.endswith("!") for text in answers[2:])


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param("7", 7, id="text"),
        pytest.param("007", 7, id="text-with-zeros"),
        pytest.param(7.9, 7, id="float"),
        pytest.param(True, 1, id="true"),
    ],
)
def test_url_for_writes_whole_numbers(app, client, value, number):
    """Values that int takes are written as the number that it makes of them."""
    app.add_url_rule("/pages/<int:number>", "page", lambda number: repr(number))

    with app.test_request_context():
        url = flask.url_for("page", number=value)

    assert url == f"/pages/{number}"
    assert client.get(url).text == repr(number)


@pytest.mark.parametrize("value", ["", "x", "1.5"], ids=["empty", "letter", "point"])
def test_url_for_refuses_what_is_no_number__values(app, client, value):
    """There is no URL for a text that does not say a whole number."""
    app.add_url_rule("/pages/<int:number>", "page", lambda number: repr(number))

    with app.test_request_context(), pytest.raises(ValueError):
        flask.url_for("page", number=value)

    assert client.get("/pages/7").text == "7"


@given(number=st.integers(min_value=0))
def test_int_survives_the_round_trip__unsigned(client_of, number):
    """Every number from zero on; the negative ones need signed."""
    assert round_trip(client_of, "int", number) == [number]


@given(number=st.integers())
def test_int_survives_the_round_trip__signed(client_of, number):
    """Every number, whatever its sign and size."""
    assert round_trip(client_of, "int(signed=True)", number) == [number]


@given(number=st.integers(0, 9999))
def test_int_survives_the_round_trip__fixed_digits(client_of, number):
    """Every number that has no more digits than are fixed."""
    assert round_trip(client_of, "int(fixed_digits=4)", number) == [number]


@given(number=st.integers(5, 500))
def test_int_survives_the_round_trip__limits(client_of, number):
    """Every number between the limits."""
    assert round_trip(client_of, "int(min=5, max=500)", number) == [number]


def round_trip(client_of, converter, number):
    """What the view gets for the URL that url_for writes for a number."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule(f"/<{converter}:number>", "page", lambda number: seen.append(number) or "page")
    with app.test_request_context():
        url = flask.url_for("page", number=number)
    client_of(app).get(url)
    return seen
