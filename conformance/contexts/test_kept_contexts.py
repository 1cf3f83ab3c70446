"""Contexts that the test client keeps, beyond the examples of the page."""

import flask
import pytest

ANSWERS = {
    "unknown": "/nowhere",
    "aborted": "/aborted",
    "failed": "/failed",
    "streamed": "/streamed",
}


@pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
def test_client_in_a_block_keeps_the_request__whatever_it_answered(app, path):
    """The request is kept as well when its answer is an error page or a stream."""
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/failed", "failed", lambda: {}["missing"])
    app.add_url_rule("/streamed", "streamed", lambda: iter(["once", "more"]))

    with app.test_client() as browser:
        browser.get(path)
        found = str(flask.request.path)

    assert found == path


def test_client_in_a_block_keeps_the_request__changed_session(app):
    """The session can be read as the request left it, not as it came."""
    app.secret_key = "key"

    @app.route("/count")
    def count():
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        return "counted"

    seen = []
    with app.test_client() as browser:
        for _ in range(3):
            browser.get("/count")
            seen.append(int(flask.session["visits"]))

    assert seen == [1, 2, 3]


def test_client_outside_a_block_keeps_nothing__after_a_block(app):
    """A client that was used in a block keeps nothing after it."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    browser = app.test_client()

    with browser:
        browser.get("/visit")
        inside = flask.has_request_context()
    browser.get("/visit")

    assert inside is True
    assert flask.has_request_context() is False


def test_next_request_takes_the_place_of_the_kept_one__context_between(app):
    """A context that the test enters and leaves in between is no obstacle."""
    app.add_url_rule("/visit/<name>", "visit", lambda name: name)
    seen = []

    with app.test_client() as browser:
        for name in ("Ada", "Max"):
            browser.get(f"/visit/{name}")
            with app.app_context():
                flask.g.user = name
            seen.append(str(flask.request.path))

    assert seen == ["/visit/Ada", "/visit/Max"]


def test_kept_contexts_end_with_the_block__without_a_request(app):
    """A block without a request keeps nothing."""
    with app.test_client() as browser:
        before = flask.has_request_context()
        browser.get("/visit")
        inside = flask.has_request_context()

    assert (before, inside) == (False, True)
    assert flask.has_request_context() is False


def test_kept_request_is_torn_down_twice__opened_once(app):
    """Keeping the context matches its URL again, and does not open its session again."""
    from flask.sessions import SecureCookieSessionInterface

    diary = []

    class Interface(SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append("open")
            return super().open_session(app, request)

    class Book(app.url_map.converters["default"]):
        def to_python(self, value):
            diary.append("match")
            return value

    app.url_map.converters["book"] = Book
    app.session_interface = Interface()
    app.add_url_rule("/books/<book:name>", "book", lambda name: diary.append("view") or name)

    with app.test_client() as browser:
        browser.get("/books/Emma")

    assert diary == ["open", "match", "view", "match"]


def test_session_transaction_opens_two_contexts__opens_twice(app):
    """The session is opened on entering the context and for the block, and saved once."""
    from flask.sessions import SecureCookieSessionInterface

    diary = []

    class Interface(SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append("open")
            return super().open_session(app, request)

        def save_session(self, app, session, response):
            diary.append("save")
            return super().save_session(app, session, response)

    app.secret_key, app.session_interface = "key", Interface()

    with app.test_client().session_transaction() as session:
        session["user"] = "Ada"
        diary.append("block")

    assert diary == ["open", "open", "block", "save"]
