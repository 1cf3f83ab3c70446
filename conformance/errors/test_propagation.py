"""Whether unhandled errors leave the application, for every combination of the settings."""

from itertools import product

import flask
import pytest

SETTINGS = {
    f"testing-{testing}-debug-{debug}".lower(): {"TESTING": testing, "DEBUG": debug}
    for testing, debug in product((False, True), repeat=2)
}
settings = pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)


def outcome(client, path):
    """The status of the answer, or the name of the error that came in its place."""
    try:
        return client.get(path).status_code
    except Exception as error:
        return type(error).__name__


@settings
def test_testing_and_debug_propagate_by_default(app, client, settings):
    """One of the two is enough."""
    app.config.update(settings)
    app.add_url_rule("/<name>", "key", lambda name: {"found": "a key"}[name])

    outcomes = [outcome(client, path) for path in ("/found", "/lost")]

    assert app.config["PROPAGATE_EXCEPTIONS"] is None
    assert outcomes == [200, "KeyError" if any(settings.values()) else 500]


@settings
@pytest.mark.parametrize(("decided", "expected"), [(True, "KeyError"), (False, 500)])
def test_explicit_setting_decides_alone(app, client, settings, decided, expected):
    """The other two are without effect in every combination."""
    app.config.update(settings, PROPAGATE_EXCEPTIONS=decided)
    app.add_url_rule("/<name>", "key", lambda name: {"found": "a key"}[name])

    outcomes = [outcome(client, path) for path in ("/found", "/lost")]

    assert outcomes == [200, expected]


def test_settings_are_read_for_each_request(app, client):
    """Each may change between two requests, and back again."""
    app.add_url_rule("/key", "key", lambda: {}["lost"])
    changes = [
        *({"TESTING": True}, {"TESTING": False}, {"DEBUG": True}, {"DEBUG": False}),
        *({"PROPAGATE_EXCEPTIONS": True}, {"PROPAGATE_EXCEPTIONS": None}),
    ]
    outcomes = []

    for change in changes:
        app.config.update(change)
        outcomes.append(outcome(client, "/key"))

    assert outcomes == ["KeyError", 500] * 3


@settings
@pytest.mark.parametrize("decided", [None, True, False])
def test_http_errors_do_not_propagate(app, client, settings, decided):
    """Neither those of routing nor those of a view do, in no combination."""
    app.config.update(settings, PROPAGATE_EXCEPTIONS=decided)
    app.add_url_rule("/<int:code>", "page", lambda code: flask.abort(code))

    codes = [client.get(path).status_code for path in ("/403", "/500", "/503", "/nowhere")]

    assert codes == [403, 500, 503, 404]


def test_no_answer_is_begun(app, wsgi):
    """It has been called for an answer, and not for an error that left."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.add_url_rule("/key/<name>", "key", lambda name: {"found": "a key"}[name])
    begun = []

    def start_response(status, headers, exc_info=None):
        begun.append(status[:3])

    app(wsgi.environ("/key/found"), start_response).close()
    with pytest.raises(KeyError):
        app(wsgi.environ("/key/lost"), start_response)

    assert begun == ["200"]


def after_request(app):
    """Let a function after the view fail."""
    app.after_request(lambda response: {}["lost"])


def handler(app):
    """Let a handler fail, for a view that does."""
    app.register_error_handler(ZeroDivisionError, lambda error: {}["lost"])
    app.view_functions["key"] = lambda: 1 / 0


def result(app):
    """Let the view return what cannot become a response."""
    app.view_functions["key"] = lambda: None


ARRANGEMENTS = {
    "after-request": (after_request, "KeyError"),
    "handler": (handler, "KeyError"),
    "result": (result, "TypeError"),
}


@pytest.mark.parametrize(("arrange", "name"), ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_failure_after_the_view_propagates_too(app, client, arrange, name):
    """The error leaves with propagation, and is answered with status 500 without it."""
    app.add_url_rule("/key", "key", lambda: "a key")
    arrange(app)
    outcomes = []

    for decided in (True, False):
        app.config["PROPAGATE_EXCEPTIONS"] = decided
        outcomes.append(outcome(client, "/key"))

    assert outcomes == [name, 500]
