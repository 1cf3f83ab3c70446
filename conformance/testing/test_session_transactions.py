"""Sessions that tests look at and change."""

import flask
import pytest


def count(app):
    """A view that counts the visits in the session."""

    @app.route("/count")
    def visit():
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        return str(flask.session["visits"])


def test_changes_are_there_in_the_next_request__in_turns(app):
    """Requests and transactions see what the others did."""
    app.secret_key = "key"
    count(app)
    browser, seen = app.test_client(), []

    for _ in range(3):
        seen.append(browser.get("/count").text)
        with browser.session_transaction() as session:
            session["visits"] += 10

    assert " ".join(seen) == "1 12 23"


def test_changes_are_there_in_the_next_request__emptied(app):
    """A session that is emptied is new for the next request."""
    app.secret_key = "key"
    count(app)
    browser = app.test_client()
    seen = [browser.get("/count").text, browser.get("/count").text]

    with browser.session_transaction() as session:
        session.clear()
    seen.append(browser.get("/count").text)

    assert " ".join(seen) == "1 2 1"


def test_block_gives_the_session_of_the_client__of_a_kept_context(app):
    """A transaction in the client's block leaves the kept request as it is."""
    app.secret_key = "key"
    count(app)

    with app.test_client() as browser:
        browser.get("/count")
        with browser.session_transaction() as session:
            session["visits"] = 5
        kept = int(flask.session["visits"])
        later = browser.get("/count").text

    assert (kept, later) == (1, "6")


@pytest.mark.parametrize("key", ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"])
def test_changes_are_there_in_the_next_request__with_cookie_attributes(app, key):
    """Attributes of the cookie do not keep it from the client's next request."""
    app.secret_key, app.config[key] = "key", True
    count(app)
    browser = app.test_client()

    with browser.session_transaction() as session:
        session["visits"] = 1

    assert str(browser.get("/count").text) == "2"


def test_there_is_no_session_where_none_is_opened__by_an_interface(app):
    """An interface that opens none is not asked to save."""
    from flask.sessions import SessionInterface

    asked = []

    class Closed(SessionInterface):
        def open_session(self, app, request):
            asked.append("open")

        def save_session(self, app, session, response):
            asked.append("save")

    app.session_interface = Closed()

    with pytest.raises(RuntimeError), app.test_client().session_transaction():
        asked.append("block")

    assert set(asked) == {"open"}
