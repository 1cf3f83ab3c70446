"""The functions that stand for view classes: names, arguments, descriptions."""

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st


@given(name=st.text(min_size=1))
def test_name_is_the_endpoint__any_text(client_of, name):
    """Any text but the empty one is a name and so an endpoint (any Unicode text)."""
    import flask.views

    class Books(flask.views.View):
        def dispatch_request(self):
            seen.append(flask.request.endpoint)
            return "all books"

    seen = []
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/books", view_func=Books.as_view(name))

    client_of(app).get("/books")

    assert seen == [name]


def test_name_is_the_endpoint__unless_the_rule_names_one(app, client):
    """An endpoint of the rule counts more than the name."""
    import flask.views

    class Books(flask.views.View):
        def dispatch_request(self):
            return flask.request.endpoint

    app.add_url_rule("/books", "shelf", Books.as_view("books"))

    answer = client.get("/books")

    assert answer.text == "shelf"


@given(name=st.text(min_size=1))
def test_function_has_the_name__any_text(name):
    """The name need not be one that could be written in a program (any Unicode text)."""
    import flask.views

    class Books(flask.views.MethodView):
        def get(self):
            return "all books"

    view = Books.as_view(name)

    assert view.__name__ == name


ARGUMENTS = {
    "none": ((), {}),
    "by-place": (("new", 7), {}),
    "by-keyword": ((), {"kind": "new", "number": 7}),
    "both": (("new",), {"number": 7}),
    "like-those-of-rules": ((), {"endpoint": "shelf", "methods": ["PUT"], "rule": "/films"}),
}


@pytest.mark.parametrize("fresh", [True, False], ids=["own-object", "shared-object"])
@pytest.mark.parametrize(("args", "kwargs"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_other_arguments_go_to_the_class__forms(app, client, fresh, args, kwargs):
    """The class gets them as they were given, and nothing else."""
    import flask.views

    seen = []

    class Books(flask.views.View):
        init_every_request = fresh

        def __init__(self, *args, **kwargs):
            seen.append((args, kwargs))

        def dispatch_request(self):
            return "all books"

    app.add_url_rule("/books", view_func=Books.as_view("books", *args, **kwargs))

    client.get("/books")

    assert seen == [(args, kwargs)]


def test_other_arguments_go_to_the_class__not_copied(app, client):
    """Each object gets the very arguments, so that they can be shared."""
    import flask.views

    class Shelf(flask.views.View):
        def __init__(self, books):
            self.books = books

        def dispatch_request(self, title):
            self.books.append(title)
            return ", ".join(self.books)

    app.add_url_rule("/put/<title>", view_func=Shelf.as_view("shelf", ["Emma"]))

    answers = [client.get("/put/Evelina").text, client.get("/put/Camilla").text]

    assert answers == ["Emma, Evelina", "Emma, Evelina, Camilla"]


def keeping(view):
    """A decorator that takes over what it finds on the function."""
    return functools.wraps(view)(lambda: view())


def forgetting(view):
    """A decorator that gives a function without anything."""
    return lambda: view()


@pytest.mark.parametrize("decorator", [keeping, forgetting])
def test_function_knows_its_class__decorated(decorator):
    """The outermost function knows the class too."""
    import flask.views

    only = [decorator]

    class Books(flask.views.MethodView):
        decorators = only

        def get(self):
            return "all books"

    view = Books.as_view("books")

    assert view.view_class is Books


@pytest.mark.parametrize("decorator", [keeping, forgetting])
def test_function_is_described_by_its_class__decorated(decorator):
    """The outermost function is described by the class and not by a decorator."""
    import flask.views

    only = [decorator]

    class Books(flask.views.View):
        """The books of the shop."""

        __module__ = "shop.books"
        decorators = only

        def dispatch_request(self):
            return "all books"

    view = Books.as_view("books")

    assert view.__doc__ == "The books of the shop."
    assert view.__module__ == "shop.books"
