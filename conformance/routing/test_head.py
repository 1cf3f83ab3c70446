"""HEAD: as GET, without the body."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@given(body=st.binary(max_size=300), status=st.sampled_from([200, 201, 203, 400, 404, 418, 503]))
def test_head_keeps_the_headers_of_get__of_any_body(client_of, body, status):
    """Status and all headers are those of GET, for any bytes (statuses that allow a body)."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", "books", lambda: (body, status, {"X-Shelf": "new"}))
    client = client_of(app)

    asked, got = client.head("/books"), client.get("/books")

    assert (got.status_code, got.content) == (status, body)
    assert (asked.status_code, asked.content) == (status, b"")
    assert asked.headers == got.headers
    assert asked.headers["content-length"] == str(len(body))


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(lambda: "é" * 10, id="text"),
        pytest.param(lambda: b"\x00\xff", id="bytes"),
        pytest.param(lambda: {"title": "Emma"}, id="dict"),
        pytest.param(lambda: ("saved", 202, {"X-Shelf": "new"}), id="tuple"),
        pytest.param(lambda: flask.Response("all books", 203), id="response"),
        pytest.param(lambda: flask.redirect("/films"), id="redirect"),
    ],
)
def test_head_has_no_body__of_any_kind(app, client, result):
    """Whatever the view returns, HEAD has the status and the length of GET and no body."""
    app.add_url_rule("/books", "books", result)

    asked, got = client.head("/books"), client.get("/books")

    assert len(got.content) > 0
    assert asked.content == b""
    assert asked.status_code == got.status_code
    assert asked.headers["content-length"] == str(len(got.content))


def test_head_runs_the_view__and_the_hooks(app, client):
    """HEAD runs the hooks around the view, once each."""
    seen = []
    app.before_request(lambda: seen.append("before"))
    app.after_request(lambda response: seen.append("after") or response)
    app.add_url_rule("/books", "books", lambda: seen.append("view") or "all books")

    client.head("/books")

    assert seen == ["before", "view", "after"]


@pytest.mark.parametrize("methods", [["POST"], ["PUT", "DELETE"], ["OPTIONS"]], ids="+".join)
def test_no_head_without_get__of_any_methods(app, client, methods):
    """HEAD is not among the methods of a rule without GET."""
    app.add_url_rule("/books", "books", lambda: flask.request.method, methods=methods)

    own, head = client.request(methods[0], "/books"), client.head("/books")

    assert own.text == methods[0]
    assert head.status_code == 405
    assert "HEAD" not in head.headers["allow"]


def test_first_rule_answers_head__of_get(app, client):
    """A rule for GET that was registered before one for HEAD answers HEAD."""
    app.add_url_rule("/books", "books", lambda: ("all", {"X-By": "books"}))
    app.add_url_rule("/books", "size", lambda: ("", {"X-By": "size"}), methods=["HEAD"])

    answer = client.head("/books")

    assert answer.headers["x-by"] == "books"


@pytest.mark.parametrize(
    ("url", "status"),
    [
        pytest.param("/abort", 418, id="aborted"),
        pytest.param("/crash", 500, id="crashed"),
        pytest.param("/save", 405, id="not-allowed"),
        pytest.param("/folder", 308, id="redirected"),
    ],
)
def test_errors_have_no_body_either__of_any_kind(app, client, url, status):
    """An error or redirect has its status and a length, but no body."""
    app.add_url_rule("/abort", "abort", lambda: flask.abort(418))
    app.add_url_rule("/crash", "crash", lambda: 1 / 0)
    app.add_url_rule("/save", "save", lambda: "saved", methods=["POST"])
    app.add_url_rule("/folder/", "folder", lambda: "folder")

    answer = client.head(url)

    assert (answer.status_code, answer.content) == (status, b"")
    assert int(answer.headers["content-length"]) > 0
