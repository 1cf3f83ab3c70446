"""View classes: what they return, raise and await."""

import flask
import pytest

ANSWERS = {
    "bytes": (lambda: b"books", 200, "books"),
    "pair": (lambda: ("books", 203), 203, "books"),
    "list": (lambda: ["books"], 200, '["books"]'),
    "response": (lambda: flask.Response("books", status=206), 206, "books"),
    "iterator": (lambda: iter(["bo", "oks"]), 200, "books"),
}


@pytest.mark.parametrize(("value", "status", "text"), ANSWERS.values(), ids=ANSWERS)
def test_any_return_value_will_do(app, client, value, status, text):
    """A view class gives what a function would give."""
    import flask.views

    class Books(flask.views.View):
        def dispatch_request(self):
            return value()

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answer = client.get("/books")

    assert (answer.status_code, answer.text.strip()) == (status, text)


def test_values_of_the_url_are_arguments__defaults(app, client):
    """The defaults of the rule are values too."""
    import flask.views

    class Books(flask.views.View):
        def dispatch_request(self, **values):
            return f"{values['shelf']} {values['page'] + 1}"

    app.add_url_rule("/books/<shelf>", view_func=Books.as_view("books"), defaults={"page": 1})

    answer = client.get("/books/poetry")

    assert answer.text == "poetry 2"


def fail_in_constructor(fail):
    """A view class that cannot be made into an object."""
    import flask.views

    class Book(flask.views.View):
        def __init__(self):
            fail()

        def dispatch_request(self):
            return "pages"

    return Book.as_view("book")


def fail_in_method(fail):
    """A method view whose method fails."""
    import flask.views

    class Book(flask.views.MethodView):
        def get(self):
            fail()

    return Book.as_view("book")


def look_up():
    """An error that is no HTTP error."""
    return {}["missing"]


@pytest.mark.parametrize("make", [fail_in_constructor, fail_in_method])
@pytest.mark.parametrize(
    ("fail", "text"),
    [
        pytest.param(lambda: flask.abort(410), "gone", id="http-error"),
        pytest.param(look_up, "missing", id="other-error"),
    ],
)
def test_errors_are_handled__wherever_raised(app, client, make, fail, text):
    """The constructor and the methods of a method view raise for handlers as well."""
    app.register_error_handler(410, lambda error: "gone")
    app.register_error_handler(KeyError, lambda error: error.args[0])
    app.add_url_rule("/book", view_func=make(fail))

    answer = client.get("/book")

    assert (answer.status_code, answer.text) == (200, text)


@pytest.mark.parametrize("fresh", [True, False], ids=["own-object", "shared-object"])
def test_dispatch_request_may_be_a_coroutine__decorated(app, client, fresh):
    """A decorator gets a function that gives the awaited value."""
    import flask.views

    bracketed = [lambda view: lambda **values: f"({view(**values)})"]

    class Book(flask.views.View):
        init_every_request = fresh
        decorators = bracketed

        async def dispatch_request(self, title):
            return f"pages of {title}"

    app.add_url_rule("/books/<title>", view_func=Book.as_view("book"))

    answer = client.get("/books/Emma")

    assert answer.text == "(pages of Emma)"
