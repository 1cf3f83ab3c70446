"""HEAD: as GET, without the body."""

from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def call(app, method, url):
    """What the application hands to its server, which would drop the body after HEAD."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": url}
    setup_testing_defaults(environ)
    answer = SimpleNamespace()

    def start_response(status, headers, exc_info=None):
        answer.status, answer.headers = int(status[:3]), dict(headers)

    chunks = app(environ, start_response)
    answer.body = b"".join(chunks)
    getattr(chunks, "close", list)()
    return answer


@given(body=st.binary(max_size=300), status=st.sampled_from([200, 201, 203, 400, 404, 418, 503]))
def test_head_keeps_the_headers_of_get__of_any_body(client_of, body, status):
    """Status and all headers are those of GET, for any bytes (statuses that allow a body)."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", "books", lambda: (body, status, {"X-Shelf": "new"}))
    client = client_of(app)

    asked, got = client.head("/books"), client.get("/books")

    assert (got.status_code, got.content) == (status, body)
    assert asked.status_code == status
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
def test_head_has_no_body(app, result):
    """Whatever the view returns, the server gets the length of its body, and no body."""
    app.add_url_rule("/books", "books", result)

    got, asked = call(app, "GET", "/books"), call(app, "HEAD", "/books")

    assert len(got.body) > 0
    assert (asked.status, asked.body) == (got.status, b"")
    assert asked.headers["Content-Length"] == str(len(got.body))


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


def by_endpoint():
    """An answer that says which view made it."""
    return "", {"X-By": flask.request.endpoint}


@pytest.mark.parametrize("order", ["get-first", "head-first"])
def test_first_rule_answers_head__unless_the_other_is_narrower(app, client, order):
    """A more specific rule for GET answers HEAD, whichever was registered first."""
    rules = [("/<int:number>", "book", "GET"), ("/<title>", "size", "HEAD")]
    for rule, name, method in rules if order == "get-first" else reversed(rules):
        app.add_url_rule(rule, name, lambda **values: by_endpoint(), methods=[method])

    narrow, wide = client.head("/7"), client.head("/Emma")

    assert (narrow.headers["x-by"], wide.headers["x-by"]) == ("book", "size")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        pytest.param("/unknown", 404, id="not-found"),
        pytest.param("/abort", 418, id="aborted"),
        pytest.param("/crash", 500, id="crashed"),
        pytest.param("/save", 405, id="not-allowed"),
        pytest.param("/folder", 308, id="redirected"),
    ],
)
def test_errors_have_no_body_either(app, url, status):
    """An error or redirect has its status and the length of a body, but no body."""
    app.add_url_rule("/abort", "abort", lambda: flask.abort(418))
    app.add_url_rule("/crash", "crash", lambda: 1 / 0)
    app.add_url_rule("/save", "save", lambda: "saved", methods=["POST"])
    app.add_url_rule("/folder/", "folder", lambda: "folder")

    answer = call(app, "HEAD", url)

    assert (answer.status, answer.body) == (status, b"")
    assert int(answer.headers["Content-Length"]) > 0
