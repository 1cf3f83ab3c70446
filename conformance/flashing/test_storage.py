"""Where messages are kept: session interfaces, sessions and contexts."""

import flask
import pytest


def use_memory(app):
    """Let the application keep one session in memory, without a key or a cookie."""
    import flask.sessions

    class Memory(dict, flask.sessions.SessionMixin):
        pass

    class InMemory(flask.sessions.SessionInterface):
        kept = Memory()

        def open_session(self, app, request):
            return Memory(self.kept)

        def save_session(self, app, session, response):
            InMemory.kept = session

    app.session_interface = InMemory()


def test_session_interface_keeps_the_messages(app, client):
    """Messages need no secret key and no cookie where the session interface needs none."""
    use_memory(app)

    @app.route("/order", methods=["POST"])
    def order():
        flask.flash("ordered", "success")
        return "thanks"

    @app.route("/books")
    def books():
        return {"messages": flask.get_flashed_messages()}

    ordered = client.post("/order")
    shown = [client.get("/books").json()["messages"] for _ in range(2)]

    assert "set-cookie" not in ordered.headers
    assert shown == [["ordered"], []]


def test_session_interface_keeps_the_messages__whatever_they_are(app, client):
    """What the cookie could not carry can be a message where the session can keep it."""
    use_memory(app)
    message, seen = object(), []

    @app.route("/order")
    def order():
        flask.flash(message)
        return "thanks"

    @app.route("/books")
    def books():
        seen.extend(flask.get_flashed_messages())
        return "all books"

    client.get("/order")
    client.get("/books")

    assert seen == [message]


def test_session_has_the_messages__written_there(app):
    """Pairs that are written into the session by hand are messages."""
    app.secret_key = "key"

    with app.test_request_context("/books"):
        flask.session["_flashes"] = [("success", "ordered"), ("warning", "only one left")]
        messages = [*flask.get_flashed_messages(category_filter=["warning"])]

    assert messages == ["only one left"]


def test_session_has_the_messages__cleared(app):
    """A session that is cleared has lost its messages."""
    app.secret_key = "key"

    with app.test_request_context("/books"):
        flask.flash("ordered")
        flask.session.clear()
        flask.flash("cleared")
        messages = [*flask.get_flashed_messages()]

    assert messages == ["cleared"]


CALLS = {
    "flash": lambda: flask.flash("ordered"),
    "get": lambda: flask.get_flashed_messages(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_both_need_a_request__application_context(app, call):
    """An application context without a request is not enough."""
    app.secret_key = "key"

    with app.test_request_context("/books"):
        call()

    with app.app_context(), pytest.raises(RuntimeError):
        call()
