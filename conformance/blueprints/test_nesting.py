"""Nesting: names and prefixes, options, and blueprints at several places."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

PREFIX = st.none() | st.sampled_from(["", "/", "/a", "/b/", "/c/d"])
LEVELS = st.lists(st.tuples(PREFIX, PREFIX), min_size=1, max_size=4)


def shop_with_a_page(name="shop", **options):
    """A blueprint with one view, which tells its endpoint and its URL."""
    shop = flask.Blueprint(name, __name__, **options)
    shop.add_url_rule("/page", "page", lambda: f"{flask.request.endpoint} {flask.url_for('.page')}")
    return shop


def nest(app, levels, view):
    """Register a blueprint for each level on the one before; the last has the view."""
    layers = [app]
    for number, (own, prefix) in enumerate(levels):
        layers.append(flask.Blueprint(f"layer{number}", "layer", url_prefix=own))
        if number:
            layers[-2].register_blueprint(layers[-1], url_prefix=prefix)
    layers[-1].add_url_rule("/page", "page", view)
    app.register_blueprint(layers[1], url_prefix=levels[0][1])


@given(levels=LEVELS)
def test_names_and_prefixes_are_joined__any_depth(client_of, levels):
    """Up to four levels, each with a prefix of its own, one of its registration, both or none."""
    seen = []
    app = flask.Flask("app_under_test", static_folder=None)
    nest(app, levels, lambda: seen.append(flask.request.endpoint) or "")
    prefixes = [own if prefix is None else prefix for own, prefix in levels]

    client_of(app).get("".join((prefix or "").rstrip("/") for prefix in prefixes) + "/page")

    layers = [f"layer{number}" for number in range(len(levels))]
    assert seen == [".".join([*layers, "page"])]
    names = [".".join(layers[: end + 1]) for end in range(len(layers))]
    assert list(app.blueprints)[-len(names) :] == names


@pytest.mark.parametrize(
    ("options", "text"),
    [
        pytest.param({}, "town.shop.page /town/shop/page", id="none"),
        pytest.param({"url_prefix": "/city"}, "town.shop.page /city/shop/page", id="prefix"),
        pytest.param({"url_prefix": "/"}, "town.shop.page /shop/page", id="slash"),
        pytest.param({"name": "city"}, "city.shop.page /town/shop/page", id="name"),
    ],
)
def test_options_of_the_outer_registration_count(app, client, options, text):
    """The nested blueprint keeps its own part."""
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    town.register_blueprint(shop_with_a_page(url_prefix="/shop"))
    app.register_blueprint(town, **options)

    assert client.get(text.partition(" ")[2]).text == text


@pytest.mark.parametrize(
    ("options", "text"),
    [
        pytest.param({"url_prefix": "/store"}, "town.shop.page /town/store/page", id="prefix"),
        pytest.param({"url_prefix": ""}, "town.shop.page /town/page", id="empty-prefix"),
        pytest.param({"name": "store"}, "town.store.page /town/shop/page", id="name"),
        pytest.param(
            {"name": "store", "url_prefix": "/store"}, "town.store.page /town/store/page", id="both"
        ),
    ],
)
def test_options_of_the_nested_registration_count(app, client, options, text):
    """They stand instead of those that the blueprint was made with."""
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    town.register_blueprint(shop_with_a_page(url_prefix="/shop"), **options)
    app.register_blueprint(town)

    assert client.get(text.partition(" ")[2]).text == text


def test_options_of_the_nested_registration_count__defaults(app, client):
    """They are joined with those that the blueprint was made with."""
    town = flask.Blueprint("town", __name__)
    shop = flask.Blueprint("shop", __name__, url_defaults={"shelf": "new", "page": 1})
    shop.add_url_rule("/books", "books", lambda shelf, page: f"{shelf} {page}")
    town.register_blueprint(shop, url_defaults={"page": 2})
    app.register_blueprint(town)

    assert client.get("/books").text == "new 2"


def test_blueprint_may_be_nested_at_several_places(app, client):
    """Each place has a name and a prefix of its own; in one blueprint they are given."""
    shop = shop_with_a_page()
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    park = flask.Blueprint("park", __name__, url_prefix="/park")
    town.register_blueprint(shop, url_prefix="/shop")
    town.register_blueprint(shop, url_prefix="/store", name="store")
    park.register_blueprint(shop)
    for blueprint in (town, park, shop):
        app.register_blueprint(blueprint)

    answers = [
        client.get(f"{place}/page").text for place in ("/town/shop", "/town/store", "/park", "")
    ]

    assert answers == [
        "town.shop.page /town/shop/page",
        "town.store.page /town/store/page",
        "park.shop.page /park/page",
        "shop.page /page",
    ]


def test_nested_blueprints_come_along(app, client):
    """Below each name and prefix of the outer one."""
    town, street = flask.Blueprint("town", __name__), flask.Blueprint("street", __name__)
    street.register_blueprint(shop_with_a_page())
    town.register_blueprint(street)
    app.register_blueprint(town, url_prefix="/town")
    app.register_blueprint(town, url_prefix="/city", name="city")

    answers = [client.get(f"{place}/page").text for place in ("/town", "/city")]

    assert answers == ["town.street.shop.page /town/page", "city.street.shop.page /city/page"]


@pytest.mark.parametrize("other", [False, True], ids=["same-blueprint", "other-blueprint"])
def test_same_name_in_one_blueprint_is_refused(app, client, other):
    """Whether it is the same blueprint or another of this name; elsewhere the name is free."""
    shop = shop_with_a_page()
    town = flask.Blueprint("town", __name__)
    app.register_blueprint(shop)

    def nest_both():
        town.register_blueprint(shop)
        town.register_blueprint(shop_with_a_page() if other else shop, url_prefix="/other")
        app.register_blueprint(town, url_prefix="/town")

    with pytest.raises(ValueError):
        nest_both()

    assert client.get("/page").text == "shop.page /page"


@pytest.mark.parametrize("nested_first", [False, True])
def test_outer_rules_come_first(app, client, nested_first):
    """Whether the rule or the nested blueprint was added first."""
    town = flask.Blueprint("town", __name__)
    if nested_first:
        town.register_blueprint(shop_with_a_page())
    town.add_url_rule("/page", "page", lambda: flask.request.endpoint)
    if not nested_first:
        town.register_blueprint(shop_with_a_page())
    app.register_blueprint(town)

    assert client.get("/page").text == "town.page"


@pytest.mark.parametrize("where", ["own", "given"])
def test_defaults_stay_with_their_blueprint(app, client, where):
    """Wherever they come from."""
    defaults = {"url_defaults": {"shelf": "new"}}
    town = flask.Blueprint("town", __name__, **(defaults if where == "own" else {}))
    shop = flask.Blueprint("shop", __name__)
    for layer, path in ((town, "/town"), (shop, "/shop")):
        layer.add_url_rule(path, "page", lambda **values: values)
    town.register_blueprint(shop)
    app.register_blueprint(town, **(defaults if where == "given" else {}))

    assert client.get("/town").json() == {"shelf": "new"}
    assert client.get("/shop").json() == {}
