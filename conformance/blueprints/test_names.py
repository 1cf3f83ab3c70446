"""Names of blueprints and of what they contain."""

import flask
import pytest

DOTTED = pytest.mark.parametrize("name", ["a.b", "a.b.c", ".", ".a", "a."])


@DOTTED
def test_name_has_no_dots(name):
    """Wherever the dot stands."""
    without = flask.Blueprint(name.replace(".", "-"), __name__)

    with pytest.raises(ValueError):
        flask.Blueprint(name, __name__)

    assert f"{without.name}!" == name.replace(".", "-") + "!"


@pytest.mark.parametrize("name", ["a-b", "a b", "a/b", "1", "ünïcode", "<shop>", "None", "class"])
def test_other_characters_are_allowed(app, client, name):
    """They are part of the endpoint, which leads back to the view."""
    shop = flask.Blueprint(name, __name__)
    shop.add_url_rule("/books", "books", lambda: flask.request.blueprint)
    app.register_blueprint(shop)
    app.add_url_rule("/link", "link", lambda: flask.url_for(f"{name}.books"))

    assert client.get("/books").text == name
    assert client.get("/link").text == "/books"


def all_books():
    """A view."""
    return "all books"


@pytest.mark.parametrize(
    "add",
    [
        pytest.param(
            lambda shop, name: shop.add_url_rule("/books", name, all_books), id="add-url-rule"
        ),
        pytest.param(lambda shop, name: shop.add_url_rule("/books", name), id="without-a-view"),
        pytest.param(lambda shop, name: shop.route("/books", endpoint=name)(all_books), id="route"),
        pytest.param(lambda shop, name: shop.get("/books", endpoint=name)(all_books), id="get"),
    ],
)
@DOTTED
def test_endpoint_has_no_dots(app, client, add, name):
    """Whichever way the rule is added; nothing of it stays."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/films", "films", lambda: "all films")

    with pytest.raises(ValueError):
        add(shop, name)

    app.register_blueprint(shop)
    assert client.get("/films").text == "all films"
    assert client.get("/books").status_code == 404


@pytest.mark.parametrize("endpoint", [None, "books"])
def test_name_of_the_view_has_no_dots(endpoint):
    """Even if an endpoint is given."""

    def view():
        return "all books"

    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/before", endpoint, view)
    view.__name__ = "shop.books"

    with pytest.raises(ValueError):
        shop.add_url_rule("/books", endpoint, view)
