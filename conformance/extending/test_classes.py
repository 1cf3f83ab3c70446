"""Classes that are attributes of the application, and what is made of them."""

import flask
import pytest


def request_of(app):
    """The request of a context."""
    return app.test_request_context("/visit").request


def response_of(app):
    """A response that the application makes."""
    with app.app_context():
        return flask.make_response("visited")


def rule_of(app):
    """A rule that is added to the application."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    return next(app.url_map.iter_rules("visit"))


LATE = {
    "request_class": request_of,
    "response_class": response_of,
    "app_ctx_globals_class": lambda app: app.app_context().g,
    "test_client_class": lambda app: app.test_client(),
    "test_cli_runner_class": lambda app: app.test_cli_runner(),
}
EARLY = {
    "config_class": lambda app: app.config,
    "aborter_class": lambda app: app.aborter,
    "json_provider_class": lambda app: app.json,
    "url_map_class": lambda app: app.url_map,
    "url_rule_class": rule_of,
    "jinja_environment": lambda app: app.jinja_env,
}


def own_class(name):
    """A new class that derives from the one that Flask uses."""
    import flask.testing

    for_tests = {
        "test_client_class": flask.testing.FlaskClient,
        "test_cli_runner_class": flask.testing.FlaskCliRunner,
    }
    return type("Own", (for_tests.get(name) or getattr(flask.Flask, name),), {})


@pytest.mark.parametrize(("name", "find"), (LATE | EARLY).items(), ids=LATE | EARLY)
def test_subclass_can_name_the_classes(name, find):
    """Applications of another subclass do not use it."""
    own = own_class(name)
    shop_class = type("Shop", (flask.Flask,), {name: own})

    made = [find(each("shop", static_folder=None)) for each in (shop_class, flask.Flask)]

    assert [type(each) is own for each in made] == [True, False]


@pytest.mark.parametrize(("name", "find"), LATE.items(), ids=LATE)
def test_class_that_is_set_later_counts_from_then_on(app, client, name, find):
    """What was made before keeps its class."""
    own = own_class(name)
    client.get("/visit")

    before = find(app)
    setattr(app, name, own)
    after = find(app)

    assert [type(each) is own for each in (before, after)] == [False, True]
