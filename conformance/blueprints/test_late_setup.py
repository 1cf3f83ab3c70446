"""Late set-up: every method, on blueprints registered directly and nested."""

import flask
import pytest


def nothing(*arguments):
    """A function that fits every place."""


CALLS = {
    "route": lambda shop: shop.route("/late")(nothing),
    "get": lambda shop: shop.get("/late")(nothing),
    "post": lambda shop: shop.post("/late")(nothing),
    "put": lambda shop: shop.put("/late")(nothing),
    "patch": lambda shop: shop.patch("/late")(nothing),
    "delete": lambda shop: shop.delete("/late")(nothing),
    "add_url_rule": lambda shop: shop.add_url_rule("/late", "late", nothing),
    "endpoint": lambda shop: shop.endpoint("late")(nothing),
    "before_request": lambda shop: shop.before_request(nothing),
    "after_request": lambda shop: shop.after_request(nothing),
    "teardown_request": lambda shop: shop.teardown_request(nothing),
    "context_processor": lambda shop: shop.context_processor(nothing),
    "url_value_preprocessor": lambda shop: shop.url_value_preprocessor(nothing),
    "url_defaults": lambda shop: shop.url_defaults(nothing),
    "errorhandler": lambda shop: shop.errorhandler(404)(nothing),
    "register_error_handler": lambda shop: shop.register_error_handler(404, nothing),
    "record": lambda shop: shop.record(nothing),
    "record_once": lambda shop: shop.record_once(nothing),
    "register_blueprint": lambda shop: shop.register_blueprint(flask.Blueprint("late", __name__)),
    "app_template_filter": lambda shop: shop.app_template_filter("late")(nothing),
    "app_template_test": lambda shop: shop.app_template_test("late")(nothing),
    "app_template_global": lambda shop: shop.app_template_global("late")(nothing),
    "add_app_template_filter": lambda shop: shop.add_app_template_filter(nothing, "late"),
    "add_app_template_test": lambda shop: shop.add_app_template_test(nothing, "late"),
    "add_app_template_global": lambda shop: shop.add_app_template_global(nothing, "late"),
    "before_app_request": lambda shop: shop.before_app_request(nothing),
    "after_app_request": lambda shop: shop.after_app_request(nothing),
    "teardown_app_request": lambda shop: shop.teardown_app_request(nothing),
    "app_context_processor": lambda shop: shop.app_context_processor(nothing),
    "app_errorhandler": lambda shop: shop.app_errorhandler(404)(nothing),
    "app_url_value_preprocessor": lambda shop: shop.app_url_value_preprocessor(nothing),
    "app_url_defaults": lambda shop: shop.app_url_defaults(nothing),
}
EACH = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


def shop_with_a_page():
    """A blueprint with one view."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/page", "page", lambda: "a page")
    return shop


@EACH
def test_set_up_ends_with_the_registration(app, client, call):
    """Each of them is refused, and the blueprint goes on to work."""
    shop = shop_with_a_page()
    app.register_blueprint(shop)

    with pytest.raises(AssertionError):
        call(shop)

    assert client.get("/page").text == "a page"


@EACH
def test_late_set_up_warns(app, client, recwarn, call):
    """Each of them."""
    shop = shop_with_a_page()
    app.register_blueprint(shop)

    call(shop)

    assert UserWarning in [warning.category for warning in recwarn]
    assert client.get("/page").text == "a page"


@pytest.mark.parametrize("name", ["route", "before_request", "record", "register_blueprint"])
def test_set_up_ends_for_nested_blueprints_too(app, client, name):
    """The outer one is registered, and with it the inner one."""
    town, shop = flask.Blueprint("town", __name__), shop_with_a_page()
    town.register_blueprint(shop)
    app.register_blueprint(town)

    with pytest.raises(AssertionError):
        CALLS[name](shop)

    assert client.get("/page").text == "a page"


@EACH
def test_nesting_alone_does_not_end_the_set_up(app, call):
    """Each of them is taken, as long as the outer blueprint is not registered."""
    seen = []
    town, shop = flask.Blueprint("town", __name__), shop_with_a_page()
    town.register_blueprint(shop)

    call(shop)
    shop.record(lambda state: seen.append(state.name))
    app.register_blueprint(town)

    assert seen == ["shop"]


def test_late_set_up_changes_nothing(app, client, client_of):
    """Neither the rule nor the function is there, on either application."""
    seen = []
    shop, other = shop_with_a_page(), flask.Flask("other", static_folder=None)
    app.register_blueprint(shop)

    with pytest.raises(AssertionError):
        shop.add_url_rule("/late", "late", lambda: "late")
    with pytest.raises(AssertionError):
        shop.before_request(lambda: seen.append("late"))
    other.register_blueprint(shop)

    for each in (client, client_of(other)):
        assert each.get("/page").text == "a page"
        assert each.get("/late").status_code == 404
    assert seen == []
