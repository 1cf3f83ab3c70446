"""Methods of view classes, in every way to write them."""

import pytest

FORMS = {
    "tuple": ("PUT", "BREW"),
    "set": {"PUT", "BREW"},
    "small-letters": ["put", "brew"],
}


@pytest.mark.parametrize("named", FORMS.values(), ids=FORMS)
def test_class_names_its_methods__forms(app, client, named):
    """The methods of a class may be written like those of a rule."""
    import flask.views

    class Books(flask.views.View):
        methods = named

        def dispatch_request(self):
            return flask.request.method

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    answers = [client.request(each, "/books") for each in ("PUT", "BREW", "GET")]

    assert [each.text for each in answers[:2]] == ["PUT", "BREW"]
    assert answers[2].status_code == 405


def test_class_without_methods_answers_get__again(app, client):
    """``None`` takes back the methods of the class that is extended."""
    import flask.views

    class Saves(flask.views.View):
        methods = ("PUT",)

        def dispatch_request(self):
            return flask.request.method

    class Books(Saves):
        methods = None

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    got, refused = client.get("/books"), client.put("/books")

    assert got.text == "GET"
    assert refused.status_code == 405


def test_what_a_class_says_is_inherited__from_any_class(app, client):
    """What stands in a class that is no view itself counts as well."""
    import flask.views

    class Saves:
        methods = ("PUT",)
        provide_automatic_options = False

    class Books(Saves, flask.views.View):
        def dispatch_request(self):
            return flask.request.method

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    saved, refused = client.put("/books"), client.options("/books")

    assert saved.text == "PUT"
    assert refused.status_code == 405


@pytest.mark.parametrize(("provided", "status"), [(None, 200), (False, 405)])
def test_class_switches_options_off__of_method_views(app, client, provided, status):
    """Classes with a method for each HTTP method say it the same way."""
    import flask.views

    class Books(flask.views.MethodView):
        provide_automatic_options = provided

        def get(self):
            return "all books"

    app.add_url_rule("/books", view_func=Books.as_view("books"))

    assert client.get("/books").text == "all books"
    assert client.options("/books").status_code == status
