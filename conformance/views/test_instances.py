"""Objects of view classes: how many, and with what."""

import pytest


def test_each_request_has_an_object_of_its_own__method_view(app, client):
    """Requests for different methods of a method view do not share their object."""
    import flask.views

    class Shelf(flask.views.MethodView):
        def __init__(self):
            self.books = []

        def get(self):
            return ", ".join(["read", *self.books])

        def put(self):
            self.books.append("Emma")
            return self.get()

    app.add_url_rule("/shelf", view_func=Shelf.as_view("shelf"))

    answers = [client.put("/shelf").text, client.get("/shelf").text]

    assert answers == ["read, Emma", "read"]


def test_object_is_made_within_the_request__after_hooks(app, client):
    """The constructor sees what functions before the view have prepared."""
    import flask.views

    class Shop(flask.views.View):
        def __init__(self):
            self.visitor = flask.g.visitor

        def dispatch_request(self):
            return f"{self.visitor} in {flask.current_app.name}"

    @app.before_request
    def greet():
        flask.g.visitor = flask.request.args["name"]

    app.add_url_rule("/shop", view_func=Shop.as_view("shop"))

    answer = client.get("/shop?name=Ada")

    assert answer.text == "Ada in app_under_test"


def test_class_may_share_one_object__method_view(app, client):
    """All methods of a method view use the one object."""
    import flask.views

    class Shelf(flask.views.MethodView):
        init_every_request = False

        def __init__(self):
            self.books = []

        def get(self):
            return ", ".join(["read", *self.books])

        def put(self):
            self.books.append("Emma")
            return self.get()

    app.add_url_rule("/shelf", view_func=Shelf.as_view("shelf"))

    answers = [client.put("/shelf").text, client.get("/shelf").text]

    assert answers == ["read, Emma", "read, Emma"]


def test_class_may_share_one_object__several_rules(app, client):
    """Rules that have the same function share its object."""
    import flask.views

    class Visit(flask.views.View):
        init_every_request = False
        count = 0

        def dispatch_request(self):
            self.count += 1
            return f"visit {self.count}"

    view = Visit.as_view("visit")
    app.add_url_rule("/shop", view_func=view)
    app.add_url_rule("/museum", "museum", view)

    answers = [client.get("/shop").text, client.get("/museum").text]

    assert answers == ["visit 1", "visit 2"]


def test_shared_object_is_made_at_once__and_never_again(app, client):
    """No further object is made for requests."""
    import flask.views

    made = []

    class Shop(flask.views.View):
        init_every_request = False

        def __init__(self):
            made.append("shop")

        def dispatch_request(self):
            return "open"

    app.add_url_rule("/shop", view_func=Shop.as_view("shop"))

    answers = [client.get("/shop").text, client.get("/shop").text]

    assert answers == ["open", "open"]
    assert made == ["shop"]


def test_shared_object_is_made_at_once__wrong_arguments():
    """Arguments that the class does not take are refused by ``as_view``."""
    import flask.views

    class Shop(flask.views.View):
        init_every_request = False

        def __init__(self, place):
            self.place = place

        def dispatch_request(self):
            return self.place

    Shop.as_view("shop", "here")

    with pytest.raises(TypeError):
        Shop.as_view("shop")
