"""Decorators of view classes, with method views and in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st


def adding(text):
    """A decorator that writes a text behind what the view gives."""
    return lambda view: lambda **values: f"{view(**values)} {text}"


decorated = [adding("decorated")]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_decorators_wrap_the_view__method_view(app, client, method):
    """They stand around every method of a method view."""
    import flask.views

    class Books(flask.views.MethodView):
        decorators = decorated

        def get(self, title):
            return f"pages of {title}"

        def post(self, title):
            return f"saved {title}"

    app.add_url_rule("/books/<title>", view_func=Books.as_view("books"))
    expected = {"GET": "pages of Emma decorated", "POST": "saved Emma decorated"}

    answer = client.request(method, "/books/Emma")

    assert answer.text == expected[method]


@given(texts=st.lists(st.sampled_from(["a", "b", "c", "d"])))
def test_last_decorator_is_outermost__any_number(client_of, texts):
    """Each decorator stands around those before it, however many they are (one text each)."""
    import flask.views

    in_order = [adding(text) for text in texts]

    class Books(flask.views.View):
        decorators = in_order

        def dispatch_request(self):
            return "books"

    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answer = client_of(app).get("/books")

    assert answer.text == " ".join(["books", *texts])


def test_decorated_function_keeps_what_the_class_says__method_view(app, client):
    """The methods that were found in a method view count as well."""
    import flask.views

    class Books(flask.views.MethodView):
        decorators = decorated

        def put(self):
            return "saved"

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    saved, refused = client.put("/books"), client.get("/books")

    assert saved.text == "saved decorated"
    assert refused.status_code == 405


def test_decorated_function_keeps_what_the_class_says__options(app, client):
    """OPTIONS stays switched off under a decorator."""
    import flask.views

    class Books(flask.views.View):
        provide_automatic_options = False
        decorators = decorated

        def dispatch_request(self):
            return "books"

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    got, refused = client.get("/books"), client.options("/books")

    assert got.text == "books decorated"
    assert refused.status_code == 405


def test_decorators_are_inherited__extended(app, client):
    """A list that is made from the inherited one adds to it, and leaves that alone."""
    import flask.views

    listed = [adding("listed")]

    class Listing(flask.views.View):
        decorators = listed

        def dispatch_request(self):
            return flask.request.endpoint

    more = [*Listing.decorators, adding("sorted")]

    class Books(Listing):
        decorators = more

    app.add_url_rule("/all", view_func=Listing.as_view("all"))
    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answers = [client.get("/all").text, client.get("/books").text]

    assert answers == ["all listed", "books listed sorted"]
