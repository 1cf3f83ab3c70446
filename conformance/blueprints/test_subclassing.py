"""Subclasses of Blueprint: each step that they can replace."""

import flask
import pytest


def test_nested_blueprints_are_registered_by_their_own_method(app, client):
    """With the application, and not with the outer blueprint."""
    seen = []

    class Shop(flask.Blueprint):
        def register(self, app, options):
            seen.append(app.name)
            super().register(app, options)

    town, shop = flask.Blueprint("town", __name__), Shop("shop", __name__)
    shop.add_url_rule("/books", "books", lambda: "all books")
    town.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(town)

    assert client.get("/shop/books").text == "all books"
    assert seen == ["app_under_test"]


def test_subclass_can_replace_the_state__for_each_registration(app):
    """The method learns the options, and whether it is the first one."""
    seen = []

    class Shop(flask.Blueprint):
        def make_setup_state(self, app, options, first_registration=False):
            seen.append((app.name, options.get("name"), first_registration))
            return super().make_setup_state(app, options, first_registration)

    shop = Shop("shop", __name__)
    app.register_blueprint(shop)
    app.register_blueprint(shop, name="store")

    assert seen == [("app_under_test", None, True), ("app_under_test", "store", False)]


def test_subclass_can_replace_the_state__when_it_is_made(app, client):
    """What its ``__init__`` changes counts for the rules."""
    import flask.blueprints

    class State(flask.blueprints.BlueprintSetupState):
        def __init__(self, blueprint, app, options, first_registration):
            super().__init__(blueprint, app, options, first_registration)
            self.url_prefix = f"/{app.name}{self.url_prefix}"

    class Shop(flask.Blueprint):
        def make_setup_state(self, app, options, first_registration=False):
            return State(self, app, options, first_registration)

    shop = Shop("shop", __name__, url_prefix="/shop")
    shop.add_url_rule("/books", "books", lambda: "all books")
    app.register_blueprint(shop)

    assert client.get("/app_under_test/shop/books").text == "all books"


@pytest.mark.parametrize("name", ["route", "get", "post", "put", "patch", "delete"])
def test_every_rule_goes_through_add_url_rule(app, client, name):
    """So a subclass sees them all."""

    class Shop(flask.Blueprint):
        def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
            super().add_url_rule(f"/v1{rule}", endpoint, view_func, **options)

    shop = Shop("shop", __name__)
    getattr(shop, name)("/books", endpoint="books")(lambda: "all books")
    app.register_blueprint(shop)

    answer = client.request("GET" if name == "route" else name.upper(), "/v1/books")

    assert answer.text == "all books"


@pytest.mark.parametrize("assigned", [False, True], ids=["made", "assigned"])
@pytest.mark.parametrize(
    ("attribute", "argument", "value"),
    [
        pytest.param("url_prefix", "url_prefix", "/store", id="prefix"),
        pytest.param("subdomain", "subdomain", "store", id="subdomain"),
        pytest.param("url_values_defaults", "url_defaults", {"page": 2}, id="defaults"),
    ],
)
def test_blueprint_has_attributes_for_what_it_was_made_with(
    app, attribute, argument, value, assigned
):
    """The rules are the same, whether it is given or assigned later."""
    shop = flask.Blueprint("shop", __name__, **({} if assigned else {argument: value}))
    shop.add_url_rule("/books", "books", lambda page: "books", defaults={})

    if assigned:
        setattr(shop, attribute, value)
    known = getattr(shop, attribute)
    app.register_blueprint(shop)

    (rule,) = app.url_map.iter_rules("shop.books")
    found = {
        "url_prefix": rule.rule.removesuffix("/books"),
        "subdomain": rule.subdomain,
        "url_defaults": {**(rule.defaults or {})},
    }
    assert type(known) is type(value)
    assert (known, found[argument]) == (value, value)


def test_blueprint_has_attributes_for_what_it_was_made_with__folder_of_templates(app, tmp_path):
    """The folder is known, and counts from its assignment if no template was looked for."""
    (tmp_path / "shop.html").write_text("a shop")
    shop = flask.Blueprint("shop", __name__, template_folder="elsewhere")

    before = "".join([shop.template_folder])
    shop.template_folder = str(tmp_path)
    app.register_blueprint(shop)
    with app.app_context():
        text = "".join([flask.render_template("shop.html")])

    assert (before, text) == ("elsewhere", "a shop")
