"""The state of a registration: what it knows, and the rules that it adds."""

import flask
import pytest


def states_of(app, shop, *registrations):
    """The states of a blueprint's registrations on an application."""
    states = []
    shop.record(states.append)
    for options in registrations:
        app.register_blueprint(shop, **options)
    return states


def test_state_knows_the_first_registration(app):
    """Each application has a first one."""
    shop, other = flask.Blueprint("shop", __name__), flask.Flask("other", static_folder=None)

    states = states_of(app, shop, {}, {"name": "store"})
    other.register_blueprint(shop)

    assert [state.first_registration for state in states] == [True, False, True]


@pytest.mark.parametrize(
    ("own", "given", "known"),
    [
        pytest.param({}, {}, (None, None, {}), id="none"),
        pytest.param(
            {"url_prefix": "/a", "subdomain": "a", "url_defaults": {"a": 1}},
            {},
            ("/a", "a", {"a": 1}),
            id="own",
        ),
        pytest.param(
            {},
            {"url_prefix": "/b", "subdomain": "b", "url_defaults": {"b": 2}},
            ("/b", "b", {"b": 2}),
            id="given",
        ),
        pytest.param(
            {"url_prefix": "/a", "subdomain": "a", "url_defaults": {"a": 1, "c": 1}},
            {"url_prefix": "/b", "subdomain": "b", "url_defaults": {"b": 2, "c": 2}},
            ("/b", "b", {"a": 1, "b": 2, "c": 2}),
            id="both",
        ),
    ],
)
def test_state_has_prefix_subdomain_and_defaults(app, own, given, known):
    """What is given counts before what the blueprint was made with; defaults are joined."""
    states = states_of(app, flask.Blueprint("shop", __name__, **own), given)

    assert [(s.url_prefix, s.subdomain, s.url_defaults) for s in states] == [known]


@pytest.mark.parametrize(
    ("options", "url", "text"),
    [
        pytest.param({}, "/shop/page", "shop.page {'page': 1}", id="own"),
        pytest.param({"url_prefix": "/store"}, "/store/page", "shop.page {'page': 1}", id="prefix"),
        pytest.param({"name": "store"}, "/shop/page", "store.page {'page': 1}", id="name"),
        pytest.param(
            {"url_defaults": {"page": 2}}, "/shop/page", "shop.page {'page': 2}", id="defaults"
        ),
    ],
)
@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
def test_state_adds_rules_of_the_blueprint(app, client, options, url, text, nested):
    """Nested ones, too."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop", url_defaults={"page": 1})
    town = flask.Blueprint("town", __name__, url_prefix="/town")

    def view(**values):
        return f"{flask.request.endpoint} {values}"

    shop.record(lambda state: state.add_url_rule("/page", "page", view))
    (town if nested else app).register_blueprint(shop, **options)
    if nested:
        app.register_blueprint(town)

    answer = client.get(f"/town{url}" if nested else url)

    assert answer.text == (f"town.{text}" if nested else text)


def test_state_adds_rules_of_the_blueprint__with_options_of_their_own(app, client):
    """Methods, and defaults that win over those of the blueprint."""
    shop = flask.Blueprint("shop", __name__, url_defaults={"page": 1})

    def view(page):
        return f"page {page}"

    shop.record(
        lambda state: state.add_url_rule("/p", "p", view, methods=["PUT"], defaults={"page": 3})
    )
    app.register_blueprint(shop)

    assert client.put("/p").text == "page 3"
    assert client.get("/p").status_code == 405


def test_state_adds_rules_of_the_blueprint__on_its_subdomain(app, client):
    """Unless the rule has another."""
    app.subdomain_matching = True
    app.config["SERVER_NAME"] = "example.com"
    shop = flask.Blueprint("shop", __name__, subdomain="shop")
    shop.record(lambda state: state.add_url_rule("/page", "page", lambda: "shop"))
    shop.record(lambda state: state.add_url_rule("/page", "help", lambda: "help", subdomain="help"))
    app.register_blueprint(shop)

    answers = [client.get(f"http://{name}.example.com/page").text for name in ("shop", "help")]

    assert answers == ["shop", "help"]


def test_name_of_the_view_is_the_endpoint(app, client):
    """As for any other rule."""
    shop = flask.Blueprint("shop", __name__)

    def books():
        return flask.request.endpoint

    shop.record(lambda state: state.add_url_rule("/page", view_func=books))
    app.register_blueprint(shop)

    assert client.get("/page").text == "shop.books"


@pytest.mark.parametrize(
    ("options", "prefix"),
    [
        pytest.param({}, "town", id="own-name"),
        pytest.param({"name": "city"}, "city", id="other-name"),
    ],
)
def test_state_knows_what_is_registered_where__nested(app, options, prefix):
    """A nested blueprint keeps its name, and has the name of the outer one before it."""
    shop, town, states = flask.Blueprint("shop", __name__), flask.Blueprint("town", __name__), []
    shop.record(states.append)

    town.register_blueprint(shop)
    app.register_blueprint(town, **options)

    assert [(state.name_prefix, state.name) for state in states] == [(prefix, "shop")]
