"""Ways to register error handlers, beyond the examples of the page."""

from http import HTTPStatus

import flask
import pytest

ERRORS = {
    "code": (403, lambda: flask.abort(403)),
    "class": (KeyError, lambda: {}["lost"]),
}


@pytest.mark.parametrize(("wanted", "view"), ERRORS.values(), ids=ERRORS)
def test_handler_can_be_registered_without_a_decorator__blueprint(app, client, wanted, view):
    """A blueprint has the same method, for its own views."""
    shop = flask.Blueprint("shop", __name__)
    shop.register_error_handler(wanted, lambda error: "the shop answers")
    shop.add_url_rule("/buy", "buy", view)
    app.register_blueprint(shop)

    answer = client.get("/buy")

    assert answer.text == "the shop answers"


@pytest.mark.parametrize("wanted", [403, KeyError], ids=ERRORS)
def test_decorator_gives_the_function_back__blueprint(app, client, wanted):
    """The decorators of a blueprint do so as well, and register the function."""
    shop = flask.Blueprint("shop", __name__)

    def answer(error):
        return "answered"

    returned = [shop.errorhandler(wanted)(answer), shop.app_errorhandler(404)(answer)]
    app.register_blueprint(shop)

    assert returned == [answer, answer]
    assert client.get("/nowhere").text == "answered"


@pytest.mark.parametrize(("wanted", "view"), ERRORS.values(), ids=ERRORS)
def test_blueprint_can_register_for_the_whole_application__table(app, client, wanted, view):
    """A code and a class, for a view of the application, of the blueprint and of another."""
    shop, other = flask.Blueprint("shop", __name__), flask.Blueprint("other", __name__)
    shop.app_errorhandler(wanted)(lambda error: f"answered at {flask.request.path}")
    for layer, path in ((app, "/window"), (shop, "/buy"), (other, "/sell")):
        layer.add_url_rule(path, "view", view)
    app.register_blueprint(shop)
    app.register_blueprint(other)

    answers = [client.get(path).text for path in ("/window", "/buy", "/sell")]

    assert answers == ["answered at /window", "answered at /buy", "answered at /sell"]


def test_blueprint_can_register_for_the_whole_application__nested(app, client):
    """A blueprint inside another can do so as well."""
    town, shop = flask.Blueprint("town", __name__), flask.Blueprint("shop", __name__)
    shop.app_errorhandler(404)(lambda error: "searched")
    town.register_blueprint(shop)
    app.register_blueprint(town)

    assert client.get("/nowhere").text == "searched"


def test_later_handler_takes_the_place_of_the_earlier__by_a_blueprint(app, client):
    """What a blueprint registers for the whole application counts from when it is registered."""
    shop = flask.Blueprint("shop", __name__)
    shop.app_errorhandler(404)(lambda error: "the shop answers")
    app.register_error_handler(404, lambda error: "the application answers")
    app.register_blueprint(shop)

    answer = client.get("/nowhere")

    assert answer.text == "the shop answers"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
def test_handler_for_a_code_gets_the_errors_with_that_code__methods(app, client, method):
    """Handlers answer for every method, for a view that aborts and for an unknown URL."""
    for code in (403, 404):
        app.register_error_handler(
            code, lambda error: ("handled", 410, {"X-Code": str(error.code)})
        )
    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(403), methods=[method])

    answers = [client.request(method, path) for path in ("/guarded", "/nowhere")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert [answer.headers["X-Code"] for answer in answers] == ["403", "404"]
    assert [answer.text for answer in answers] == ["" if method == "HEAD" else "handled"] * 2


@pytest.mark.parametrize("registered", [403, HTTPStatus.FORBIDDEN], ids=["number", "member"])
@pytest.mark.parametrize("aborted", [403, HTTPStatus.FORBIDDEN], ids=["number", "member"])
def test_handler_for_a_code_gets_the_errors_with_that_code__named(app, client, registered, aborted):
    """A member of ``HTTPStatus`` is a code, for handlers and for ``abort``."""
    app.register_error_handler(registered, lambda error: f"handled {int(error.code)}")
    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(aborted))

    answer = client.get("/guarded")

    assert answer.text == "handled 403"
