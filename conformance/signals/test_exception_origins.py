"""Each place where an unhandled error may come from."""

from contextlib import suppress

import flask
import pytest


class OwnError(Exception):
    """An error that no handler takes."""


def fail(*arguments, **options):
    """Raise an error, whatever the arguments."""
    raise OwnError


def fail_once(response):
    """Raise an error for the response of the view, and none for the error page."""
    return response if response.status_code == 500 else fail()


@pytest.fixture
def told(app):
    """The errors that were told for ``app``, by class."""
    errors = []

    def got(sender, exception, **extra):
        errors.append(type(exception))

    with flask.got_request_exception.connected_to(got, app):
        yield errors


AROUND_THE_VIEW = {
    "before-request": lambda app: app.before_request(fail),
    "url-value-preprocessor": lambda app: app.url_value_preprocessor(fail),
    "view": lambda app: app.view_functions.update(visit=fail),
    "after-request": lambda app: app.after_request(fail_once),
    "after-this-request": lambda app: app.before_request(
        lambda: flask.after_this_request(fail_once) and None
    ),
    "context-processor": lambda app: app.context_processor(fail),
    "error-handler": lambda app: (
        app.register_error_handler(418, fail),
        app.before_request(lambda: flask.abort(418)),
    ),
}


@pytest.mark.parametrize("place", AROUND_THE_VIEW.values(), ids=AROUND_THE_VIEW)
def test_errors_around_the_view_are_told__table(app, client, told, place):
    """Each error is told once, also if it comes after the view or from another handler."""
    app.add_url_rule("/visit", "visit", lambda: flask.render_template_string("visited"))
    place(app)

    answer = client.get("/visit")

    assert told == [OwnError]
    assert answer.status_code == 500


@pytest.mark.parametrize("place", AROUND_THE_VIEW.values(), ids=AROUND_THE_VIEW)
def test_errors_around_the_view_are_told__propagated(app, client, told, place):
    """Each error is told once as well when it leaves the application."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.add_url_rule("/visit", "visit", lambda: flask.render_template_string("visited"))
    place(app)

    with suppress(OwnError):
        client.get("/visit")

    assert told == [OwnError]


VALUES = {"none": None, "number": 7, "object": object(), "tuple-of-four": ("a", 200, {}, "b")}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_errors_of_making_the_response_are_told__table(app, client, told, value):
    """Each value that is no response is told as a ``TypeError``."""
    app.add_url_rule("/visit", "visit", lambda: value)

    client.get("/visit")

    assert told == [TypeError]


@pytest.mark.parametrize("step", ["open_session", "save_session"])
def test_errors_of_sessions_and_converters_are_told__session(app, client, told, step):
    """An error of either step of a session interface is told."""
    from flask.sessions import SecureCookieSessionInterface

    interface = type("Interface", (SecureCookieSessionInterface,), {step: fail})
    app.secret_key, app.session_interface = "key", interface()
    app.add_url_rule("/visit", "visit", lambda: "visited")

    answer = client.get("/visit")

    assert told == [OwnError]
    assert answer.status_code == 500


def test_errors_of_sessions_and_converters_are_told__converter(app, client, told):
    """An error of a converter is told, and an HTTP error of one is not."""
    converter = app.url_map.converters["default"]

    class Book(converter):
        def to_python(self, value):
            flask.abort(410) if value == "lost" else fail()

    app.url_map.converters["book"] = Book
    app.add_url_rule("/books/<book:name>", "book", lambda name: name)

    codes = [client.get(f"/books/{name}").status_code for name in ("lost", "Emma")]

    assert codes == [410, 500]
    assert told == [OwnError]


def test_trapped_http_errors_are_told__missing_key(app, client, told):
    """A missing key is told when bad requests are trapped."""
    app.add_url_rule("/visit", "visit", lambda: flask.request.args["name"])

    codes = [client.get("/visit").status_code]
    app.config["TRAP_BAD_REQUEST_ERRORS"] = True
    codes.append(client.get("/visit").status_code)

    assert codes == [400, 500]
    assert [issubclass(error, KeyError) for error in told] == [True]


def test_trapped_http_errors_are_told__unknown_url(app, client, told):
    """An unknown URL is told when HTTP errors are trapped; what a handler takes is not."""
    app.config["TRAP_HTTP_EXCEPTIONS"] = True
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.register_error_handler(405, lambda error: ("not so", 405))

    codes = [client.get("/nowhere").status_code, client.post("/visit").status_code]

    assert codes == [500, 405]
    assert [error.code for error in told] == [404]


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_interrupts_are_not_told(app, client, told, interrupt):
    """An interrupt leaves the application without a word, an error does not."""

    @app.route("/visit/<kind>")
    def visit(kind):
        raise OwnError if kind == "error" else interrupt

    client.get("/visit/error")
    with pytest.raises(interrupt):
        client.get("/visit/interrupt")

    assert told == [OwnError]


def tell():
    """Begin to tell, and fail."""
    yield "Once"
    fail()


TOO_LATE = {
    "teardown-request": lambda app: app.teardown_request(fail),
    "teardown-appcontext": lambda app: app.teardown_appcontext(fail),
    "stream": lambda app: app.view_functions.update(visit=tell),
}


@pytest.mark.parametrize("place", TOO_LATE.values(), ids=TOO_LATE)
def test_errors_of_teardown_and_streams_are_not_told(app, client, told, place):
    """An error that comes too late for an error page is not told, one before it is."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/broken", "broken", fail)

    place(app)

    for path in ("/broken", "/visit"):
        with suppress(OwnError):
            client.get(path)

    assert told == [OwnError]
