"""Forged cookies: changed anywhere, signed otherwise, or none at all."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

# Signed with the key "key" in 2020, which the lifetime here allows.
TRUE_COOKIE = "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.L2KnLlgzl0j3C1VE0wpn0WiR3xc"
OTHERWISE_SIGNED = {
    "other-key": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.O_WLOCDcGc1qS-gIiFMevhlGdy4",
    "other-salt": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.PDghpReFsLx55SZDqI3Hwz_xQsg",
    "other-digest": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.2e1GjkiqXwDh6_x3U0RbDdve6hzJKA45jl9wtc-hMdg",
    "other-derivation": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.jNpO4gPKE6uUdx-iIYuvsWDd970",
    "no-derivation": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.mBw-lh07U4Y0HSTmy_YMwVqf-og",
    "no-time": "eyJuYW1lIjoiQWRhIn0.xR-YPtF9t-fQasOcT8FXdaNOCME",
}
MALFORMED = {
    "word": "forged",
    "empty": "",
    "dots": "...",
    "text-alone": "eyJuYW1lIjoiQWRhIn0",
    "text-and-time": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ",
    "no-signature": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.",
    "no-text": ".Xg1dpQ.L2KnLlgzl0j3C1VE0wpn0WiR3xc",
    "shortened": TRUE_COOKIE[:-1],
    "lengthened": TRUE_COOKIE + "A",
    "twice": TRUE_COOKIE + "." + TRUE_COOKIE,
    "blank-inside": TRUE_COOKIE.replace(".", " .", 1),
    "not-base64": "%%%.Xg1dpQ.L2KnLlgzl0j3C1VE0wpn0WiR3xc",
    "long": "a" * 9000,
}


@pytest.fixture
def session_for(app, client):
    """A function that tells what session the application finds for a header ``Cookie``."""
    lifetime = 3 * 10**9
    app.config.update(
        SECRET_KEY="key", SESSION_COOKIE_NAME="visit", PERMANENT_SESSION_LIFETIME=lifetime
    )
    app.add_url_rule("/session", "session", lambda: dict(flask.session))
    return lambda cookie: client.get("/session", headers={"Cookie": cookie}).json()


# The last character of the signature is left out: some of its bits have no meaning.
PLACES = st.integers(0, len(TRUE_COOKIE) - 2)
CHARACTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@given(place=PLACES, character=CHARACTERS)
def test_changed_cookie_is_an_empty_session(session_for, place, character):
    """Any character in any place makes it one, but that which was there.

    The last character is left out. The application is the same for all, since it does not change.
    """
    changed = TRUE_COOKIE[:place] + character + TRUE_COOKIE[place + 1 :]

    honest, forged = session_for(f"visit={TRUE_COOKIE}"), session_for(f"visit={changed}")

    assert honest == {"name": "Ada"}
    assert forged == (honest if changed == TRUE_COOKIE else {})


@pytest.mark.parametrize("cookie", OTHERWISE_SIGNED.values(), ids=OTHERWISE_SIGNED)
def test_otherwise_signed_cookie_is_an_empty_session(session_for, cookie):
    """Each is like none, beside one that was signed as it should be."""
    forged, honest = session_for(f"visit={cookie}"), session_for(f"visit={TRUE_COOKIE}")

    assert (forged, honest) == ({}, {"name": "Ada"})


@pytest.mark.parametrize("cookie", MALFORMED.values(), ids=MALFORMED)
def test_any_other_cookie_is_an_empty_session(session_for, cookie):
    """Each is like none, beside one that is a session."""
    forged, honest = session_for(f"visit={cookie}"), session_for(f"visit={TRUE_COOKIE}")

    assert (forged, honest) == ({}, {"name": "Ada"})


@given(cookie=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30))
def test_any_other_cookie_is_an_empty_session__of_any_text(session_for, cookie):
    """Any text of visible ASCII characters is like none.

    The application is the same for all, since it does not change.
    """
    forged, honest = session_for(f"visit={cookie}"), session_for(f"visit={TRUE_COOKIE}")

    assert (forged, honest) == ({}, {"name": "Ada"})


def test_first_cookie_counts(session_for):
    """It counts whether it is forged or the other is."""
    true, forged = f"visit={TRUE_COOKIE}", "visit=forged"

    sessions = session_for(f"{true}; {forged}"), session_for(f"{forged}; {true}")

    assert sessions == ({"name": "Ada"}, {})
