"""Messages for the next page, whatever they say and whoever asks."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def shop(app):
    """An application that flashes what it is told, and returns messages as JSON."""
    app.secret_key = "key"

    @app.route("/flash/<text>", methods=["POST"])
    def flash(text):
        flask.flash(text)
        return "flashed"

    @app.route("/messages")
    def messages():
        return {"messages": flask.get_flashed_messages()}

    return app


@pytest.mark.parametrize("between", [0, 1, 7])
def test_message_waits_for_its_page__however_long(shop, client, between):
    """Any number of requests, some with messages of their own, may come in between."""
    client.post("/flash/first")
    for number in range(between):
        client.post(f"/flash/{number}")

    shown = client.get("/messages").json()["messages"]

    assert shown == ["first", *map(str, range(between))]


def test_message_is_shown_once__many_at_a_time(shop, client):
    """All messages are gone after they were shown, and new ones come without them."""
    for text in ("one", "two", "three"):
        client.post(f"/flash/{text}")
    shown = [client.get("/messages").json()["messages"] for _ in range(2)]
    client.post("/flash/four")
    shown.append(client.get("/messages").json()["messages"])

    assert shown == [["one", "two", "three"], [], ["four"]]


def test_each_client_has_messages_of_its_own(shop, client_of):
    """Of two visitors that take turns, each sees what was said to them."""
    ada, grace = client_of(shop), client_of(shop)
    ada.post("/flash/to-ada")
    grace.post("/flash/to-grace")
    ada.post("/flash/again")

    shown = [each.get("/messages").json()["messages"] for each in (grace, ada, client_of(shop))]

    assert shown == [["to-grace"], ["to-ada", "again"], []]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)


@given(texts=st.lists(texts, min_size=1, max_size=4))
def test_text_comes_back_unchanged(client_of, texts):
    """Any texts come back in their order (no surrogates, and few enough for a cookie)."""
    app, seen = flask.Flask("app_under_test", static_folder=None), []
    app.secret_key = "key"

    @app.route("/order", methods=["POST"])
    def order():
        for text in texts:
            flask.flash(text)
        return "ordered"

    @app.route("/books")
    def books():
        seen.extend(flask.get_flashed_messages())
        return "all books"

    client = client_of(app)
    client.post("/order")
    client.get("/books")

    assert seen == texts
