"""Rules of a blueprint: every way to add them, and their defaults."""

import flask
import pytest


def view(**values):
    """A view that shows how it was reached."""
    return f"{flask.request.method} {flask.request.endpoint} {sorted(values.items())}"


@pytest.mark.parametrize(
    ("add", "method", "text"),
    [
        pytest.param(lambda shop: shop.route("/p")(view), "GET", "GET shop.view []", id="route"),
        pytest.param(
            lambda shop: shop.route("/p", methods=["PUT", "BREW"], endpoint="e")(view),
            "BREW",
            "BREW shop.e []",
            id="methods",
        ),
        pytest.param(
            lambda shop: shop.route("/<name>", defaults={"page": 1})(view),
            "GET",
            "GET shop.view [('name', 'p'), ('page', 1)]",
            id="defaults",
        ),
        pytest.param(
            lambda shop: shop.add_url_rule("/p", "e", view), "GET", "GET shop.e []", id="positional"
        ),
        pytest.param(
            lambda shop: shop.add_url_rule("/p", view_func=view),
            "GET",
            "GET shop.view []",
            id="view",
        ),
        pytest.param(lambda shop: shop.get("/p")(view), "GET", "GET shop.view []", id="get"),
        pytest.param(lambda shop: shop.post("/p")(view), "POST", "POST shop.view []", id="post"),
        pytest.param(lambda shop: shop.put("/p")(view), "PUT", "PUT shop.view []", id="put"),
        pytest.param(
            lambda shop: shop.patch("/p")(view), "PATCH", "PATCH shop.view []", id="patch"
        ),
        pytest.param(
            lambda shop: shop.delete("/p", endpoint="e")(view),
            "DELETE",
            "DELETE shop.e []",
            id="delete",
        ),
    ],
)
def test_blueprint_has_the_ways_of_the_application(app, client, add, method, text):
    """Below a prefix, the rule answers the method it is for, and no other."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    add(shop)
    app.register_blueprint(shop)

    answer, refused = client.request(method, "/shop/p"), client.request("TRACE", "/shop/p")

    assert answer.text == text
    assert refused.status_code == 405


def test_blueprint_has_the_ways_of_the_application__with_options_of_the_rule(app, client):
    """Options that the blueprint does not know reach the rule."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/strict/", "strict", view)
    shop.add_url_rule("/lax/", "lax", view, strict_slashes=False)
    app.register_blueprint(shop)

    strict, lax = client.get("/strict"), client.get("/lax")

    assert strict.status_code == 308
    assert lax.text == "GET shop.lax []"


def test_blueprint_has_the_ways_of_the_application__also_to_switch_options_off(app, client):
    """``provide_automatic_options`` reaches the rule."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/on", "on", view)
    shop.add_url_rule("/off", "off", view, provide_automatic_options=False)
    app.register_blueprint(shop)

    on, off = client.options("/on"), client.options("/off")

    assert on.status_code == 200
    assert "OPTIONS" in on.headers["Allow"]
    assert off.status_code == 405


@pytest.mark.parametrize("shortcut", ["get", "post", "put", "patch", "delete"])
def test_blueprint_has_the_ways_of_the_application__shortcuts_refuse_methods(shortcut):
    """They are for one method each."""
    shop = flask.Blueprint("shop", __name__)

    with pytest.raises(TypeError):
        getattr(shop, shortcut)("/page", methods=["GET"])


@pytest.mark.parametrize("name", ["route", "get", "post", "put", "patch", "delete", "endpoint"])
def test_decorators_return_the_view(app, client, name):
    """So they can be stacked, and the function be called."""
    shop = flask.Blueprint("shop", __name__)

    returned = getattr(shop, name)("/page")(view)
    shop.add_url_rule("/other", view_func=returned)
    app.register_blueprint(shop)

    assert returned is view
    assert client.get("/other").text == "GET shop.view []"


def test_endpoint_of_another_view_is_refused(app, client):
    """The same view twice is no conflict."""
    good, bad = flask.Blueprint("good", __name__), flask.Blueprint("bad", __name__)
    good.add_url_rule("/a", "page", view)
    good.add_url_rule("/b", "page", view)
    bad.add_url_rule("/c", "page", view)
    bad.add_url_rule("/d", "page", lambda: "another")
    app.register_blueprint(good)

    with pytest.raises(AssertionError):
        app.register_blueprint(bad)

    assert [client.get(url).text for url in ("/a", "/b")] == ["GET good.page []"] * 2


@pytest.mark.parametrize("names", [["one", "two"], ["two", "one"]], ids=" ".join)
def test_rules_keep_their_order(app, client, names):
    """The first of equal rules answers."""
    shop = flask.Blueprint("shop", __name__)
    for name in names:
        shop.add_url_rule("/page", name, view)
    app.register_blueprint(shop)

    assert client.get("/page").text == f"GET shop.{names[0]} []"


@pytest.mark.parametrize(
    ("own", "given", "of_rule", "text"),
    [
        pytest.param({"page": 1}, {}, {}, "page 1", id="blueprint"),
        pytest.param({"page": 1}, {"page": 2}, {}, "page 2", id="registration"),
        pytest.param({"page": 1}, {"page": 2}, {"page": 3}, "page 3", id="rule"),
        pytest.param({}, {"page": 2}, {"page": 3}, "page 3", id="rule-and-registration"),
        pytest.param({"page": 1}, {"shelf": 2}, {"row": 3}, "page 1, row 3, shelf 2", id="joined"),
    ],
)
def test_nearer_defaults_win(app, client, own, given, of_rule, text):
    """Defaults for different names are joined."""

    def books(**values):
        return ", ".join(f"{name} {value}" for name, value in sorted(values.items()))

    shop = flask.Blueprint("shop", __name__, url_defaults=own)
    shop.add_url_rule("/books", "books", books, defaults=of_rule)
    app.register_blueprint(shop, url_defaults=given)

    assert client.get("/books").text == text
