"""The interface of signed cookies: subclasses with other signatures."""

import hashlib
import json

import flask
import pytest

SIGNATURES = {
    "salt": {"salt": "other"},
    "key-derivation": {"key_derivation": "django-concat"},
    "digest": {"digest_method": staticmethod(hashlib.sha256)},
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_each_attribute_changes_the_signature(app, client, signature):
    """Each of two interfaces reads what it has written, and not what the other has."""
    from flask.sessions import SecureCookieSessionInterface

    usual = SecureCookieSessionInterface()
    own = type("Sessions", (SecureCookieSessionInterface,), signature)()
    app.secret_key, names = "key", []
    app.add_url_rule("/enter", "enter", lambda: str(flask.session.update(name="Ada")))
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))

    for writer in (usual, own):
        app.session_interface = writer
        client.get("/enter")
        for app.session_interface in (usual, own):
            names.append(client.get("/name").text)

    assert names == ["Ada", "nobody", "nobody", "Ada"]


def test_overridden_signing_serializer_signs(app, client):
    """The cookie is what it dumps, and the session what it loads."""
    from flask.sessions import SecureCookieSessionInterface

    class Signer:
        def dumps(self, value):
            return "-".join(value.values())

        def loads(self, text, max_age=None):
            return {"name": text.upper()}

    class Sessions(SecureCookieSessionInterface):
        def get_signing_serializer(self, app):
            return Signer()

    app.session_interface = Sessions()
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "ada"))
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))

    entered = client.get("/enter")

    assert list(client.cookies.values()) == ["ada"]
    assert (entered.text, client.get("/name").text) == ("ada", "ADA")


def test_serializer_has_a_name():
    """It writes what the usual interface writes."""
    from flask.sessions import SecureCookieSessionInterface, session_json_serializer

    text = session_json_serializer.dumps({"place": (3,)})

    assert json.loads("".join([text])) == {"place": {" t": [3]}}
    assert SecureCookieSessionInterface.serializer is session_json_serializer
