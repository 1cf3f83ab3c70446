"""Names that extensions import, beyond the examples of the page."""

import pytest

SWITCHED_OFF = ["0", "false", "no", ""]


@pytest.mark.parametrize("value", ["1", "true", "yes", *SWITCHED_OFF], ids=repr)
def test_debug_switch_can_be_asked(monkeypatch, value):
    """It is on for every value but those that say no."""
    from flask.helpers import get_debug_flag

    monkeypatch.setenv("FLASK_DEBUG", value)

    assert get_debug_flag() is (value not in SWITCHED_OFF)
