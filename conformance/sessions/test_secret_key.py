"""The secret key: ways to write and to read without one, and what a key may be."""

import flask
import pytest

WRITES = {
    "set": lambda session: session.__setitem__("name", "Ada"),
    "update": lambda session: session.update(name="Ada"),
    "setdefault": lambda session: session.setdefault("name", "Ada"),
    "make-permanent": lambda session: setattr(session, "permanent", True),
}
REMOVALS = {
    "delete": lambda session: session.__delitem__("name"),
    "pop": lambda session: session.pop("name", None),
    "popitem": lambda session: session.popitem(),
    "clear": lambda session: session.clear(),
    "make-temporary": lambda session: setattr(session, "permanent", False),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_writing_needs_a_secret_key(app, write):
    """Each way to change the session is refused without a key, and fine with one."""
    with app.test_request_context(), pytest.raises(RuntimeError):
        write(flask.session)

    app.secret_key = "key"
    with app.test_request_context():
        flask.session["name"] = "Max"
        write(flask.session)
        assert flask.session.modified is True


@pytest.mark.parametrize("remove", REMOVALS.values(), ids=REMOVALS)
def test_removing_needs_a_secret_key(app, remove):
    """Each way to take something away is refused without a key, and fine with one."""
    with app.test_request_context(), pytest.raises(RuntimeError):
        remove(flask.session)

    app.secret_key = "key"
    with app.test_request_context():
        flask.session["name"] = "Max"
        remove(flask.session)
        assert flask.session.modified is True


READS = {
    "get": (lambda session: session.get("name", "nobody"), "nobody"),
    "contains": (lambda session: "name" in session, False),
    "length": (lambda session: len(session), 0),
    "truth": (lambda session: bool(session), False),
    "list": (lambda session: list(session), []),
    "items": (lambda session: list(session.items()), []),
    "permanent": (lambda session: session.permanent, False),
    "equal": (lambda session: session == {}, True),
}


@pytest.mark.parametrize(("read", "found"), READS.values(), ids=READS)
def test_reading_needs_no_secret_key(app, client, read, found):
    """Each way to read finds nothing, and sets no cookie."""
    app.add_url_rule("/read", "read", lambda: {"found": read(flask.session)})

    answer = client.get("/read")

    assert answer.json() == {"found": found}
    assert "set-cookie" not in answer.headers


def test_reading_needs_no_secret_key__missing_key(app):
    """Asking for a key that is not there is a ``KeyError``, as ever."""
    with app.test_request_context():
        found = flask.session.get("name", "nobody")
        with pytest.raises(KeyError):
            flask.session["name"]

    assert found == "nobody"


def enter(app, client):
    """The cookie of a session in which Ada's name was stored, as a header."""

    @app.route("/enter")
    def enter():
        flask.session["name"] = "Ada"
        return "entered"

    @app.route("/name")
    def name():
        return flask.session.get("name", "nobody")

    return {"Cookie": client.get("/enter").headers["Set-Cookie"].partition(";")[0]}


def test_cookie_without_a_key_is_not_read(app, client_of):
    """The session is empty while there is no key, and back with it."""
    app.secret_key = "key"
    header = enter(app, client_of(app))

    answers = []
    for key in (None, "key"):
        app.secret_key = key
        answers.append(client_of(app).get("/name", headers=header).text)

    assert answers == ["nobody", "Ada"]


@pytest.mark.parametrize(("empty", "short"), [("", "k"), (b"", b"k")], ids=["text", "bytes"])
def test_empty_key_is_no_key(app, empty, short):
    """Writing is refused, and a single character is a key."""
    app.secret_key = empty
    with app.test_request_context(), pytest.raises(RuntimeError):
        flask.session["name"] = "Ada"

    app.secret_key = short
    with app.test_request_context():
        flask.session["name"] = "Ada"
        assert flask.session["name"] == "Ada"


KEYS = {
    "bytes": (b"key", b"key"),
    "any-bytes": (b"k\xff\x00y", b"k\xff\x00y"),
    "bytes-and-text": (b"key", "key"),
    "beyond-ascii": ("schlüssel", "schlüssel".encode()),
}


@pytest.mark.parametrize(("key", "same"), KEYS.values(), ids=KEYS)
def test_key_may_be_bytes(app, client_of, key, same):
    """A session that was signed with one is read with the other, and not with a third."""
    app.secret_key = key
    header = enter(app, client_of(app))

    answers = []
    for other in (same, b"third"):
        app.secret_key = other
        answers.append(client_of(app).get("/name", headers=header).text)

    assert answers == ["Ada", "nobody"]
