"""The short cut to an empty session is for ours, as long as Werkzeug makes them as it does."""

import pytest
from werkzeug.datastructures import CallbackDict

from hipflask.sessions import NullSession, SecureCookieSession


class Noting(CallbackDict):
    """A dict that knows how it was made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.made_of = args


class Own(SecureCookieSession, Noting):
    """A session with another class behind ours."""


@pytest.mark.parametrize("session_class", [NullSession, SecureCookieSession])
def test_empty_session_has_what_others_have(session_class):
    empty, other = session_class(), session_class({})

    assert vars(empty) == vars(other)
    assert empty == other == {}


def test_empty_session_notices_changes():
    session = SecureCookieSession()
    before = session.modified
    session["reader"] = 7

    assert not before
    assert session.modified


def test_class_behind_ours_is_asked():
    assert Own().made_of == (None,)


@pytest.mark.parametrize("session_class", [NullSession, SecureCookieSession])
def test_patched_constructor_is_called(monkeypatch, session_class):
    made = []
    monkeypatch.setattr(CallbackDict, "__init__", lambda *args, **kwargs: made.append(args[0]))

    session = session_class()

    assert made == [session]
    assert made[0] is session


@pytest.mark.parametrize("initial", [{"reader": 7}, [("reader", 7)]], ids=["dict", "pairs"])
def test_session_has_values_of_its_own(initial):
    session = SecureCookieSession(initial)
    session["visits"] = 1

    assert session == {"reader": 7, "visits": 1}
    assert "visits" not in initial


def test_session_of_what_is_no_mapping_fails():
    with pytest.raises(TypeError):
        SecureCookieSession(0)
