"""Method views: which method of the class answers which request."""

import functools

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"]


def method_view(names):
    """A method view with a method for each of these HTTP methods, which tells its name."""
    import flask.views

    methods = {name.lower(): lambda self, name=name: f"by {name}" for name in names}
    return type("Books", (flask.views.MethodView,), methods)


@pytest.mark.parametrize("method", [*METHODS, "OPTIONS"])
def test_method_answers_its_http_method__each(app, client, method):
    """Every usual method can be written."""
    app.add_url_rule("/books", view_func=method_view([method]).as_view("books"))

    answer = client.request(method, "/books")

    assert answer.text == f"by {method}"


def twice(method):
    """A decorator for one method."""
    return functools.wraps(method)(lambda self: f"{method(self)} {method(self)}")


def test_method_answers_its_http_method__decorated(app, client):
    """A decorator above one method does not change the others."""
    import flask.views

    class Books(flask.views.MethodView):
        @twice
        def get(self):
            return "all books"

        def put(self):
            return "saved"

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answers = [client.get("/books").text, client.put("/books").text]

    assert answers == ["all books all books", "saved"]


def test_method_answers_its_http_method__without_self(app, client):
    """Static methods and class methods answer too."""
    import flask.views

    class Books(flask.views.MethodView):
        @staticmethod
        def get(title):
            return f"pages of {title}"

        @classmethod
        def put(cls, title):
            return f"saved {title} in {cls.__name__}"

    app.add_url_rule("/books/<title>", view_func=Books.as_view("books"))

    answers = [client.get("/books/Emma").text, client.put("/books/Emma").text]

    assert answers == ["pages of Emma", "saved Emma in Books"]


def test_method_answers_its_http_method__and_no_other(app, client):
    """A request for which the rule names a method that is not written is answered by none."""
    view = method_view(["GET", "POST"]).as_view("books")
    app.add_url_rule("/books", view_func=view, methods=["GET", "PUT"])

    got, put = client.get("/books"), client.put("/books")

    assert got.text == "by GET"
    assert put.is_error


@given(written=st.sets(st.sampled_from(METHODS), min_size=1))
def test_methods_that_are_written_are_allowed__any_set(client_of, written):
    """Exactly the methods that are written are answered (HEAD and OPTIONS left out)."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", view_func=method_view(written).as_view("books"))
    client = client_of(app)

    answers = {each: client.request(each, "/books") for each in METHODS}

    assert {each for each in METHODS if answers[each].text == f"by {each}"} == written
    assert {each for each in METHODS if answers[each].status_code == 405} == {*METHODS} - written


def test_methods_that_are_written_are_allowed__in_allow(app, client):
    """``Allow`` names them, and those that come by themselves."""
    app.add_url_rule("/books", view_func=method_view(["GET", "PUT"]).as_view("books"))

    answer = client.delete("/books")

    assert answer.status_code == 405
    assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD", "OPTIONS", "PUT"]


def test_get_answers_head__with_values(app, client):
    """``get`` gets the values of the URL for HEAD as well."""
    import flask.views

    class Book(flask.views.MethodView):
        def get(self, title):
            return "pages", {"X-Title": title}

    app.add_url_rule("/books/<title>", view_func=Book.as_view("book"))

    answer = client.head("/books/Emma")

    assert (answer.status_code, answer.headers["x-title"]) == (200, "Emma")


@pytest.mark.parametrize("way", ["none", "named"])
def test_get_answers_head__only_get(app, client, way):
    """No other method of the class answers HEAD, whether or not GET is left out by name."""
    view = method_view(["POST"] if way == "none" else ["GET", "POST"])
    methods = None if way == "none" else ["POST"]
    app.add_url_rule("/books", view_func=view.as_view("books"), methods=methods)

    refused, saved = client.head("/books"), client.post("/books")

    assert refused.status_code == 405
    assert saved.text == "by POST"


def test_own_head_answers_head__without_get(app, client):
    """A class with ``head`` alone does not answer GET."""
    import flask.views

    class Books(flask.views.MethodView):
        def head(self):
            return "", {"X-By": "head"}

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answer, refused = client.head("/books"), client.get("/books")

    assert answer.headers["x-by"] == "head"
    assert refused.status_code == 405


@pytest.mark.parametrize("name", ["search", "propfind", "dispatch_request", "as_view"])
def test_other_methods_of_the_class_answer_nothing__names(app, client, name):
    """Names of other protocols and of the class's own methods answer nothing."""
    view = method_view(["GET"])
    for other in ("search", "propfind"):
        setattr(view, other, lambda self: "open to the world")
    app.add_url_rule("/books", view_func=type("Books", (view,), {}).as_view("books"))

    refused, got = client.request(name.upper(), "/books"), client.get("/books")

    assert refused.status_code == 405
    assert got.text == "by GET"


def test_named_method_answers_unusual_requests__by_the_rule(app, client):
    """The rule may name it instead of the class."""
    view = method_view(["GET", "BREW"]).as_view("coffee")
    app.add_url_rule("/coffee", view_func=view, methods=["brew"])

    brewed, refused = client.request("BREW", "/coffee"), client.get("/coffee")

    assert brewed.text == "by BREW"
    assert refused.status_code == 405


def test_method_may_be_a_coroutine__for_head(app, client):
    """A coroutine function ``get`` answers HEAD as well, also for a shared object."""
    import flask.views

    class Books(flask.views.MethodView):
        init_every_request = False

        async def get(self, title):
            return "pages", {"X-Title": title}

    app.add_url_rule("/books/<title>", view_func=Books.as_view("books"))

    answer = client.head("/books/Emma")

    assert (answer.status_code, answer.headers["x-title"]) == (200, "Emma")
