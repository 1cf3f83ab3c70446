"""Vary: each way to use the session, in each place."""

import flask
import pytest

READS = {
    "item": lambda session: session["name"],
    "get": lambda session: session.get("name"),
    "setdefault": lambda session: session.setdefault("name", "Max"),
}
QUESTIONS = {
    "contains": lambda session: "name" in session,
    "contains-not": lambda session: "theme" in session,
    "length": lambda session: len(session),
    "truth": lambda session: bool(session),
    "pop-of-missing": lambda session: session.pop("theme", None),
    "iteration": lambda session: list(session),
    "keys": lambda session: list(session.keys()),
    "values": lambda session: list(session.values()),
    "items": lambda session: list(session.items()),
    "comparison": lambda session: session == {},
}
CHANGES = {
    "set": lambda session: session.__setitem__("theme", "dark"),
    "delete": lambda session: session.__delitem__("name"),
    "update": lambda session: session.update(theme="dark"),
    "clear": lambda session: session.clear(),
    "make-permanent": lambda session: setattr(session, "permanent", True),
    "by-hand": lambda session: setattr(session, "modified", True),
}


def varies_by(app, client, use):
    """What the response to a request with a session varies by, without a use and with it."""
    app.secret_key = "key"
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/use", "use", lambda: str(use(flask.session)))
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))

    client.get("/enter")
    return [client.get(path).headers.get("Vary") for path in ("/unused", "/use")]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_read_value_varies(app, client, read):
    """Each way to read a value counts."""
    assert varies_by(app, client, read) == [None, "Cookie"]


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_question_to_the_session_varies(app, client, ask):
    """Each question counts, whatever the answer is."""
    assert varies_by(app, client, ask) == [None, "Cookie"]


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_question_to_the_session_varies__without_a_cookie(app, client, ask):
    """Each question counts also for a client that has no session yet."""
    app.secret_key = "key"
    app.add_url_rule("/unused", "unused", lambda: "unused")
    app.add_url_rule("/ask", "ask", lambda: str(ask(flask.session)))

    varies = [client.get(path).headers.get("Vary") for path in ("/unused", "/ask")]

    assert varies == [None, "Cookie"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_session_varies(app, client, change):
    """Each way to change the session counts."""
    assert varies_by(app, client, change) == [None, "Cookie"]


def use_session(*ignored):
    """Read a value of the session, as a function of any kind."""
    flask.session.get("name")


def use_session_and_pass_on(response):
    """Read a value of the session after the view."""
    flask.session.get("name")
    return response


def use_session_and_fail():
    """Read a value of the session before an error."""
    return {flask.session.get("name"): "lost"}["found"]


def use_session_and_abort():
    """Read a value of the session before an HTTP error."""
    flask.abort(403 if flask.session.get("name") == "Ada" else 401)


USES = {
    "before": lambda app: app.before_request(use_session),
    "after": lambda app: app.after_request(use_session_and_pass_on),
    "template": lambda app: app.add_url_rule(
        "/use", view_func=lambda: flask.render_template_string("Hello {{ session.name }}!")
    ),
    "error": lambda app: app.add_url_rule("/use", view_func=use_session_and_fail),
    "http-error": lambda app: app.add_url_rule("/use", view_func=use_session_and_abort),
    "flash": lambda app: app.add_url_rule("/use", view_func=lambda: str(flask.flash("ordered"))),
    "error-handler": lambda app: app.register_error_handler(404, lambda e: str(use_session())),
}


@pytest.mark.parametrize("add_use", USES.values(), ids=USES)
def test_session_that_is_used_anywhere_varies(app, client, client_of, add_use):
    """The response varies wherever the session was used, beside one that does not."""
    app.secret_key = "key"
    add_use(app)
    other = flask.Flask("other", static_folder=None)
    other.secret_key = "key"

    used, unused = client.get("/use"), client_of(other).get("/use")

    assert used.headers["Vary"] == "Cookie"
    assert "vary" not in unused.headers


UNUSED = {
    "view": lambda: "unused",
    "template": lambda: flask.render_template_string("Hello!"),
    "redirect": lambda: flask.redirect("/greet"),
    "error": lambda: {}["lost"],
}


@pytest.mark.parametrize("view", UNUSED.values(), ids=UNUSED)
def test_unused_session_does_not_vary(app, client, view):
    """The response does not vary, though the client sent a cookie."""
    app.secret_key = "key"
    app.add_url_rule("/unused", "unused", view)
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))

    entered, unused = client.get("/enter"), client.get("/unused")

    assert entered.headers["Vary"] == "Cookie"
    assert "vary" not in unused.headers


def test_null_session_does_not_vary(app, client):
    """The response varies as soon as there is a key."""
    app.add_url_rule("/greet", "greet", lambda: flask.session.get("name", "stranger"))

    varies = []
    for app.secret_key in (None, "key"):
        varies.append(client.get("/greet").headers.get("Vary"))

    assert varies == [None, "Cookie"]
