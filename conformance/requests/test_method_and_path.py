"""Method and path, beyond the examples of the page."""

import string

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

OVERRIDES = {
    "header": {"headers": {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}},
    "query": {"params": {"_method": "DELETE"}},
    "form": {"data": {"_method": "DELETE"}},
}


@pytest.mark.parametrize("override", OVERRIDES.values(), ids=OVERRIDES)
def test_method_cannot_be_overridden(app, client, override):
    """Only the request line says the method, whatever else names one."""
    app.add_url_rule("/books", "add", lambda: f"add by {flask.request.method}", methods=["POST"])
    app.add_url_rule("/books", "drop", lambda: "dropped", methods=["DELETE"])

    posted, deleted = client.post("/books", **override), client.delete("/books")

    assert posted.text == "add by POST"
    assert deleted.text == "dropped"


QUERIES = {
    "pairs": (b"page=2&sort=year", b"page=2&sort=year"),
    "encoded": (b"title=Persuasi%C3%B3n+1", b"title=Persuasi%C3%B3n+1"),
    "no-pair": (b"emma", b"emma"),
    "second-question-mark": (b"a=1?b=2", b"a=1?b=2"),
    "raw-bytes": (b"title=\xc3\xb3\xff", b"title=\xc3\xb3\xff"),
    "empty": (b"", b""),
}


@pytest.mark.parametrize(("query", "told"), QUERIES.values(), ids=QUERIES)
def test_query_string_is_told_in_bytes(app, wsgi, query, told):
    """Nothing of the query string is decoded, and it is empty where there is none."""
    app.add_url_rule("/books", "books", lambda: repr(flask.request.query_string))

    answer = wsgi.call(app, wsgi.environ(b"/books?" + query))

    assert answer.text == repr(told)


def test_query_string_is_told_in_bytes__without_a_question_mark(app, client):
    """Without a question mark there is an empty query string."""
    app.add_url_rule("/books", "books", lambda: repr(flask.request.query_string))

    answer = client.get("/books")

    assert answer.text == "b''"


MOUNTS = {"none": ("", ""), "one": ("/shop", "/shop"), "two": ("/a/b", "/a/b"), "slash": ("/", "")}


@pytest.mark.parametrize("name", ["script_root", "root_path"])
@pytest.mark.parametrize(("mount", "told"), MOUNTS.values(), ids=MOUNTS)
def test_mount_point_is_told_apart_from_the_path(app, wsgi, name, mount, told):
    """The path begins behind the mount point, which has no slash at its end."""
    app.add_url_rule("/books", "books", lambda: f"{getattr(flask.request, name)}|{path()}")

    def path():
        return flask.request.path

    answer = wsgi.call(app, wsgi.environ("/books", SCRIPT_NAME=mount))

    assert answer.text == f"{told}|/books"


def test_mount_point_is_told_apart_from_the_path__decoded(app, wsgi):
    """A mount point beyond ASCII is text like the path."""
    app.add_url_rule("/books", "books", lambda: flask.request.script_root)

    answer = wsgi.call(
        app, wsgi.environ("/books", SCRIPT_NAME="/bücher".encode().decode("latin-1"))
    )

    assert answer.text == "/bücher"


@given(
    path=st.text("aé/?#% ", max_size=5), query=st.text(string.ascii_letters + "=&/?+%", max_size=9)
)
def test_full_path_has_the_query__any(client_of, path, query):
    """Path and query are told next to each other (some letters and all that could confuse them)."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.before_request
    def look():
        seen.append((flask.request.path, flask.request.full_path))
        return "seen"

    encoded = "".join(f"%{byte:02x}" for byte in path.encode())
    client_of(app).get(f"/x{encoded}", extensions={"target": f"/x{encoded}?x{query}".encode()})

    assert seen == [(f"/x{path}", f"/x{path}?x{query}")]
