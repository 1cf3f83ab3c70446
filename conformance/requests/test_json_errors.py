"""Bodies that are not JSON."""

import flask
import pytest

JSON = {"Content-Type": "application/json"}

MALFORMED = {
    "empty": b"",
    "space": b" ",
    "open": b"{",
    "two-values": b"1 2",
    "single-quotes": b"'Emma'",
    "word": b"Emma",
    "comma-at-the-end": b'["Emma",]',
    "no-utf-8": b'"\xff"',
    "form": b"title=Emma",
}


@pytest.mark.parametrize("how", ["json", "get_json"])
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_malformed_json_is_a_bad_request(app, client, how, body):
    """Whatever is wrong, and however it is asked for."""

    @app.route("/books", methods=["POST"])
    def add():
        request = flask.request
        return f"got {request.json if how == 'json' else request.get_json()}"

    good = client.post("/books", content=b"[1]", headers=JSON)
    bad = client.post("/books", content=body, headers=JSON)

    assert good.text == "got [1]"
    assert bad.status_code == 400


def test_malformed_json_is_a_bad_request__when_forced(app, client):
    """With another media type the failure is that of the parser."""
    app.add_url_rule(
        "/books", "add", lambda: f"got {flask.request.get_json(force=True)}", methods=["POST"]
    )

    good, bad = client.post("/books", content=b"[1]"), client.post("/books", content=b"{")

    assert (good.text, bad.status_code) == ("got [1]", 400)


ASKED = {"other-media-type": ({}, 415), "malformed": (JSON, 400)}


@pytest.mark.parametrize(("headers", "code"), ASKED.values(), ids=ASKED)
def test_silence_is_not_kept(app, client, headers, code):
    """Silence holds for one call only."""
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.append(flask.request.get_json(silent=True))
        seen.append(flask.request.get_json(silent=True))
        return f"got {flask.request.get_json()}"

    answer = client.post("/books", content=b"{", headers=headers)

    assert seen == [None, None]
    assert answer.status_code == code


def test_silence_gives_none__although_forced(app, client):
    """Both options go together."""

    @app.route("/books", methods=["POST"])
    def add():
        return f"got {flask.request.get_json(force=True, silent=True)}"

    good, bad = client.post("/books", content=b"[1]"), client.post("/books", content=b"{")

    assert (good.text, bad.text) == ("got [1]", "got None")


def silent(request):
    """The value, without a failure."""
    return request.get_json(silent=True)


RETURNED = {
    "json": (lambda request: request.json, "replaced"),
    "get-json": (lambda request: request.get_json(), "replaced"),
    "again": (lambda request: (request.json, request.json)[1], "replaced"),
    "not-when-silent": (silent, None),
    "silent-first": (lambda request: (silent(request), request.json)[1], "replaced"),
}


@pytest.mark.parametrize(("look", "value"), RETURNED.values(), ids=RETURNED)
def test_what_the_method_returns_is_the_value(app, client, look, value):
    """It is given to whoever asks without silence."""

    class OwnRequest(flask.Request):
        def on_json_loading_failed(self, error):
            return "replaced"

    app.request_class = OwnRequest
    app.add_url_rule("/books", "add", lambda: f"got {look(flask.request)}", methods=["POST"])

    answer = client.post("/books", content=b"{", headers=JSON)

    assert answer.text == f"got {value}"


def test_what_the_method_returns_is_the_value__unless_it_raises(app, client):
    """An HTTP error that it raises is the answer."""

    class OwnRequest(flask.Request):
        def on_json_loading_failed(self, error):
            flask.abort(422)

    app.request_class = OwnRequest
    app.add_url_rule("/books", "add", lambda: f"got {flask.request.json}", methods=["POST"])

    good, bad = client.post("/books", json=[1]), client.post("/books", content=b"{", headers=JSON)

    assert (good.text, bad.status_code) == ("got [1]", 422)


MODES = {"production": {}, "testing": {"TESTING": True}}


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_details_are_not_shown_to_the_client(app, client, mode):
    """The page is there, but it is about the request, not about the parser."""

    class Provider(flask.json.provider.DefaultJSONProvider):
        def loads(self, text, **options):
            raise ValueError("a comma is lost")

    app.config.update(mode)
    app.json = Provider(app)
    app.add_url_rule("/books", "add", lambda: f"got {flask.request.json}", methods=["POST"])

    answer = client.post("/books", json=["Emma"])

    assert answer.status_code == 400
    assert "400" in answer.text
    assert "comma" not in answer.text


FAILURES = {"other-media-type": ({}, 415), "malformed": (JSON, 400)}


@pytest.mark.parametrize(("headers", "status"), FAILURES.values(), ids=FAILURES)
def test_debug_mode_answers_all_the_same(app, client, headers, status):
    """Unlike missing keys, bodies are not trapped by debug mode."""
    app.debug = True
    app.add_url_rule("/books", "add", lambda: f"got {flask.request.json}", methods=["POST"])

    good = client.post("/books", json=[1])
    bad = client.post("/books", content=b"{", headers=headers)

    assert (good.text, bad.status_code) == ("got [1]", status)
