"""Published advisories: the attack of each, tried."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

CHARSETS = [
    *("utf-8", "latin-1", "utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape"),
    *("zlib_codec", "bz2_codec", "hex_codec", "rot13", "undefined", "no-such-codec", ""),
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_declared_encoding_of_json_has_no_effect(app, client, charset):
    """Each codec of Python, and none, is declared for a body in UTF-8."""
    app.add_url_rule("/size", "size", lambda: flask.request.json["größe"], methods=["POST"])

    answer = client.post(
        "/size",
        content='{"größe": "klein wie ü"}'.encode(),
        headers={"Content-Type": f"application/json; charset={charset}"},
    )

    assert answer.text == "klein wie ü"


@pytest.fixture
def status_for(app, client):
    """A function that tells the status of the answer to a body that is said to be JSON."""
    app.add_url_rule("/read", "read", lambda: [flask.request.json], methods=["POST"])
    headers = {"Content-Type": "application/json"}
    return lambda body: client.post("/read", content=body, headers=headers).status_code


UNREADABLE = {
    "not-utf-8": b'"\xff"',
    "latin-1": '"größe"'.encode("latin-1"),
    "half-a-character": b'"\xc3',
    "overlong": b'"\xc0\xaf"',
    "byte-order-alone": b"\xff\xfe",
    "long-byte-order-alone": b"\xff\xfe\x00\x00",
    "odd-number-of-bytes": b"\xfe\xff\x00",
    "null-bytes": b"\x00\x00\x00\x00",
    "utf-32-out-of-range": b"\x00\x11\x00\x00",
    "empty": b"",
    "unfinished": b'{"name": ',
    "two-values": b"1 2",
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_json_of_any_bytes_is_read_or_refused(status_for, body):
    """Each is refused, beside a body that is read."""
    assert [status_for(each) for each in (b'"small"', body)] == [200, 400]


@given(body=st.binary(max_size=9))
def test_json_of_any_bytes_is_read_or_refused__any_bytes(status_for, body):
    """Any bytes, with quotes and without, are read or refused, beside some that are refused.

    The application is the same for all, since it does not change.
    """
    refused, *others = [status_for(each) for each in (b"{", body, b'"' + body + b'"')]

    assert refused == 400
    assert set(others) <= {200, 400}


class Cache:
    """A cache that all clients share, as RFC 9111 wants it: it heeds ``Vary``, and nothing else."""

    def __init__(self, client):
        self.client, self.kept = client, []

    def get(self, path, **headers):
        """What the cache has for a request, or else the answer of the application."""
        for known_path, known_headers, answer in self.kept:
            varies = answer.headers.get("Vary", "").lower().split(", ")
            same = all(known_headers.get(name) == headers.get(name) for name in varies)
            if known_path == path and same:
                return answer
        self.client.cookies.clear()
        answer = self.client.get(path, headers=headers)
        self.kept.append((path, headers, answer))
        return answer


def log_in(cache):
    """The cookie of a client that has logged in."""
    return cache.get("/login").headers["Set-Cookie"].partition(";")[0]


def test_cache_keeps_a_refreshed_session_to_its_client(app, client):
    """Who comes without a cookie gets the page from the application, without a cookie."""
    app.secret_key = "key"
    app.add_url_rule("/books", "books", lambda: "all books")

    @app.route("/login")
    def login():
        flask.session.permanent = True
        return "logged in"

    cache = Cache(client)
    logged_in, stranger = cache.get("/books", cookie=log_in(cache)), cache.get("/books")

    assert "set-cookie" in logged_in.headers
    assert (stranger.text, stranger.headers.get("Set-Cookie")) == ("all books", None)


QUESTIONS = {
    "contains": lambda: "name" in flask.session,
    "length": lambda: len(flask.session) > 0,
    "truth": lambda: bool(flask.session),
    "iteration": lambda: list(flask.session) == ["name"],
    "value": lambda: flask.session.get("name") == "Ada",
}


@pytest.mark.parametrize("is_logged_in", QUESTIONS.values(), ids=QUESTIONS)
def test_cache_keeps_the_page_of_a_visitor_to_him(app, client, is_logged_in):
    """Who comes without a cookie does not get the page of who is logged in, nor the other way."""
    app.secret_key = "key"
    app.add_url_rule("/page", "page", lambda: "a secret" if is_logged_in() else "log in first")
    app.add_url_rule("/login", "login", lambda: flask.session.setdefault("name", "Ada"))
    cache = Cache(client)
    cookie = log_in(cache)

    pages = [cache.get("/page", **headers).text for headers in ({"cookie": cookie}, {}) * 2]

    assert pages == ["a secret", "log in first"] * 2
