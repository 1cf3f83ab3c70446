"""Registration: which application has what, and from when on."""

import flask
import pytest


def test_other_applications_do_not_have_it(app, client, client_of):
    """Nor does one on which it is registered only later."""
    other = flask.Flask("other", static_folder=None)
    other.add_url_rule("/park", "park", lambda: "a park")
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/books", "books", lambda: "all books")
    app.register_blueprint(shop)

    found, missing = client.get("/books"), client_of(other).get("/books")

    assert found.text == "all books"
    assert missing.status_code == 404
    assert client_of(other).get("/park").text == "a park"


def test_blueprints_may_use_the_same_endpoints(app, client):
    """Each leads to its own view, and builds its own URL."""
    shop, park = flask.Blueprint("shop", __name__), flask.Blueprint("park", __name__)
    for layer, path in ((app, "/app"), (shop, "/shop"), (park, "/park")):
        layer.add_url_rule(path, "index", lambda path=path: f"{path} {flask.request.endpoint}")
    app.register_blueprint(shop)
    app.register_blueprint(park)

    @app.route("/links")
    def links():
        return [flask.url_for(name) for name in ("index", "shop.index", "park.index")]

    answers = [client.get(path).text for path in ("/app", "/shop", "/park")]

    assert answers == ["/app index", "/shop shop.index", "/park park.index"]
    assert client.get("/links").json() == ["/app", "/shop", "/park"]


def test_blueprint_may_be_used_by_several_applications(client_of):
    """Options of one registration are not those of another."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/name", "name", lambda: flask.current_app.name + flask.url_for(".name"))
    texts = []

    for name in ("first", "second"):
        site = flask.Flask(name, static_folder=None)
        site.register_blueprint(shop, url_prefix=f"/{name}")
        texts.append(client_of(site).get(f"/{name}/name").text)

    assert texts == ["first/first/name", "second/second/name"]


def test_application_lists_its_blueprints__once_for_each_registration(app):
    """One that is registered twice, and one that is nested in it."""
    town, shop = flask.Blueprint("town", __name__), flask.Blueprint("shop", __name__)
    town.register_blueprint(shop)
    app.register_blueprint(town)
    app.register_blueprint(town, name="city")

    names = [blueprint.name for blueprint in app.iter_blueprints()][-4:]

    assert names == ["town", "shop", "town", "shop"]
    assert list(app.blueprints)[-4:] == ["town", "town.shop", "city", "city.shop"]


@pytest.mark.parametrize("first", ["shop", "park", "app"])
def test_first_registration_answers_an_equal_rule(app, client, first):
    """Nobody complains; the moment when the blueprint is registered counts."""
    layers = {name: flask.Blueprint(name, __name__) for name in ("shop", "park")}
    for name, layer in layers.items():
        layer.add_url_rule("/name", "name", lambda name=name: name)

    for name in sorted(("app", "park", "shop"), key=lambda name: name != first):
        if name == "app":
            app.add_url_rule("/name", "name", lambda: "app")
        else:
            app.register_blueprint(layers[name])

    assert client.get("/name").text == first
