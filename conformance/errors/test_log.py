"""What of the errors is logged, and what is not."""

import logging

import flask
import pytest


@pytest.fixture
def records(app):
    """What is logged to the logger of the application, from now on."""
    kept = []
    handler = logging.Handler()
    handler.emit = kept.append
    app.logger.addHandler(handler)
    yield kept
    app.logger.removeHandler(handler)


def unhandled(app):
    """Leave the error to the default page."""


def apologizing(app):
    """Answer by a handler for status 500."""
    app.register_error_handler(500, lambda error: ("sorry", 500))


def debugging(app):
    """Do not propagate in debug mode."""
    app.config.update(DEBUG=True, PROPAGATE_EXCEPTIONS=False)


ARRANGEMENTS = {"default": unhandled, "handler-for-500": apologizing, "debug": debugging}


@pytest.mark.parametrize("arrange", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_unhandled_error_is_logged(app, client, records, arrange):
    """There is one record, whether or not the answer is made by a handler."""
    lost = KeyError("lost")
    arrange(app)

    @app.route("/key")
    def key():
        raise lost

    client.get("/key")

    assert [(record.levelno, record.exc_info[1]) for record in records] == [(logging.ERROR, lost)]


def test_unhandled_error_is_logged__out_of_reach(app, client, records):
    """A result that is no response is logged as well."""
    app.add_url_rule("/nothing", "nothing", lambda: None)

    client.get("/nothing")

    assert [record.exc_info[0] for record in records] == [TypeError]


@pytest.mark.parametrize("kind", [KeyError, Exception])
def test_handled_errors_are_not_logged(app, client, records, kind):
    """Of a handled and an unhandled error, only the latter is logged."""
    app.register_error_handler(kind, lambda error: "found elsewhere")
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    app.add_url_rule("/nothing", "nothing", lambda: None)

    client.get("/key")
    client.get("/nothing")

    assert [record.exc_info[0] for record in records] == [TypeError]


HANDLERS = {"page": None, "handler": lambda error: ("answered", error.code)}


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
def test_http_errors_are_not_logged(app, client, records, handler):
    """Neither aborted nor unknown requests are logged, as opposed to an unhandled error."""
    app.add_url_rule("/<int:code>", "page", lambda code: flask.abort(code))
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    for code in (403, 404, 405, 500, 503) if handler else ():
        app.register_error_handler(code, handler)

    for path in ("/403", "/500", "/503", "/nowhere", "/key"):
        client.get(path)
    client.post("/403")

    assert [record.exc_info[0] for record in records] == [KeyError]


def test_propagated_errors_are_not_logged(app, client, records):
    """The same error is logged without propagation, and not with it."""
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    client.get("/key")
    app.config["PROPAGATE_EXCEPTIONS"] = True

    with pytest.raises(KeyError):
        client.get("/key")

    assert len(records) == 1


def test_record_tells_the_request(app, client, records):
    """Both are found in the text."""
    app.add_url_rule("/key", "key", lambda: {}["lost"], methods=["PUT"])

    client.put("/key")

    message = records[0].getMessage()
    assert "/key" in message
    assert "PUT" in message


def test_error_is_logged_before_it_is_answered(app, client, records):
    """The handler finds one record."""
    app.register_error_handler(500, lambda error: f"logged {len(records)}")
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    answer = client.get("/key")

    assert answer.text == "logged 1"


def test_failing_error_page_is_logged_too(app, client, records):
    """First the error of the view is logged, then that of the function after it."""
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    app.after_request(lambda response: 1 / 0)

    answer = client.get("/key")

    assert [record.exc_info[0] for record in records] == [KeyError, ZeroDivisionError]
    assert answer.status_code == 500
