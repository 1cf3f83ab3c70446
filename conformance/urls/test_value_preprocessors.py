"""Value preprocessors: for which requests they are called, in which order, and with what."""

import flask
import pytest


def writer(diary, name):
    """A function that notes its name, the endpoint and the values."""

    def write(endpoint, values):
        diary.append((name, endpoint, values if values is None else dict(values)))

    return write


def town(app, diary):
    """Give an application a blueprint, two nested in it and one beside it, all with functions."""
    names = ["shop", "shelf", "row", "park"]
    layers = {"app": app} | {name: flask.Blueprint(name, __name__) for name in names}
    for name, layer in layers.items():
        layer.url_value_preprocessor(writer(diary, name))
        layer.add_url_rule(f"/{name}", name, lambda: "seen")
    layers["shop"].url_value_preprocessor(writer(diary, "shop again"))
    for inner, outer in (("row", "shelf"), ("shelf", "shop"), ("shop", "app"), ("park", "app")):
        layers[outer].register_blueprint(layers[inner])


@pytest.mark.parametrize(
    ("change", "text"),
    [
        pytest.param(lambda values: values.update(number=8), "{'number': 8}", id="replaced"),
        pytest.param(
            lambda values: values.update(shelf=[1]), "{'number': 7, 'shelf': [1]}", id="added"
        ),
        pytest.param(lambda values: values.clear(), "{}", id="cleared"),
    ],
)
def test_preprocessor_can_change_values(app, client, change, text):
    """They need not be texts, and ``request.view_args`` shows the change, too."""
    app.url_value_preprocessor(lambda endpoint, values: change(values))

    @app.route("/books/<int:number>")
    def book(**values):
        return f"{values} {values == flask.request.view_args}"

    assert client.get("/books/7").text == f"{text} True"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        pytest.param("GET", "/nowhere", id="not-found"),
        pytest.param("POST", "/shop", id="method-not-allowed"),
        pytest.param("GET", "/folder", id="redirect"),
        pytest.param("GET", "/shop/nowhere", id="below-a-blueprint"),
    ],
)
def test_preprocessor_sees_the_request_without_a_rule(app, client, method, url):
    """Those of blueprints are not called: no blueprint has the request."""
    diary = []
    town(app, diary)
    app.add_url_rule("/folder/", "folder", lambda: "folder")

    client.request(method, url)

    assert diary == [("app", None, None)]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_preprocessor_sees_endpoint_and_values__by_any_method(app, client, method):
    """A rule without variables has no values; automatic answers to OPTIONS are no exception."""
    diary = []
    app.url_value_preprocessor(writer(diary, "app"))
    app.add_url_rule("/books", "books", lambda: "all books")

    client.request(method, "/books")

    assert diary == [("app", "books", {})]


@pytest.mark.parametrize(
    ("place", "endpoint", "names"),
    [
        pytest.param("app", "app", ["app"], id="application"),
        pytest.param("shop", "shop.shop", ["app", "shop", "shop again"], id="blueprint"),
        pytest.param(
            "shelf", "shop.shelf.shelf", ["app", "shop", "shop again", "shelf"], id="nested"
        ),
        pytest.param(
            "row",
            "shop.shelf.row.row",
            ["app", "shop", "shop again", "shelf", "row"],
            id="nested-twice",
        ),
        pytest.param("park", "park.park", ["app", "park"], id="beside"),
    ],
)
def test_preprocessors_of_a_blueprint_are_for_its_views(app, client, place, endpoint, names):
    """They are called with the full endpoint, from the outermost inwards."""
    diary = []
    town(app, diary)

    client.get(f"/{place}")

    assert diary == [(name, endpoint, {}) for name in names]


@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
@pytest.mark.parametrize("url", ["/books", "/shop", "/nowhere"])
def test_blueprint_may_see_the_values_of_the_whole_application(app, client, nested, url):
    """Once for each request, however often the blueprint is registered."""
    seen = []
    shop, town = flask.Blueprint("shop", __name__), flask.Blueprint("town", __name__)
    shop.app_url_value_preprocessor(lambda endpoint, values: seen.append(endpoint))
    shop.add_url_rule("/shop", "index", lambda: "")
    outer = town if nested else app
    outer.register_blueprint(shop)
    outer.register_blueprint(shop, name="store", url_prefix="/store")
    if nested:
        app.register_blueprint(town)
    app.add_url_rule("/books", "books", lambda: "all books")
    prefix = "town." if nested else ""

    client.get(url)

    endpoints = {"/books": "books", "/shop": f"{prefix}shop.index", "/nowhere": None}
    assert seen == [endpoints[url]]


def test_preprocessors_go_inwards(app, client):
    """Those that blueprints register for the application stand among the application's."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.url_value_preprocessor(writer(diary, "shop"))
    shop.app_url_value_preprocessor(writer(diary, "for all"))
    shop.add_url_rule("/shop", "index", lambda: "")
    app.url_value_preprocessor(writer(diary, "before"))
    app.register_blueprint(shop)
    app.url_value_preprocessor(writer(diary, "after"))

    client.get("/shop")

    assert [name for name, *_ in diary] == ["before", "for all", "after", "shop"]
