"""The signature, computed here with nothing but the standard library."""

import base64
import hmac
import json
import time

import flask
import pytest


def encoded(data):
    """Bytes as ItsDangerous writes them: Base64 for URLs without what fills up the end."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text):
    """The bytes that were written as text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signature(signed, key):
    """The signature of a text under the salt of sessions."""
    derived_key = hmac.digest(key, b"cookie-session", "sha1")
    return encoded(hmac.digest(derived_key, signed.encode(), "sha1"))


def cookie_of(value, key=b"key", age=0):
    """A cookie for a value that was signed some seconds ago."""
    moment = (int(time.time()) - age).to_bytes(4, "big")
    signed = f"{encoded(json.dumps(value).encode())}.{encoded(moment)}"
    return f"{signed}.{signature(signed, key)}"


KEYS = {
    "text": ("key", b"key"),
    "bytes": (b"\x00\xff", b"\x00\xff"),
    "beyond-ascii": ("schlüssel", "schlüssel".encode()),
    "long": ("k" * 200, b"k" * 200),
}
keys = pytest.mark.parametrize(("key", "in_bytes"), KEYS.values(), ids=KEYS)


@keys
def test_cookie_of_another_implementation_is_read(app, client, key, in_bytes):
    """A cookie that was made here with the key is the session."""
    app.config.update(SECRET_KEY=key, SESSION_COOKIE_NAME="visit")
    app.add_url_rule("/session", "session", lambda: dict(flask.session))
    cookie = cookie_of({"name": "Ada", "shelf": [3]}, in_bytes, age=60)

    answer = client.get("/session", headers={"Cookie": f"visit={cookie}"})

    assert answer.json() == {"name": "Ada", "shelf": [3]}


@keys
def test_cookie_can_be_read_by_another_implementation(app, client, key, in_bytes):
    """Text, time and signature of the cookie are what they would be here."""
    app.secret_key = key
    app.add_url_rule("/enter", "enter", lambda: flask.session.setdefault("name", "Ada"))

    client.get("/enter")
    (cookie,) = client.cookies.values()
    text, moment, found = cookie.split(".")

    assert json.loads(decoded(text)) == {"name": "Ada"}
    assert int.from_bytes(decoded(moment), "big") == pytest.approx(time.time(), abs=9)
    assert found == signature(f"{text}.{moment}", in_bytes)


def test_cookie_can_be_read_by_another_implementation__and_continued(app, client):
    """A session that is read from one cookie and changed is written to another."""
    app.config.update(SECRET_KEY="key", SESSION_COOKIE_NAME="visit")

    @app.route("/count")
    def count():
        flask.session["count"] += 1
        return "counted"

    answer = client.get("/count", headers={"Cookie": f"visit={cookie_of({'count': 1})}"})
    text, moment, found = answer.cookies["visit"].split(".")

    assert json.loads(decoded(text)) == {"count": 2}
    assert found == signature(f"{text}.{moment}", b"key")
