"""Method not allowed: when 405 and when not, and what ``Allow`` says."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"]


def allowed(response):
    """The methods in ``Allow``, each as often as it is there."""
    return sorted(response.headers["allow"].replace(" ", "").split(","))


def with_automatic(methods):
    """The methods that a rule answers, named and automatic ones."""
    return sorted({*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))


def method():
    """A view that shows the method."""
    return flask.request.method


@given(rules=st.lists(st.sets(st.sampled_from(METHODS), min_size=1), min_size=1, max_size=3))
def test_allow_joins_the_rules_of_a_url__any_sets(client_of, rules):
    """``Allow`` is the union of the methods of all rules, each once (any sets of six methods)."""
    app = flask.Flask("app_under_test", static_folder=None)
    for number, methods in enumerate(rules):
        app.add_url_rule("/books", f"view{number}", method, methods=methods)

    answer = client_of(app).request("TRACE", "/books")

    assert answer.status_code == 405
    assert allowed(answer) == with_automatic(set().union(*rules))


def test_allow_joins_the_rules_of_a_url__fixed_and_variable(app, client):
    """Rules with variables that match the URL count, those that do not match do not."""
    app.add_url_rule("/books/new", "new", method, methods=["PUT"])
    app.add_url_rule("/books/<title>", "title", method, methods=["POST"])
    app.add_url_rule("/books/<path:where>", "where", method, methods=["PATCH"])
    app.add_url_rule("/books/<int:number>", "number", method, methods=["DELETE"])
    app.add_url_rule("/books", "books", method, methods=["GET"])

    answer = client.request("TRACE", "/books/new")

    assert answer.status_code == 405
    assert allowed(answer) == ["OPTIONS", "PATCH", "POST", "PUT"]


@pytest.mark.parametrize("asked", ["HEAD", "GET", "POST", "PUT", "OPTIONS", "BREW"])
def test_unknown_url_is_not_found_by_any_method(app, client, asked):
    """Every method finds the known URL or is told what is allowed, and does not find the other."""
    app.add_url_rule("/books", "books", method)

    known, unknown = client.request(asked, "/books"), client.request(asked, "/films")

    assert known.status_code == (200 if asked in {"HEAD", "GET", "OPTIONS"} else 405)
    assert unknown.status_code == 404
    assert "allow" not in unknown.headers


@pytest.mark.parametrize("order", [["GET", "POST", "PUT"], ["PUT", "POST", "GET"]], ids=str)
def test_rules_share_a_url_by_method__in_any_order(app, client, order):
    """Each method has its own view, in whatever order they were registered."""
    for each in order:
        app.add_url_rule("/books", f"to_{each}", lambda name=each: f"by {name}", methods=[each])

    answers = {each: client.request(each, "/books").text for each in order}

    assert answers == {each: f"by {each}" for each in order}


def test_rules_share_a_url_by_method__with_one_variable(app, client):
    """Rules with a variable share their URLs by method too."""
    app.add_url_rule("/books/<title>", "read", lambda title: f"read {title}")
    app.add_url_rule("/books/<title>", "save", lambda title: f"save {title}", methods=["PUT"])

    read, save = client.get("/books/Emma"), client.put("/books/Emma")

    assert (read.text, save.text) == ("read Emma", "save Emma")


def test_other_method_is_not_allowed__and_handled(app, client):
    """A handler for 405 answers, and sees the method of the request."""

    @app.errorhandler(405)
    def explain(error):
        return f"no {flask.request.method}", 405

    app.add_url_rule("/books", "books", method)

    answer = client.delete("/books")

    assert (answer.status_code, answer.text) == (405, "no DELETE")
