"""Messages of every type that a session keeps."""

from datetime import UTC, datetime
from uuid import UUID

import flask
import pytest


def shown_after(app, client, message):
    """What the page after a flash gets."""
    app.secret_key, seen = "key", []

    @app.route("/order", methods=["POST"])
    def order():
        flask.flash(message)
        return "ordered"

    @app.route("/books")
    def books():
        seen.extend(flask.get_flashed_messages())
        return "all books"

    client.post("/order")
    client.get("/books")
    [shown] = seen
    return shown


VALUES = {
    "number": 17,
    "fraction": 1.5,
    "truth": True,
    "none": None,
    "list": ["ordered", 17],
    "tuple": ("ordered", 17),
    "bytes": b"\x00\xff",
    "uuid": UUID(int=17),
    "time": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "nested": {"books": [("Emma", 17)]},
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_message_may_be_more_than_text__types(app, client, value):
    """Each type that a session keeps comes back as itself."""
    message = shown_after(app, client, value)

    assert message == value
    assert type(message) is type(value)
