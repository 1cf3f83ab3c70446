"""The names of the signals, beyond the examples of the page."""

import flask
import pytest

NAMES = [
    "appcontext_popped",
    "appcontext_pushed",
    "appcontext_tearing_down",
    "before_render_template",
    "got_request_exception",
    "message_flashed",
    "request_finished",
    "request_started",
    "request_tearing_down",
    "template_rendered",
]


@pytest.mark.parametrize("name", NAMES)
def test_module_has_the_signals(name):
    """The signal of the module is that of the package, and no other one."""
    import flask.signals

    signals = [getattr(flask.signals, each) for each in NAMES]
    found = [
        each for each, signal in zip(NAMES, signals, strict=True) if signal is getattr(flask, name)
    ]

    assert found == [name]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_signals_have_hyphens(name):
    """The name can be derived from the variable's."""
    found = str(getattr(flask, name).name)

    assert found == name.replace("_", "-")


def test_same_name_is_the_same_signal__not_the_ten(app):
    """A namespace of one's own does not have Flask's signals, even under the same name."""
    import flask.signals

    diary = []
    own = flask.signals.Namespace().signal("appcontext-pushed")

    def pushed(sender, **extra):
        diary.append("pushed")

    with own.connected_to(pushed, app), app.app_context():
        diary.append("block")
        own.send(app)

    assert diary == ["block", "pushed"]
