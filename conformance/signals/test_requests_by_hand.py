"""Signals of requests that no server sends, beyond the examples of the page."""

from contextlib import ExitStack

import flask
import pytest

SIGNALS = {
    "appcontext_pushed": "pushed",
    "request_started": "started",
    "request_finished": "finished",
    "request_tearing_down": "request tearing down",
    "appcontext_tearing_down": "context tearing down",
    "appcontext_popped": "popped",
}
END = ["request tearing down", "context tearing down", "popped"]


@pytest.fixture
def diary(app):
    """What was sent for ``app``, in its order."""
    entries = []

    def receiver(entry):
        return lambda sender, **extra: entries.append(entry)

    with ExitStack() as connections:
        for name, entry in SIGNALS.items():
            connections.enter_context(getattr(flask, name).connected_to(receiver(entry), app))
        yield entries


def test_request_context_by_hand_sends_no_signals_of_a_view(app, diary):
    """Entering it pushes a context, leaving it tears down."""
    with app.test_request_context("/visit"):
        diary.append("block")

    assert diary == ["pushed", "block", *END]


def test_request_context_by_hand_sends_no_signals_of_a_view__preprocessed(app, diary):
    """Running the functions before the view by hand starts no request either."""
    app.before_request(lambda: diary.append("before"))

    with app.test_request_context("/visit") as context:
        try:
            app.preprocess_request()
        except TypeError:
            app.preprocess_request(context)

    assert diary == ["pushed", "before", *END]


def test_kept_context_sends_the_signals_of_its_contexts_again(app, diary):
    """Each request is pushed twice and torn down twice."""
    app.add_url_rule("/visit", "visit", lambda: "visited")

    with app.test_client() as browser:
        browser.get("/visit")
        diary.append("look")
        browser.get("/visit")
        diary.append("look")

    request = ["pushed", "started", "finished", *END]
    assert diary == [*request, "pushed", "look", *END] * 2


def test_session_transaction_is_no_request__contexts(app, diary):
    """The signals that it does send are those of its contexts, before and after the block."""
    app.secret_key = "key"

    with app.test_client().session_transaction() as session:
        session["user"] = "Ada"
        diary.append("block")

    assert "pushed" in diary[: diary.index("block")]
    assert diary[-1] == "popped"
    assert {"started", "finished"}.isdisjoint(diary)
