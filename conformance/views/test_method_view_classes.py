"""Classes of method views: what is found in chains and pairs of classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


def answered_by(client, path):
    """The methods, out of five, that are not refused."""
    return {each for each in METHODS if client.request(each, path).status_code == 200}


def extend(view, written, **attributes):
    """A class that extends a method view by these methods and attributes."""
    methods = {each.lower(): lambda self: "answer" for each in written}
    return type("View", (view,), methods | attributes)


@given(levels=st.lists(st.sets(st.sampled_from(METHODS)), min_size=1, max_size=3))
def test_inherited_methods_answer__any_chain(client_of, levels):
    """Each class of a chain answers what it and those above it write (the first writes one)."""
    import flask.views

    app = flask.Flask("app_under_test", static_folder=None)
    view, written, expected = extend(flask.views.MethodView, ["PATCH"]), {"PATCH"}, {}
    for number, level in enumerate(levels):
        view, written = extend(view, level), written | level
        app.add_url_rule(f"/{number}", view_func=view.as_view(f"view{number}"))
        expected[number] = written

    client = client_of(app)

    assert {each: answered_by(client, f"/{each}") for each in expected} == expected


def test_inherited_methods_answer__replaced(app, client):
    """A method of the class itself takes the place of an inherited one, which it can call."""
    import flask.views

    class Books(flask.views.MethodView):
        def get(self):
            return "all books"

    class NewBooks(Books):
        def get(self):
            return f"{super().get()} of today"

    app.add_url_rule("/books", view_func=NewBooks.as_view("books"))

    answer = client.get("/books")

    assert answer.text == "all books of today"


def test_inherited_methods_answer__of_two_views(app, client):
    """Of two method views that are extended, both count, and the first one first."""
    import flask.views

    class Books(flask.views.MethodView):
        def get(self):
            return "all books"

    class Films(flask.views.MethodView):
        def get(self):
            return "all films"

        def put(self):
            return "saved film"

    class Both(Books, Films):
        pass

    app.add_url_rule("/both", view_func=Both.as_view("both"))

    answers = [client.get("/both").text, client.put("/both").text]

    assert answers == ["all books", "saved film"]


@pytest.mark.parametrize("order", ["before", "after"])
def test_any_class_may_bring_methods__order(app, client, order):
    """It does not matter whether that class stands before or after the method view."""
    import flask.views

    class Deletes:
        def delete(self):
            return "deleted"

    views = [Deletes, flask.views.MethodView]
    bases = tuple(views if order == "before" else reversed(views))
    app.add_url_rule("/books", view_func=type("Books", bases, {}).as_view("books"))

    deleted, refused = client.delete("/books"), client.get("/books")

    assert deleted.text == "deleted"
    assert refused.status_code == 405


FORMS = {"tuple": ("GET", "PUT"), "set": {"GET", "PUT"}, "small-letters": ["get", "put"]}


@pytest.mark.parametrize("named", FORMS.values(), ids=FORMS)
def test_named_methods_count__forms(app, client, named):
    """The methods may be named in any collection, in small letters too."""
    import flask.views

    view = extend(flask.views.MethodView, METHODS, methods=named)
    app.add_url_rule("/books", view_func=view.as_view("books"))

    answered = answered_by(client, "/books")

    assert answered == {"GET", "PUT"}


def test_dispatch_request_may_be_extended__for_head(app, client):
    """The inherited one also finds ``get`` for HEAD."""
    import flask.views

    class Books(flask.views.MethodView):
        def dispatch_request(self, **values):
            return super().dispatch_request(**values), {"X-Values": str(sorted(values))}

        def get(self, title):
            return f"pages of {title}"

    app.add_url_rule("/books/<title>", view_func=Books.as_view("books"))

    answer = client.head("/books/Emma")

    assert (answer.status_code, answer.headers["x-values"]) == (200, "['title']")


def test_class_knows_its_methods__inherited():
    """The names of inherited methods are among them, and automatic methods are not."""
    import flask.views

    books = extend(flask.views.MethodView, ["GET"])
    new_books = extend(books, ["PUT"])

    found = set(books.methods), set(new_books.methods)

    assert found == ({"GET"}, {"GET", "PUT"})
