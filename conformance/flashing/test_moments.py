"""Where and when messages can be flashed."""

import flask
import pytest


@pytest.fixture
def shop(app):
    """An application that returns messages as JSON."""
    app.secret_key = "key"
    app.add_url_rule("/messages", "messages", lambda: flask.get_flashed_messages())
    return app


def flash_and_answer(error):
    """A handler that leaves a message."""
    flask.flash("handled")
    return "handled", 400


def order_by(fail):
    """A view that leaves a message and fails."""

    def order():
        flask.flash("tried")
        return fail()

    return order


ERRORS = {
    "by-code": (403, lambda: flask.abort(403)),
    "by-class": (KeyError, lambda: {}["missing"]),
    "server-error": (500, lambda: {}["missing"]),
}


@pytest.mark.parametrize(("kind", "fail"), ERRORS.values(), ids=ERRORS)
def test_error_handlers_may_flash__kinds(shop, client, kind, fail):
    """Handlers of every kind keep messages, behind those of the view."""
    shop.register_error_handler(kind, flash_and_answer)
    shop.add_url_rule("/order", "order", order_by(fail))

    answer = client.get("/order")

    assert answer.status_code == 400
    assert client.get("/messages").json() == ["tried", "handled"]


def test_message_survives_an_error__unhandled(shop, client):
    """The page for an error that nobody handled keeps the message too."""
    shop.add_url_rule("/order", "order", order_by(lambda: {}["missing"]))

    answer = client.get("/order")

    assert answer.status_code == 500
    assert client.get("/messages").json() == ["tried"]


def test_functions_around_the_view_may_flash__of_this_request(shop, client):
    """A function for after this request may flash, and one that answers before the view."""

    def say_more(response):
        flask.flash("come again")
        return response

    @shop.before_request
    def close():
        if flask.request.path == "/messages":
            return None
        flask.flash("closed")
        flask.after_this_request(say_more)
        return "closed"

    client.get("/order")

    assert client.get("/messages").json() == ["closed", "come again"]


def test_functions_around_the_view_may_flash__unknown_url(shop, client):
    """They may flash for a URL that no rule knows."""

    @shop.after_request
    def note(response):
        if response.status_code == 404:
            flask.flash(f"no {flask.request.path}")
        return response

    client.get("/nowhere")

    assert client.get("/messages").json() == ["no /nowhere"]


def test_blueprints_share_the_messages__their_hooks(shop, client):
    """Functions around the views of a blueprint flash for the application too."""
    library = flask.Blueprint("library", __name__)

    @library.before_request
    def greet():
        flask.flash("quiet, please")

    @library.after_request
    def part(response):
        flask.flash("good bye")
        return response

    library.add_url_rule("/library", "library", lambda: "all books")
    shop.register_blueprint(library)

    client.get("/library")

    assert client.get("/messages").json() == ["quiet, please", "good bye"]
