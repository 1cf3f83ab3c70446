"""Changes: each way to change the session, and each way to read it."""

import flask
import pytest

CHANGES = {
    "set": lambda session: session.__setitem__("theme", "dark"),
    "set-again": lambda session: session.__setitem__("name", "Max"),
    "delete": lambda session: session.__delitem__("name"),
    "pop": lambda session: session.pop("name"),
    "popitem": lambda session: session.popitem(),
    "clear": lambda session: session.clear(),
    "update": lambda session: session.update(theme="dark"),
    "setdefault": lambda session: session.setdefault("theme", "dark"),
    "make-permanent": lambda session: setattr(session, "permanent", True),
    "by-hand": lambda session: setattr(session, "modified", True),
}
READS = {
    "item": lambda session: session["name"],
    "get": lambda session: session.get("theme"),
    "contains": lambda session: "name" in session,
    "length": lambda session: len(session),
    "iteration": lambda session: list(session),
    "items": lambda session: dict(session.items()),
    "permanent": lambda session: session.permanent,
}


def add_views(app, act):
    """Add a view that stores Ada's name, and one that tells whether an act changes the session."""
    app.secret_key = "key"

    @app.route("/enter")
    def enter():
        flask.session["name"] = "Ada"
        return "entered"

    @app.route("/act")
    def view():
        name, before = flask.session["name"], flask.session.modified
        act(flask.session)
        return [name, before, flask.session.modified]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_marks_the_session_as_modified(app, client, change):
    """Each way to change a session that came with a cookie marks it."""
    add_views(app, change)

    client.get("/enter")
    answer = client.get("/act")

    assert answer.json() == ["Ada", False, True]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_reading_leaves_the_session_unmodified(app, client, read):
    """Each way to read a session that came with a cookie leaves it as it is."""
    add_views(app, read)

    client.get("/enter")
    answer = client.get("/act")

    assert answer.json() == ["Ada", False, False]


@pytest.mark.parametrize(
    ("path", "accessed"),
    [
        pytest.param("/unused", False, id="unused"),
        pytest.param("/nowhere", False, id="unknown-url"),
        pytest.param("/read", True, id="read"),
        pytest.param("/changed", True, id="changed"),
    ],
)
def test_session_says_whether_it_was_used(app, client, path, accessed):
    """The interface learns it when the session is saved."""
    from flask.sessions import SecureCookieSessionInterface

    class Sessions(SecureCookieSessionInterface):
        def save_session(self, app, session, response):
            seen.append(bool(session.accessed))

    app.secret_key, app.session_interface, seen = "key", Sessions(), []
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/read", "read", lambda: flask.session.get("name", "nobody"))
    app.add_url_rule("/changed", "changed", lambda: flask.session.setdefault("name", "Ada"))

    client.get(path)

    assert seen == [accessed]
