"""Key rotation: lists of old keys, and which key signs."""

import flask
import pytest

FALLBACKS = {
    "list": ["old", "older"],
    "other-order": ["older", "old"],
    "tuple": ("old", "older"),
    "bytes": [b"older", b"old"],
    "with-the-new": ["new", "old", "older"],
}
fallback_lists = pytest.mark.parametrize("fallbacks", FALLBACKS.values(), ids=FALLBACKS)


@pytest.fixture
def library(app):
    """An application that stores a name, changes it, and tells it."""
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))
    app.add_url_rule("/change", "change", lambda: str(flask.session.update(name="Max")))
    return app


@fallback_lists
def test_any_number_of_keys_is_accepted(library, client, fallbacks):
    """Sessions of both old keys and of the new one are read, and of none besides."""
    found = {}

    for key in ("old", "older", "new", "other"):
        library.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=None)
        client.cookies.clear()
        client.get("/enter")
        library.config.update(SECRET_KEY="new", SECRET_KEY_FALLBACKS=fallbacks)
        found[key] = client.get("/name").text

    assert found == {"old": "Ada", "older": "Ada", "new": "Ada", "other": "nobody"}


@fallback_lists
def test_new_key_signs(library, client, fallbacks):
    """What is signed beside old keys is read with the new one, and not without it."""
    library.config.update(SECRET_KEY="new", SECRET_KEY_FALLBACKS=fallbacks)
    client.get("/enter")

    names = []
    for key in ("new", "old", "older"):
        library.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=None)
        names.append(client.get("/name").text)

    assert names == ["Ada", "nobody", "nobody"]


def test_changed_session_is_signed_anew(library, client):
    """The old key can be dropped as soon as the session was changed, and no sooner."""
    library.config["SECRET_KEY"] = "old"
    client.get("/enter")

    names = []
    for path in ("/name", "/change"):
        library.config.update(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"])
        client.get(path)
        library.config["SECRET_KEY_FALLBACKS"] = None
        names.append(client.get("/name").text)

    assert names == ["nobody", "Max"]
