"""What reaches the handlers and what only the one for status 500, as a table of moments."""

import flask
import pytest

FAILURES = {
    "error": (lambda: {}["lost"], "KeyError"),
    "http-error": (lambda: flask.abort(403), "403"),
}
failure = pytest.mark.parametrize(("fail", "name"), FAILURES.values(), ids=FAILURES)


def name_of(error):
    """The code of an HTTP error, and the class of another."""
    return getattr(error, "code", type(error).__name__)


def handle(app, *wanted):
    """Answer 500 by the name of what was raised, and other errors by ``handled``."""
    app.register_error_handler(
        500, lambda error: (f"500: {name_of(error.original_exception)}", 500)
    )
    for each in wanted:
        app.register_error_handler(each, lambda error: "handled")


def failing_sessions(fail, method):
    """A session interface, one method of which fails."""
    from flask.sessions import SecureCookieSessionInterface

    kind = type("Failing", (SecureCookieSessionInterface,), {method: lambda *given: fail()})
    return kind()


@failure
def test_errors_when_the_request_starts_are_handled(app, client, fail, name):
    """A handler for its class or code gets it, and the view does not run."""
    handle(app, KeyError, 403)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def started(sender, **extra):
        fail()

    with flask.request_started.connected_to(started, app):
        failed = client.get("/visit")

    assert failed.text == "handled"
    assert client.get("/visit").text == "visited"


@failure
def test_errors_before_the_view_are_handled__blueprint(app, client, fail, name):
    """A function of a blueprint leads to the blueprint's handler."""
    shop = flask.Blueprint("shop", __name__)
    shop.before_request(fail)
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    handle(shop, KeyError, 403)
    app.register_blueprint(shop)

    answer = client.get("/buy")

    assert answer.text == "handled"


@failure
def test_errors_after_the_view_are_unhandled(app, client, fail, name):
    """The handlers for class and code are asked for a failing view, and then no more."""
    handle(app, KeyError, 403)
    app.add_url_rule("/broken", "broken", fail)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    @app.after_request
    def note(response):
        if response.get_data(as_text=True) == "visited":
            fail()
        return response

    assert client.get("/broken").text == "handled"
    assert client.get("/visit").text == f"500: {name}"


@failure
def test_errors_after_the_view_are_unhandled__after_this_request(app, client, fail, name):
    """The same holds for the functions after this request."""
    handle(app, KeyError, 403)

    @app.route("/visit")
    def visit():
        @flask.after_this_request
        def note(response):
            if response.get_data(as_text=True) == "visited":
                fail()
            return response

        return "visited"

    answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (500, f"500: {name}")


@failure
def test_errors_after_the_view_are_unhandled__blueprint(app, client, fail, name):
    """The handlers of a blueprint are not asked either, but for status 500."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    handle(shop, KeyError, 403)

    @shop.after_request
    def note(response):
        if response.get_data(as_text=True) == "bought":
            fail()
        return response

    app.register_blueprint(shop)

    answer = client.get("/buy")

    assert (answer.status_code, answer.text) == (500, f"500: {name}")


@failure
def test_errors_of_handlers_are_unhandled(app, client, fail, name):
    """The handler for what a handler raises is asked for a view that raises it, and only then."""
    handle(app, KeyError, 403)
    app.register_error_handler(ZeroDivisionError, lambda error: fail())
    app.add_url_rule("/broken", "broken", fail)
    app.add_url_rule("/division", "division", lambda: 1 / 0)

    assert client.get("/broken").text == "handled"
    assert client.get("/division").text == f"500: {name}"


def test_errors_of_handlers_are_unhandled__the_same_error(app, client):
    """A handler that raises its error once more is not asked again."""
    asked = []
    handle(app)

    @app.errorhandler(KeyError)
    def search(error):
        asked.append("search")
        raise error

    app.add_url_rule("/key", "key", lambda: {}["lost"])

    answer = client.get("/key")

    assert asked == ["search"]
    assert answer.text == "500: KeyError"


RESULTS = {
    "none": lambda: None,
    "number": lambda: 7,
    "true": lambda: True,
    "object": lambda: object(),
    "long-tuple": lambda: ("text", 200, {}, "more"),
}


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_result_that_is_no_response_is_a_server_error__table(app, client, make):
    """Whatever cannot become a response leads there, from views and functions before them."""
    handle(app)
    app.add_url_rule("/visit", "visit", make)
    app.add_url_rule("/refused", "refused", lambda: "visited")
    app.before_request(lambda: (make(), 200) if flask.request.endpoint == "refused" else None)

    answers = [client.get(path).text for path in ("/visit", "/refused")]

    assert answers == ["500: TypeError"] * 2


@failure
@pytest.mark.parametrize("method", ["open_session", "save_session"])
def test_failing_session_is_a_server_error(app, client, fail, name, method):
    """Both an error and an HTTP error lead to the handler for status 500."""
    handle(app)
    app.secret_key = "key"
    app.add_url_rule("/visit", "visit", lambda: "visited")
    sessions, app.session_interface = app.session_interface, failing_sessions(fail, method)

    answer = client.get("/visit")
    app.session_interface = sessions

    assert (answer.status_code, answer.text) == (500, f"500: {name}")
    assert client.get("/visit").text == "visited"


@failure
def test_failure_when_the_request_is_finished_is_a_server_error(app, client, fail, name):
    """What the view had answered is replaced."""
    handle(app)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def finished(sender, response, **extra):
        if response.status_code == 200:
            fail()

    with flask.request_finished.connected_to(finished, app):
        answer = client.get("/visit")

    assert (answer.status_code, answer.text) == (500, f"500: {name}")


def no_response(app, fail):
    """Let a view return nothing."""
    app.view_functions["visit"] = lambda: None


def opening(app, fail):
    """Let sessions fail when they are opened."""
    app.session_interface = failing_sessions(fail, "open_session")


def saving(app, fail):
    """Let sessions fail when they are saved."""
    app.session_interface = failing_sessions(fail, "save_session")


@failure
@pytest.mark.parametrize("arrange", [no_response, opening, saving], ids=lambda each: each.__name__)
def test_handlers_for_other_errors_stay_unasked(app, client, arrange, fail, name):
    """They are asked when the view raises, but for none of these moments."""
    handle(app, KeyError, TypeError, 403)
    app.secret_key = "key"
    app.add_url_rule("/broken", "broken", fail)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    handled = client.get("/broken")
    arrange(app, fail)
    unhandled = client.get("/visit")

    assert handled.text == "handled"
    assert unhandled.text.startswith("500: ")


@failure
def test_handlers_for_other_errors_stay_unasked__request_finished(app, client, fail, name):
    """Nor are they for a receiver of the signal."""
    handle(app, KeyError, 403)
    app.add_url_rule("/broken", "broken", fail)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    def finished(sender, response, **extra):
        if response.get_data(as_text=True) == "visited":
            fail()

    with flask.request_finished.connected_to(finished, app):
        handled, unhandled = client.get("/broken"), client.get("/visit")

    assert (handled.text, unhandled.text) == ("handled", f"500: {name}")
