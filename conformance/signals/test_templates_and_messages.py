"""Signals of messages, beyond the examples of the page."""

import flask
import pytest

MESSAGES = {
    "text": (["door is open"], ("message", "door is open")),
    "category": (["door is open", "warning"], ("warning", "door is open")),
    "markup-is-kept": (["<b>open</b>"], ("message", "<b>open</b>")),
    "structure": ([{"door": "open"}, "state"], ("state", {"door": "open"})),
    "empty": ([""], ("message", "")),
}


@pytest.mark.parametrize(("given", "told"), MESSAGES.values(), ids=MESSAGES)
def test_message_flashed_comes_at_once__table(app, given, told):
    """Message and category are told as they were given."""
    app.secret_key = "key"
    seen = []

    def flashed(sender, message, category, **extra):
        seen.append((category, message))

    with flask.message_flashed.connected_to(flashed, app), app.test_request_context("/visit"):
        flask.flash(*given)

    assert seen == [told]


def test_message_flashed_comes_at_once__not_when_taken(app):
    """Taking messages from the session tells nothing."""
    app.secret_key = "key"
    diary = []

    def flashed(sender, message, **extra):
        diary.append(message)

    with flask.message_flashed.connected_to(flashed, app), app.test_request_context("/visit"):
        flask.flash("door is open")
        diary.extend(flask.get_flashed_messages())

    assert diary == ["door is open", "door is open"]


def test_message_flashed_comes_at_once__refused(app):
    """A message that the session cannot keep is not told."""
    diary = []

    def flashed(sender, message, **extra):
        diary.append(message)

    with flask.message_flashed.connected_to(flashed, app):
        with app.test_request_context("/visit"), pytest.raises(RuntimeError):
            flask.flash("lost")
        app.secret_key = "key"
        with app.test_request_context("/visit"):
            flask.flash("kept")

    assert diary == ["kept"]
