"""What blueprints register for the whole application."""

import flask
import pytest


def shout(text="hey"):
    """A filter, test or global for templates."""
    return f"{text}!"


KINDS = {
    "filter": "{{ 'hey'|NAME }}",
    "test": "{{ 'hey!' if 'hey' is NAME }}",
    "global": "{{ NAME() }}",
}


def add(shop, kind, way):
    """Register the function in one of four ways, and tell the name."""
    decorator = getattr(shop, f"app_template_{kind}")
    method = getattr(shop, f"add_app_template_{kind}")
    ways = {
        "decorator": lambda: decorator()(shout),
        "named decorator": lambda: decorator("loud")(shout),
        "method": lambda: method(shout),
        "method with a name": lambda: method(shout, "loud"),
        "method with a keyword": lambda: method(shout, name="loud"),
    }
    ways[way]()
    return "loud" if "name" in way or "keyword" in way else "shout"


WAYS = pytest.mark.parametrize(
    "way",
    ["decorator", "named decorator", "method", "method with a name", "method with a keyword"],
)


def check(app, client, kind, way):
    """What a page of the application shows, by a template that uses what the blueprint has."""
    shop = flask.Blueprint("shop", __name__)
    source = KINDS[kind].replace("NAME", add(shop, kind, way))
    app.register_blueprint(shop)
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source))
    return client.get("/page").text


@WAYS
def test_filters_are_for_all_templates__in_all_ways(app, client, way):
    """By decorator or method, with a name or without."""
    assert check(app, client, "filter", way) == "hey!"


@WAYS
def test_tests_are_for_all_templates(app, client, way):
    """By decorator or method, with a name or without."""
    assert check(app, client, "test", way) == "hey!"


@WAYS
def test_globals_are_for_all_templates(app, client, way):
    """By decorator or method, with a name or without."""
    assert check(app, client, "global", way) == "hey!"


@pytest.mark.parametrize("kind", KINDS)
def test_filters_are_for_all_templates__of_nested_blueprints_too(app, client, kind):
    """Filters, tests and globals reach the application from any depth."""
    town, shop = flask.Blueprint("town", __name__), flask.Blueprint("shop", __name__)
    source = KINDS[kind].replace("NAME", add(shop, kind, "decorator"))
    town.register_blueprint(shop)
    app.register_blueprint(town)
    app.add_url_rule("/page", "page", lambda: flask.render_template_string(source))

    assert client.get("/page").text == "hey!"


@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
def test_context_processor_is_for_all_templates(app, client, nested):
    """In views of the application and of other blueprints, and in a context without a request."""
    calls = []
    shop, park, town = (flask.Blueprint(name, __name__) for name in ("shop", "park", "town"))
    shop.app_context_processor(lambda: calls.append("called") or {"greeting": "hey"})
    for layer, path in ((app, "/app"), (park, "/park"), (shop, "/shop")):
        layer.add_url_rule(path, "p", lambda: flask.render_template_string("{{ greeting }}!"))
    outer = town if nested else app
    outer.register_blueprint(shop)
    outer.register_blueprint(shop, name="store")
    app.register_blueprint(park)
    if nested:
        app.register_blueprint(town)

    answers = [client.get(path).text for path in ("/app", "/park", "/shop")]

    assert answers == ["hey!", "hey!", "hey!"]
    assert calls == ["called"] * 3


def test_nothing_happens_before_the_registration(client_of):
    """An application without the blueprint has nothing of it."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.before_app_request(lambda: seen.append(flask.current_app.name))
    shop.app_errorhandler(404)(lambda error: "handled")
    shop.app_context_processor(lambda: {"greeting": "hey"})
    answers = {}

    for name in ("without", "with"):
        site = flask.Flask(name, static_folder=None)
        site.add_url_rule("/p", "p", lambda: flask.render_template_string("{{ greeting }}!"))
        if name == "with":
            site.register_blueprint(shop)
        client = client_of(site)
        answers[name] = [client.get("/p").text, client.get("/no").text == "handled"]

    assert answers == {"without": ["!", False], "with": ["hey!", True]}
    assert seen == ["with", "with"]


@pytest.mark.parametrize("kind", KINDS)
def test_decorators_return_the_function(app, kind):
    """So they can be stacked, and the function be called."""
    shop, seen = flask.Blueprint("shop", __name__), []
    shop.record(lambda state: seen.append(state.name))

    returned = getattr(shop, f"app_template_{kind}")("loud")(shout)
    app.register_blueprint(shop)

    assert returned is shout
    assert seen == ["shop"]
