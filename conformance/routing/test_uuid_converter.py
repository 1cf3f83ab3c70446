"""What the converter uuid takes and writes, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

CANONICAL = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(CANONICAL[:-1], id="one-digit-short"),
        pytest.param(CANONICAL + "0", id="one-digit-more"),
        pytest.param(CANONICAL[:-1] + "g", id="no-hexadecimal-digit"),
        pytest.param("{" + CANONICAL + "}", id="braces"),
        pytest.param("urn:uuid:" + CANONICAL, id="urn"),
        pytest.param(CANONICAL.replace("-", "_"), id="underscores"),
        pytest.param("6ba7-b8109dad-11d1-80b4-00c04fd430c8", id="hyphens-misplaced"),
    ],
)
def test_uuid_takes_the_canonical_form__refused(app, client, text):
    """Other forms, although Python's UUID reads some of them, are not found."""
    app.add_url_rule("/orders/<uuid:number>", "order", lambda number: str(number))

    found, missing = client.get(f"/orders/{CANONICAL}"), client.get(f"/orders/{text}")

    assert found.text == CANONICAL
    assert missing.status_code == 404


@given(number=st.uuids(allow_nil=True))
def test_uuid_survives_the_round_trip(client_of, number):
    """Every UUID, of any version and none, the nil UUID included."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []
    app.add_url_rule(
        "/orders/<uuid:number>", "order", lambda number: seen.append(number) or "order"
    )

    with app.test_request_context():
        url = flask.url_for("order", number=number)
    client_of(app).get(url)

    assert seen == [number]
