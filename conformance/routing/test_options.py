"""OPTIONS: the automatic answer and the view's own."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"]


def allowed(response):
    """The methods in ``Allow``, each as often as it is there."""
    return sorted(response.headers["allow"].replace(" ", "").split(","))


@given(rules=st.lists(st.sets(st.sampled_from(METHODS), min_size=1), min_size=1, max_size=3))
def test_allow_lists_the_methods_of_the_url__any_sets(client_of, rules):
    """``Allow`` is the union of the methods of all rules, each once (any sets of six methods)."""
    app = flask.Flask("app_under_test", static_folder=None)
    for number, methods in enumerate(rules):
        app.add_url_rule("/books", f"view{number}", lambda: "all books", methods=methods)

    answer = client_of(app).options("/books")

    named = set().union(*rules)
    assert answer.status_code == 200
    assert allowed(answer) == sorted(named | {"OPTIONS"} | head_of(named))


@pytest.mark.parametrize(
    ("url", "methods"),
    [
        pytest.param("/books/new", ["OPTIONS", "POST", "PUT"], id="both"),
        pytest.param("/books/old", ["OPTIONS", "POST"], id="variable-only"),
        pytest.param("/books", ["GET", "HEAD", "OPTIONS"], id="another-url"),
    ],
)
def test_allow_lists_the_methods_of_the_url__fixed_and_variable(app, client, url, methods):
    """All rules that match this URL count, and no others."""
    app.add_url_rule("/books/new", "new", lambda: "new", methods=["PUT"])
    app.add_url_rule("/books/<title>", "title", lambda title: title, methods=["POST"])
    app.add_url_rule("/books", "books", lambda: "all books")

    answer = client.options(url)

    assert allowed(answer) == methods


@pytest.mark.parametrize("hook", ["before", "after"])
def test_automatic_options_does_not_run_the_view__but_hooks_may_answer(app, client, hook):
    """A hook can replace the automatic answer."""
    if hook == "before":
        app.before_request(lambda: "answer of a hook")
    else:
        app.after_request(lambda response: flask.Response("answer of a hook"))
    app.add_url_rule("/books", "books", lambda: "all books")

    answer = client.options("/books")

    assert answer.text == "answer of a hook"


@pytest.mark.parametrize("source", ["rule", "view"])
def test_own_options_runs_the_view__wherever_named(app, client, source):
    """The view answers when the rule or the attribute ``methods`` of the view names OPTIONS."""

    def view():
        return f"own answer to {flask.request.method}"

    if source == "view":
        view.methods = ["GET", "OPTIONS"]
    methods = ["GET", "options"] if source == "rule" else None
    app.add_url_rule("/books", "books", view, methods=methods)

    answers = [client.options("/books").text, client.get("/books").text]

    assert answers == ["own answer to OPTIONS", "own answer to GET"]


def test_first_rule_decides_on_options__its_view(app, client):
    """A rule with an own OPTIONS that comes first answers for the rules after it."""
    app.add_url_rule("/books", "list", lambda: "own answer", methods=["GET", "OPTIONS"])
    app.add_url_rule("/books", "save", lambda: "saved", methods=["POST"])

    answer = client.options("/books")

    assert answer.text == "own answer"


def test_application_makes_the_response(client_of):
    """A subclass that extends the step changes answers to OPTIONS, and only these."""

    class Shop(flask.Flask):
        def make_default_options_response(self, *args):
            response = super().make_default_options_response(*args)
            response.headers["X-Shop"] = "open"
            return response

    shop = Shop("app_under_test", static_folder=None)
    shop.add_url_rule("/books", "books", lambda: "all books")
    client = client_of(shop)

    options, got = client.options("/books"), client.get("/books")

    assert options.headers["x-shop"] == "open"
    assert "x-shop" not in got.headers
    assert allowed(options) == ["GET", "HEAD", "OPTIONS"]


def head_of(methods):
    """HEAD, which comes with GET."""
    return {"HEAD"} if "GET" in methods else set()
