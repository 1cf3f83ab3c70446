"""The short cut to the receivers of a signal leaves nothing out that Blinker would do."""

import pytest
from blinker import Signal

from hipflask import Flask, request_started


@pytest.fixture
def app():
    app = Flask("shop", static_folder=None)
    app.add_url_rule("/page", "page", lambda: "page")
    return app


@pytest.fixture
def seen():
    seen = []

    def receive(sender, **values):
        seen.append((sender, values))

    with request_started.connected_to(receive):
        yield seen


def test_receiver_gets_what_was_sent(app, seen):
    app.test_client().get("/page")

    assert seen == [(app, {})]


def test_muted_signal_is_not_received(app, seen):
    with request_started.muted():
        app.test_client().get("/page")

    assert seen == []


def test_receivers_of_other_senders_hear_nothing(app):
    seen = []

    def receive(sender, **values):
        seen.append(sender)

    with request_started.connected_to(receive, sender=Flask("other", static_folder=None)):
        app.test_client().get("/page")

    assert seen == []


def test_only_coroutine_functions_are_waited_for(monkeypatch, app, seen):
    """Receivers are no steps of the application, so that it is asked for these only."""
    asked = []

    async def receive(sender, **values):
        raise AssertionError("The application calls it otherwise.")

    def ensure_sync(function):
        asked.append(function)
        return (lambda sender: None) if function is receive else function

    monkeypatch.setattr(app, "ensure_sync", ensure_sync)
    with request_started.connected_to(receive):
        app.test_client().get("/page")

    assert asked == [receive, app.view_functions["page"]]
    assert len(seen) == 1


@pytest.mark.parametrize("name", ["send", "receivers_for"])
@pytest.mark.parametrize("owner", [request_started, Signal], ids=["signal", "class"])
def test_replaced_step_of_sending_is_taken(monkeypatch, app, seen, owner, name):
    monkeypatch.setattr(owner, name, lambda *given, **named: [])

    app.test_client().get("/page")

    assert seen == []
