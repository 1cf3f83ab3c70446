"""HTTP errors that are trapped, for every combination of the settings."""

from itertools import product

import flask
import pytest

VIEWS = {
    "forbidden": (403, lambda: flask.abort(403)),
    "bad-request": (400, lambda: flask.abort(400)),
    "bad-json": (400, lambda: flask.request.get_json(force=True)),
    "missing-key": (400, lambda: flask.request.form["name"]),
}
MODES = {
    f"all-{http}-bad-{bad}-debug-{debug}".lower(): (http, bad, debug)
    for http, bad, debug in product((False, True), (None, False, True), (False, True))
}


def trapped(kind, http, bad, debug):
    """Whether an error is to be trapped, by the sentence of the requirement."""
    missing = kind == "missing-key"
    return http or (kind != "forbidden" and bool(bad or (bad is None and debug and missing)))


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.parametrize(("http", "bad", "debug"), MODES.values(), ids=MODES)
def test_settings_and_modes_are_independent(app, client, kind, http, bad, debug):
    """What is trapped becomes a 500, and the rest keeps its status; nothing is propagated."""
    app.config.update(
        TRAP_HTTP_EXCEPTIONS=http,
        TRAP_BAD_REQUEST_ERRORS=bad,
        DEBUG=debug,
        PROPAGATE_EXCEPTIONS=False,
    )
    code, view = VIEWS[kind]
    app.add_url_rule("/work", "work", view, methods=["POST"])
    app.add_url_rule("/fine", "fine", lambda: "fine")

    codes = [client.get("/fine").status_code, client.post("/work").status_code]

    assert codes == [200, 500 if trapped(kind, http, bad, debug) else code]


def test_http_errors_can_be_trapped__log(app, client):
    """A trapped error is logged as every unhandled error is."""
    logged = []
    app.log_exception = lambda *given: logged.append(given[-1][1].code)
    app.add_url_rule("/guarded", "guarded", lambda: flask.abort(403))

    client.get("/guarded")
    app.config["TRAP_HTTP_EXCEPTIONS"] = True
    client.get("/guarded")

    assert logged == [403]


@pytest.mark.parametrize("setting", ["TRAP_HTTP_EXCEPTIONS", "TRAP_BAD_REQUEST_ERRORS"])
@pytest.mark.parametrize("wanted", [400, Exception], ids=["code", "class"])
def test_handler_is_asked_for_a_trapped_error_too(app, client, setting, wanted):
    """A handler for the code or for a class answers; the one for status 500 is not asked."""
    app.config.update({setting: True})
    app.add_url_rule("/work", "work", lambda: flask.abort(400))
    app.register_error_handler(500, lambda error: ("sorry", 500))
    app.register_error_handler(wanted, lambda error: (f"handled {error.code}", 400))

    answer = client.get("/work")

    assert (answer.status_code, answer.text) == (400, "handled 400")


@pytest.mark.parametrize(("method", "path", "code"), [("GET", "/no", 404), ("PUT", "/work", 405)])
def test_errors_of_routing_can_be_trapped(app, client, method, path, code):
    """They become the original of the server error."""
    app.add_url_rule("/work", "work", lambda: "worked")
    app.register_error_handler(
        500, lambda error: (f"sorry for {error.original_exception.code}", 500)
    )
    before = client.request(method, path)

    app.config["TRAP_HTTP_EXCEPTIONS"] = True
    after = client.request(method, path)

    assert (before.status_code, after.text) == (code, f"sorry for {code}")
    assert client.get("/work").text == "worked"


@pytest.mark.parametrize("code", [401, 404, 413, 422, 503])
def test_bad_requests_can_be_trapped(app, client, code):
    """Of several codes, 400 alone is trapped."""
    app.config["TRAP_BAD_REQUEST_ERRORS"] = True
    app.add_url_rule("/<int:code>", "page", lambda code: flask.abort(code))

    codes = [client.get(f"/{each}").status_code for each in (400, code)]

    assert codes == [500, code]


def test_debug_mode_traps_missing_keys_alone(app, client):
    """A body that is no JSON and an aborted request keep their status."""
    app.debug = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for kind, (_, view) in VIEWS.items():
        app.add_url_rule(f"/{kind}", kind, view, methods=["POST"])

    codes = {kind: client.post(f"/{kind}").status_code for kind in VIEWS}

    assert codes == {"forbidden": 403, "bad-request": 400, "bad-json": 400, "missing-key": 500}
