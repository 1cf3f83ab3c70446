"""What receivers get, for each signal."""

import flask
import pytest

KEYWORDS = {
    "appcontext_popped": [],
    "appcontext_pushed": [],
    "appcontext_tearing_down": ["exc"],
    "before_render_template": ["context", "template"],
    "got_request_exception": ["exception"],
    "message_flashed": ["category", "message"],
    "request_finished": ["response"],
    "request_started": [],
    "request_tearing_down": ["exc"],
    "template_rendered": ["context", "template"],
}


def prepare(app):
    """Give the application a view that brings about each of the ten signals, once."""
    app.secret_key = "key"

    @app.route("/visit")
    def visit():
        flask.flash("door is open")
        flask.render_template_string("visited")
        return {}["missing"]


@pytest.mark.parametrize("name", KEYWORDS)
def test_sender_is_the_application__each(app, client, name):
    """Each signal is sent once, by the application itself."""
    senders = []
    prepare(app)

    def receiver(sender, **extra):
        senders.append(sender)

    with getattr(flask, name).connected_to(receiver):
        client.get("/visit")

    assert [sender is app for sender in senders] == [True]


@pytest.mark.parametrize("name", KEYWORDS)
def test_receiver_of_one_application_does_not_hear_of_others__each(app, client, client_of, name):
    """A receiver of each signal hears of one application only."""
    diary = []
    other = flask.Flask("other", static_folder=None)
    for each in (app, other):
        prepare(each)

    def receiver(sender, **extra):
        diary.append(sender.name)

    with getattr(flask, name).connected_to(receiver, app):
        client.get("/visit")
        client_of(other).get("/visit")

    assert diary == ["app_under_test"]


@pytest.mark.parametrize(("name", "keywords"), KEYWORDS.items(), ids=KEYWORDS)
def test_keywords_depend_on_the_signal__each(app, client, name, keywords):
    """A receiver gets at least the keywords of its signal."""
    seen = []
    prepare(app)

    def receiver(sender, **extra):
        seen.append([keyword for keyword in keywords if keyword in extra])

    with getattr(flask, name).connected_to(receiver, app):
        client.get("/visit")

    assert seen == [keywords]


def test_connection_may_be_temporary__after_an_error(app):
    """An error that leaves the block ends the connection as well."""
    diary = []

    def pushed(sender, **extra):
        diary.append("pushed")

    def work():
        with flask.appcontext_pushed.connected_to(pushed, app), app.app_context():
            raise ValueError

    with pytest.raises(ValueError):
        work()
    with app.app_context():
        diary.append("after")

    assert diary == ["pushed", "after"]
