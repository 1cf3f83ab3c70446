"""Repeated registration: which names collide, and what happens once."""

import flask
import pytest

FOR_THE_VIEWS = ["before_request", "after_request", "teardown_request", "url_value_preprocessor"]
FOR_ALL = [
    "before_app_request",
    "after_app_request",
    "teardown_app_request",
    "app_url_value_preprocessor",
]


def noting(seen, kind):
    """A function of that kind which notes the blueprint of the request."""

    def note(*arguments):
        seen.append(flask.request.blueprint)
        return arguments[0] if kind.startswith("after") else None

    return note


def shop_with_a_page():
    """A blueprint with one view."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/page", "page", lambda: flask.request.endpoint)
    return shop


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {}, id="own-names"),
        pytest.param({}, {"name": "shop"}, id="own-name-given"),
        pytest.param({"name": "store"}, {"name": "store"}, id="given-names"),
        pytest.param({"url_prefix": "/a"}, {"url_prefix": "/b"}, id="other-prefixes"),
    ],
)
@pytest.mark.parametrize("other", [False, True], ids=["same-blueprint", "other-blueprint"])
def test_same_name_is_refused(app, client, first, second, other):
    """Whether it is the same blueprint or another; the first stays."""
    shop = shop_with_a_page()
    app.register_blueprint(shop, **first)

    with pytest.raises(ValueError):
        app.register_blueprint(shop_with_a_page() if other else shop, **second)

    name = first.get("name", "shop")
    assert client.get(first.get("url_prefix", "") + "/page").text == f"{name}.page"
    assert list(app.blueprints)[-1:] == [name]


def test_blueprint_may_be_registered_under_several_names__other_blueprints_too(app, client):
    """Blueprints of one name stand side by side if the application calls them differently."""
    for number, options in enumerate([{}, {"name": "store"}, {"name": "market"}]):
        app.register_blueprint(shop_with_a_page(), url_prefix=f"/{number}", **options)

    answers = [client.get(f"/{number}/page").text for number in range(3)]

    assert answers == ["shop.page", "store.page", "market.page"]
    assert [blueprint.name for blueprint in app.iter_blueprints()][-3:] == ["shop"] * 3


def test_refused_registration_changes_nothing(app, client):
    """Neither a rule nor a function of the second one is there."""
    seen = []
    second = shop_with_a_page()
    second.add_url_rule("/more", "more", lambda: "more")
    second.before_request(lambda: seen.append("second"))
    second.before_app_request(lambda: seen.append("second for all"))
    app.register_blueprint(shop_with_a_page())

    with pytest.raises(ValueError):
        app.register_blueprint(second)

    assert client.get("/page").text == "shop.page"
    assert client.get("/more").status_code == 404
    assert seen == []


@pytest.mark.parametrize("kind", FOR_THE_VIEWS)
@pytest.mark.parametrize("place", ["/shop", "/store"])
def test_functions_of_a_blueprint_are_for_each_name(app, client, kind, place):
    """They see under which name the request came."""
    seen = []
    shop = shop_with_a_page()
    getattr(shop, kind)(noting(seen, kind))
    app.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(shop, url_prefix="/store", name="store")

    client.get(f"{place}/page")

    assert seen == [place[1:]]


@pytest.mark.parametrize("kind", FOR_ALL)
@pytest.mark.parametrize(
    ("path", "name"), [("/shop/page", "shop"), ("/store/page", "store"), ("/nowhere", None)]
)
def test_functions_for_the_application_are_registered_once(app, client, kind, path, name):
    """For its own views and for all others."""
    seen = []
    shop = shop_with_a_page()
    getattr(shop, kind)(noting(seen, kind))
    app.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(shop, url_prefix="/store", name="store")

    client.get(path)

    assert seen == [name]
