"""Every way to register a view class."""

import pytest


def by_endpoint(app, view):
    """The rule first, its view by the decorator ``endpoint``."""
    app.add_url_rule("/books", "list", methods=["PUT"])
    app.endpoint("list")(view)


def by_view_functions(app, view):
    """The rule first, its view by hand."""
    app.add_url_rule("/books", "list", methods=["PUT"])
    app.view_functions["list"] = view


WAYS = {
    "shortcut": lambda app, view: app.put("/books")(view),
    "route-with-endpoint": lambda app, view: app.route("/books", endpoint="shelf")(view),
    "endpoint": by_endpoint,
    "view-functions": by_view_functions,
}


@pytest.mark.parametrize("register", WAYS.values(), ids=WAYS)
def test_every_way_to_register_takes_a_view_class__table(app, client, register):
    """A view class answers however it was registered."""
    import flask.views

    class Books(flask.views.View):
        methods = ("PUT",)

        def dispatch_request(self):
            return f"{flask.request.method} to {flask.request.path}"

    register(app, Books.as_view("books"))

    answer, refused = client.put("/books"), client.get("/books")

    assert answer.text == "PUT to /books"
    assert refused.status_code == 405


def test_blueprint_may_have_view_classes__twice_and_nested(app, client):
    """Each registration of the blueprint has the view under its own endpoint and URL."""
    import flask.views

    class Books(flask.views.MethodView):
        def get(self):
            return f"{flask.request.endpoint} at {flask.url_for('.books')}"

    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/books", view_func=Books.as_view("books"))
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    town.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(town)
    app.register_blueprint(shop, url_prefix="/store", name="store")

    answers = [client.get("/town/shop/books").text, client.get("/store/books").text]

    assert answers == [
        "town.shop.books at /town/shop/books",
        "store.books at /store/books",
    ]
