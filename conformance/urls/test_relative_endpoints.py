"""Relative endpoints, seen from every place of an application with nested blueprints."""

import flask
import pytest


def town(app, endpoint):
    """Give an application pages everywhere, which all link to one endpoint."""

    def page():
        try:
            return flask.url_for(endpoint)
        except LookupError:
            return "unknown"

    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    shelf = flask.Blueprint("shelf", __name__, url_prefix="/shelf")
    shop.add_url_rule("/index", "index", page)
    shop.add_url_rule("/door", "door", page)
    shelf.add_url_rule("/index", "index", page)
    shop.register_blueprint(shelf)
    app.add_url_rule("/index", "index", page)
    app.register_blueprint(shop)
    app.register_blueprint(shop, name="store", url_prefix="/store")


@pytest.mark.parametrize("endpoint", ["index", "door"])
def test_leading_dot_means_the_name_of_the_registration(app, client, endpoint):
    """The same view links to its own registration."""
    town(app, f".{endpoint}")

    answers = [client.get(f"/{name}/index").text for name in ("shop", "store")]

    assert answers == [f"/shop/{endpoint}", f"/store/{endpoint}"]


@pytest.mark.parametrize(
    ("endpoint", "urls"),
    [
        pytest.param(".index", ["/shop/shelf/index", "/store/shelf/index"], id="own"),
        pytest.param(".door", ["unknown", "unknown"], id="of-the-outer-one"),
        pytest.param(".shelf.index", ["unknown", "unknown"], id="path-from-the-outer-one"),
    ],
)
def test_leading_dot_means_the_innermost_blueprint(app, client, endpoint, urls):
    """What only the blueprint around it has is unknown."""
    town(app, endpoint)

    answers = [client.get(f"/{place}/shelf/index").text for place in ("shop", "store")]

    assert answers == urls


def test_names_may_lead_into_nested_blueprints__from_one_place_only(app, client):
    """They lead on from the blueprint of the view, by the name of its registration."""
    town(app, ".shelf.index")

    answers = [client.get(f"{place}/index").text for place in ("/shop", "/store", "")]

    assert answers == ["/shop/shelf/index", "/store/shelf/index", "unknown"]


def test_leading_dot_means_the_application_elsewhere(app, client):
    """In its own views, and where nothing was found."""
    town(app, ".index")
    app.register_error_handler(404, lambda error: flask.url_for(".index"))

    own, missing, below = (client.get(url).text for url in ("/index", "/no", "/shop/no"))

    assert [own, missing, below] == ["/index", "/index", "/index"]


def test_leading_dot_means_the_current_blueprint__in_hooks_and_handlers(app, client):
    """The request decides, whatever function asks."""
    seen = []
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    shop.add_url_rule("/index", "index", lambda: flask.abort(404))
    shop.register_error_handler(404, lambda error: flask.url_for(".index"))
    app.before_request(lambda: seen.append(flask.url_for(".index")))
    app.register_blueprint(shop)

    answer = client.get("/shop/index")

    assert answer.text == "/shop/index"
    assert seen == ["/shop/index"]
