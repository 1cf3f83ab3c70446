"""Error handlers of blueprints: which errors are theirs, and which are not."""

import flask
import pytest


def refuse():
    """A view that answers 403."""
    flask.abort(403)


def lose():
    """A view with an error that is no HTTP error."""
    raise KeyError("lost")


def town(application, **handlers):
    """An application with a shop, a shelf nested in it and a park, whose views all fail."""
    shop, shelf, park = (
        flask.Blueprint(name, __name__, url_prefix=f"/{name}") for name in ("shop", "shelf", "park")
    )
    for layer in (shop, shelf, park, application):
        layer.add_url_rule("/closed", "closed", refuse)
        layer.add_url_rule("/lost", "lost", lose)
    for name, layer in (("shop", shop), ("shelf", shelf), ("park", park), ("app", application)):
        for code in handlers.get(name, ()):
            layer.register_error_handler(code, lambda error, name=name: f"handled by {name}")
    shop.register_blueprint(shelf)
    application.register_blueprint(shop)
    application.register_blueprint(park)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        pytest.param("/shop/closed", "handled by shop", id="own-code"),
        pytest.param("/shop/lost", "handled by shop", id="own-class"),
        pytest.param("/park/closed", "handled by app", id="code-beside"),
        pytest.param("/park/lost", "handled by app", id="class-beside"),
        pytest.param("/closed", "handled by app", id="code-of-the-application"),
        pytest.param("/lost", "handled by app", id="class-of-the-application"),
    ],
)
def test_handler_of_a_blueprint_leaves_other_views_alone(app, client, url, text):
    """Neither views of the application nor those of other blueprints are its own."""
    town(app, shop=[403, KeyError], app=[403, KeyError])

    assert client.get(url).text == text


@pytest.mark.parametrize(
    ("method", "url"),
    [
        pytest.param("GET", "/shop/nowhere", id="not-found"),
        pytest.param("POST", "/shop/closed", id="method-not-allowed"),
        pytest.param("GET", "/shop/shelf/nowhere", id="below-a-nested-one"),
        pytest.param("GET", "/nowhere", id="elsewhere"),
    ],
)
@pytest.mark.parametrize("by", ["code", "class"])
def test_handler_of_a_blueprint_does_not_see_unknown_urls(app, client, method, url, by):
    """The handlers of the application do."""
    kinds = [403, 404, 405] if by == "code" else [Exception]
    town(app, shop=kinds, shelf=kinds, app=[404, 405])

    failed, refused = client.request(method, url), client.get("/shop/closed")

    assert failed.text == "handled by app"
    assert refused.text == "handled by shop"


def test_handler_of_a_blueprint_does_not_see_unknown_urls__without_any_other(app, client):
    """Without a handler of the application, the error itself is the answer."""
    town(app, shop=[404, 403])

    failed, refused = client.get("/shop/nowhere"), client.get("/shop/closed")

    assert failed.status_code == 404
    assert "handled" not in failed.text
    assert refused.text == "handled by shop"


@pytest.mark.parametrize("kind", [403, KeyError], ids=["code", "class"])
def test_innermost_handler_wins(app, client, kind):
    """The blueprint of the view is asked first, then those around it, then the application."""
    town(app, shelf=[kind], shop=[kind], app=[kind])
    name = "closed" if kind == 403 else "lost"

    answers = [client.get(f"{place}/{name}").text for place in ("/shop/shelf", "/shop", "")]

    assert answers == ["handled by shelf", "handled by shop", "handled by app"]


@pytest.mark.parametrize("kind", [403, KeyError], ids=["code", "class"])
def test_outer_handlers_are_for_nested_blueprints_too(app, client, kind):
    """They are asked before the handlers of the application."""
    town(app, shop=[kind], app=[kind])
    name = "closed" if kind == 403 else "lost"

    assert client.get(f"/shop/shelf/{name}").text == "handled by shop"


@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
@pytest.mark.parametrize(
    ("kind", "url"),
    [
        pytest.param(404, "/nowhere", id="not-found"),
        pytest.param(403, "/closed", id="code"),
        pytest.param(KeyError, "/lost", id="class"),
        pytest.param(LookupError, "/lost", id="base-class"),
        pytest.param(403, "/park/closed", id="view-of-another-blueprint"),
    ],
)
def test_blueprint_may_handle_errors_of_the_whole_application__of_any_kind(
    app, client, kind, url, nested
):
    """From wherever the blueprint is registered."""
    town(app)
    helper, outer = flask.Blueprint("helper", __name__), flask.Blueprint("outer", __name__)
    helper.app_errorhandler(kind)(lambda error: "handled by helper")
    outer.register_blueprint(helper)
    app.register_blueprint(outer if nested else helper)

    assert client.get(url).text == "handled by helper"


def test_blueprint_may_handle_errors_of_the_whole_application__behind_other_blueprints(app, client):
    """A handler for the application comes after those of the view's own blueprint."""
    town(app, park=[403])
    helper = flask.Blueprint("helper", __name__)
    helper.app_errorhandler(403)(lambda error: "handled by helper")
    app.register_blueprint(helper)

    answers = [client.get(f"{place}/closed").text for place in ("/park", "/shop")]

    assert answers == ["handled by park", "handled by helper"]


def test_handlers_follow_each_registration(app, client):
    """Nested or not, the blueprint takes its handlers along."""
    shop, street = flask.Blueprint("shop", __name__), flask.Blueprint("street", __name__)
    shop.add_url_rule("/closed", "closed", refuse)
    shop.register_error_handler(403, lambda error: flask.request.blueprint)
    street.register_blueprint(shop)
    app.register_blueprint(shop)
    app.register_blueprint(shop, name="store", url_prefix="/store")
    app.register_blueprint(street, url_prefix="/street")

    answers = [client.get(f"{place}/closed").text for place in ("", "/store", "/street")]

    assert answers == ["shop", "store", "street.shop"]
