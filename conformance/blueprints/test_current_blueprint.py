"""The current blueprint: what the request tells, for each kind of request."""

import flask
import pytest


@pytest.fixture
def seen(app):
    """What every request tells a function before the view, in an application with blueprints."""
    seen = []
    town, shop = flask.Blueprint("town", __name__), flask.Blueprint("shop", __name__)
    for layer in (app, town, shop):
        layer.add_url_rule("/door", "door", lambda: "open")
    town.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(town, url_prefix="/town")
    app.register_blueprint(town, url_prefix="/city", name="city")
    app.register_blueprint(shop, url_prefix="/shop")
    app.before_request(lambda: seen.append((flask.request.blueprint, flask.request.blueprints)))
    return seen


@pytest.mark.parametrize(
    ("url", "names"),
    [
        pytest.param("/town/door", ["town"], id="blueprint"),
        pytest.param("/city/door", ["city"], id="other-name"),
        pytest.param("/town/shop/door", ["town.shop", "town"], id="nested"),
        pytest.param("/city/shop/door", ["city.shop", "city"], id="nested-below-another-name"),
        pytest.param("/shop/door", ["shop"], id="same-one-not-nested"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_request_knows_its_blueprint(client, seen, url, names, method):
    """It is the full name of this registration, known before the view and without it."""
    client.request(method, url)

    assert seen == [(names[0], names)]


def test_view_of_the_application_has_no_blueprint(client, seen):
    """Beside blueprints, too."""
    client.get("/door")
    client.get("/town/door")

    assert seen == [(None, []), ("town", ["town"])]


@pytest.mark.parametrize(
    ("method", "url"),
    [("GET", "/town/nowhere"), ("POST", "/town/door"), ("GET", "/nowhere")],
    ids=["below-a-prefix", "other-method", "elsewhere"],
)
def test_unmatched_request_has_no_blueprint(client, seen, method, url):
    """Not even if its URL begins like one."""
    client.request(method, url)

    assert seen == [(None, [])]
