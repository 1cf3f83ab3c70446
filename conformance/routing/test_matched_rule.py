"""The matched rule: what the request knows about it, wherever it is asked."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        pytest.param("/books", "/books", id="plain"),
        pytest.param("/books/Emma", "/books/<title>", id="variable"),
        pytest.param("/books/7", "/books/<int:title>", id="converter"),
    ],
)
def test_request_knows_its_rule__of_several(app, client, url, rule):
    """Of several rules of one endpoint, the request knows the one that matched."""

    @app.route("/books")
    @app.route("/books/<title>")
    @app.route("/books/<int:title>")
    def books(title=None):
        return flask.request.url_rule.rule

    answer = client.get(url)

    assert answer.text == rule


@pytest.mark.parametrize("method", ["GET", "POST", "BREW"])
def test_request_knows_its_endpoint__by_method(app, client, method):
    """Of several endpoints of one URL, the request knows the one for its method."""
    for each in ("GET", "POST", "BREW"):
        app.add_url_rule("/books", f"to_{each}", lambda: flask.request.endpoint, methods=[each])

    answer = client.request(method, "/books")

    assert answer.text == f"to_{method}"


@pytest.mark.parametrize("hook", ["before_request", "after_request", "teardown_request"])
def test_request_knows_its_endpoint__in_hooks(app, client, hook):
    """Functions around the view see the endpoint, the rule and the values too."""
    seen = []

    @getattr(app, hook)
    def note(response=None):
        request = flask.request
        seen.append((request.endpoint, request.url_rule.rule, request.view_args))
        return response

    app.add_url_rule("/books/<int:number>", "book", lambda number: "one book")
    client.get("/books/7").read()

    assert seen == [("book", "/books/<int:number>", {"number": 7})]


shelves = st.text("abcXYZ-_.~", min_size=1, max_size=5).filter(lambda text: text.strip("."))


@given(shelf=shelves, number=st.integers(0, 10**9))
def test_request_keeps_the_values_of_the_url__whatever_they_are(client_of, shelf, number):
    """The view and ``view_args`` get the same values (unreserved characters, not only dots)."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/x/<shelf>/books/<int:number>")
    def book(**values):
        seen.append((values, flask.request.view_args))
        return "seen"

    client_of(app).get(f"/x/{shelf}/books/{number}")

    expected = {"shelf": shelf, "number": number}
    assert seen == [(expected, expected)]


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        pytest.param("GET", "/films", 404, id="not-found"),
        pytest.param("POST", "/books/", 405, id="not-allowed"),
        pytest.param("GET", "/books", 308, id="slash-redirect"),
        pytest.param("GET", "/old", 308, id="redirect-to"),
    ],
)
def test_unmatched_request_has_no_rule__in_hooks(app, client, method, url, status):
    """A hook finds no rule for a request that is not found, not allowed or redirected."""
    seen = []
    app.add_url_rule("/books/", "books", lambda: "all books")
    app.add_url_rule("/old", "old", redirect_to="/books/")
    app.before_request(
        lambda: seen.append(
            (flask.request.url_rule, flask.request.endpoint, flask.request.view_args)
        )
    )

    answer = client.request(method, url)

    assert answer.status_code == status
    assert seen == [(None, None, None)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda values: values.update(number=8), {"number": 8}, id="replaced"),
        pytest.param(lambda values: values.update(page=1), {"number": 7, "page": 1}, id="added"),
        pytest.param(lambda values: values.clear(), {}, id="removed"),
    ],
)
def test_changed_values_reach_the_view__in_all_ways(app, client, change, expected):
    """The view is called with the values as the last hook leaves them."""
    seen = []
    app.before_request(lambda: change(flask.request.view_args))
    app.add_url_rule("/books/<int:number>", "book", lambda **values: seen.append(values) or "")

    client.get("/books/7")

    assert seen == [expected]
