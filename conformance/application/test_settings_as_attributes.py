"""Attributes of applications that are settings."""

from datetime import timedelta

import flask
import pytest

ATTRIBUTES = {
    "testing": ("TESTING", True),
    "debug": ("DEBUG", True),
    "secret_key": ("SECRET_KEY", "sesame"),
}


@pytest.mark.parametrize(("name", "pair"), ATTRIBUTES.items(), ids=ATTRIBUTES)
def test_attribute_is_the_setting(name, pair):
    """Of that application, and of no other."""
    setting, value = pair
    shop, store, other = (flask.Flask("shop", static_folder=None) for _ in range(3))

    setattr(shop, name, value)
    store.config[setting] = value

    read = [dict(each.config)[setting] for each in (shop, store, other)]
    assert read[:2] == [value, value]
    assert not read[2]
    assert [getattr(each, name) for each in (shop, store, other)] == read


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param(timedelta(minutes=2), 120, id="duration"),
        pytest.param(90, 90, id="whole-seconds"),
        pytest.param(0.5, 0.5, id="parts-of-a-second"),
    ],
)
def test_lifetime_of_sessions_is_a_duration(value, seconds):
    """It may be set as an attribute, or as a setting."""
    shop, store = (flask.Flask("shop", static_folder=None) for _ in range(2))

    shop.permanent_session_lifetime = value
    store.config["PERMANENT_SESSION_LIFETIME"] = value

    found = [each.permanent_session_lifetime.total_seconds() for each in (shop, store)]
    assert " ".join(map("{:g}".format, found)) == f"{seconds:g} {seconds:g}"


VALUES = {
    **{value or "empty": (value, False) for value in ("", "0", "false", "No")},
    **{value: (value, True) for value in ("1", "true", "Yes")},
}


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_environment_switches_debug_mode_on(monkeypatch, value, expected):
    """Without the variable it is off."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    without = flask.Flask("shop", static_folder=None)
    monkeypatch.setenv("FLASK_DEBUG", value)
    shop = flask.Flask("shop", static_folder=None)

    assert [without.debug, shop.debug, dict(shop.config)["DEBUG"]] == [False, expected, expected]


@pytest.mark.parametrize("value", ["0", "1"], ids=["off", "on"])
def test_environment_is_asked_once(monkeypatch, value):
    """When the application is made."""
    monkeypatch.setenv("FLASK_DEBUG", value)
    shop = flask.Flask("shop", static_folder=None)
    monkeypatch.setenv("FLASK_DEBUG", "10"[int(value)])
    other = flask.Flask("shop", static_folder=None)

    assert f"{shop.debug}, {other.debug}" == f"{value == '1'}, {value == '0'}"
