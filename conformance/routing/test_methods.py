"""Methods: which ones a rule answers."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PURGE", "PROPFIND"]


def method():
    """A view that shows the method."""
    return flask.request.method


@pytest.mark.parametrize("other", [each for each in METHODS if each != "GET"])
def test_get_is_the_default__and_nothing_else(app, client, other):
    """A rule without methods answers none but GET and the automatic ones."""
    app.add_url_rule("/books", "books", method)

    got, refused = client.get("/books"), client.request(other, "/books")

    assert got.text == "GET"
    assert refused.status_code == 405


@given(methods=st.sets(st.sampled_from(METHODS), min_size=1))
def test_methods_says_what_is_answered__any_set(client_of, methods):
    """Of usual and unusual methods, exactly those named are answered (HEAD, OPTIONS left out)."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", "books", method, methods=methods)
    client = client_of(app)

    answers = {each: client.request(each, "/books") for each in METHODS}

    assert {each for each in METHODS if answers[each].text == each} == methods
    assert {each for each in METHODS if answers[each].status_code == 405} == {*METHODS} - methods


def test_methods_says_what_is_answered__none(app, client):
    """A rule with an empty collection of methods does not answer GET."""
    app.add_url_rule("/books", "books", method, methods=[])
    app.add_url_rule("/films", "films", method)

    refused, got = client.get("/books"), client.get("/films")

    assert refused.status_code == 405
    assert got.text == "GET"


@pytest.mark.parametrize(
    "collection",
    [
        pytest.param(list, id="list"),
        pytest.param(tuple, id="tuple"),
        pytest.param(set, id="set"),
        pytest.param(frozenset, id="frozenset"),
        pytest.param(dict.fromkeys, id="keys"),
    ],
)
def test_methods_may_be_any_collection(app, client, collection):
    """Any collection of methods is taken."""
    app.add_url_rule("/books", "books", method, methods=collection(["POST", "PUT"]))

    answers = [client.request(each, "/books") for each in ("POST", "PUT", "GET")]

    assert [each.text for each in answers[:2]] == ["POST", "PUT"]
    assert answers[2].status_code == 405


@pytest.mark.parametrize("source", ["rule", "view", "required"])
@pytest.mark.parametrize("written", ["put", "Put", "pUT", "PUT"])
def test_case_of_methods_does_not_matter__wherever_written(app, client, source, written):
    """Small letters do as well in ``methods`` of rule and view and in ``required_methods``."""

    def view():
        return flask.request.method

    if source == "required":
        view.required_methods = [written]
    elif source == "view":
        view.methods = [written]
    app.add_url_rule("/books", "b", view, methods=[written] if source == "rule" else None)

    answer = client.put("/books")

    assert answer.text == "PUT"


@pytest.mark.parametrize("methods", ["GET", "POST", "GET, POST"])
@pytest.mark.parametrize("way", ["route", "add_url_rule", "view"])
def test_string_as_methods_is_refused__in_all_ways(app, way, methods):
    """No string is taken for methods, by whatever way it comes."""

    def view():
        return flask.request.method

    def by_attribute():
        view.methods = methods
        app.add_url_rule("/books", "books", view)

    register = {
        "route": lambda: app.route("/books", methods=methods)(view),
        "add_url_rule": lambda: app.add_url_rule("/books", "books", view, methods=methods),
        "view": by_attribute,
    }

    with pytest.raises(TypeError):
        register[way]()


def test_view_may_name_its_methods__none(app, client):
    """A view whose ``methods`` is ``None`` answers GET."""

    def view():
        return flask.request.method

    view.methods = None
    app.add_url_rule("/books", "books", view)

    answer = client.get("/books")

    assert answer.text == "GET"


def test_view_may_name_its_methods__and_decorators(app, client):
    """The attribute counts with ``route`` as it does with ``add_url_rule``."""

    def view():
        return flask.request.method

    view.methods = {"PUT", "BREW"}
    app.route("/books")(view)

    answers = [client.request(each, "/books") for each in ("PUT", "BREW", "GET")]

    assert [each.text for each in answers[:2]] == ["PUT", "BREW"]
    assert answers[2].status_code == 405


@pytest.mark.parametrize("own", [None, ["POST"], ["PUT"], ["PUT", "POST"]])
def test_required_methods_are_added__to_any(app, client, own):
    """A required method is answered whether or not the rule names it."""

    def view():
        return flask.request.method

    view.required_methods = {"PUT"}
    app.add_url_rule("/books", "books", view, methods=own)

    answers = {each: client.request(each, "/books").status_code for each in ["PUT", *(own or [])]}

    assert set(answers.values()) == {200}
    assert client.delete("/books").status_code == 405
