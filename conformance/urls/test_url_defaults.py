"""URL defaults: which functions are asked, in which order, and with what."""

import flask
import pytest


def link(app, client, endpoint, **values):
    """The URL that a view of the application gets from url_for."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get("/link").text


def writer(diary, name):
    """A function that notes its name, the endpoint and the values."""
    return lambda endpoint, values: diary.append((name, endpoint, dict(values)))


def town(app, diary):
    """Give an application a blueprint, two nested in it and one beside it, all with functions."""
    names = ["shop", "shelf", "row", "park"]
    layers = {"app": app} | {name: flask.Blueprint(name, __name__) for name in names}
    for name, layer in layers.items():
        layer.url_defaults(writer(diary, name))
        layer.add_url_rule(f"/{name}", name, lambda: flask.url_for(flask.request.args["to"]))
    layers["shop"].url_defaults(writer(diary, "shop again"))
    for inner, outer in (("row", "shelf"), ("shelf", "shop"), ("shop", "app"), ("park", "app")):
        layers[outer].register_blueprint(layers[inner])


@pytest.mark.parametrize(
    ("change", "url"),
    [
        pytest.param(lambda values: values.update(page=9), "/books/new?page=9", id="replaced"),
        pytest.param(lambda values: values.update(shelf="old"), "/books/old?page=2", id="variable"),
        pytest.param(lambda values: values.pop("page"), "/books/new", id="removed"),
        pytest.param(lambda values: {"page": 9}, "/books/new?page=2", id="result-unused"),
    ],
)
def test_function_may_change_values(app, client, change, url):
    """What is in the mapping at the end counts; what the function returns does not."""
    app.url_defaults(lambda endpoint, values: change(values))
    app.add_url_rule("/books/<shelf>", "books", lambda shelf: "all books")

    built = link(app, client, "books", shelf="new", page=2)

    assert built == url


def test_functions_can_add_values__to_be_converted(app, client):
    """A value that such a function adds is written by the converter of its variable."""
    app.url_defaults(lambda endpoint, values: values.setdefault("page", 7))
    app.add_url_rule("/books/<int(fixed_digits=3):page>", "books", lambda page: "all books")

    url = link(app, client, "books")

    assert url == "/books/007"


@pytest.mark.parametrize(
    ("endpoint", "names"),
    [
        pytest.param("app", ["app"], id="application"),
        pytest.param("shop.shop", ["app", "shop", "shop again"], id="blueprint"),
        pytest.param("shop.shelf.shelf", ["app", "shop", "shop again", "shelf"], id="nested"),
        pytest.param(
            "shop.shelf.row.row", ["app", "shop", "shop again", "shelf", "row"], id="nested-twice"
        ),
        pytest.param("park.park", ["app", "park"], id="beside"),
    ],
)
@pytest.mark.parametrize("here", ["app", "shop", "shelf", "row", "park"])
def test_endpoint_decides_not_the_request(app, client, endpoint, names, here):
    """From wherever the link leads, the functions are those of its goal."""
    diary = []
    town(app, diary)

    answer = client.get(f"/{here}", params={"to": endpoint})

    assert answer.text == f"/{endpoint.rpartition('.')[2]}"
    assert [name for name, *_ in diary] == names


def test_functions_of_a_blueprint_are_for_its_endpoints(app, client):
    """Another blueprint, a name that only begins alike and the application do without them."""
    shop, shopping = flask.Blueprint("shop", __name__), flask.Blueprint("shopping", __name__)
    shop.url_defaults(lambda endpoint, values: values.update(seen="shop"))
    for layer, path in ((shop, "/shop"), (shopping, "/shopping"), (app, "/street")):
        layer.add_url_rule(path, "index", lambda: "")
    app.register_blueprint(shop)
    app.register_blueprint(shopping)
    endpoints = ["shop.index", "shopping.index", "index"]
    app.add_url_rule("/links", "links", lambda: [flask.url_for(name) for name in endpoints])

    assert client.get("/links").json() == ["/shop?seen=shop", "/shopping", "/street"]


def test_functions_of_a_blueprint_are_for_its_endpoints__under_every_name(app, client):
    """A blueprint that is registered twice takes them along."""
    shop = flask.Blueprint("shop", __name__)
    shop.url_defaults(lambda endpoint, values: values.update(seen=endpoint))
    shop.add_url_rule("/index", "index", lambda: "")
    app.register_blueprint(shop, url_prefix="/shop")
    app.register_blueprint(shop, url_prefix="/store", name="store")
    endpoints = ["shop.index", "store.index"]
    app.add_url_rule("/links", "links", lambda: [flask.url_for(name) for name in endpoints])

    assert client.get("/links").json() == [
        "/shop/index?seen=shop.index",
        "/store/index?seen=store.index",
    ]


@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
def test_blueprint_may_add_values_for_the_whole_application(app, client, nested):
    """Once for each URL, however often the blueprint is registered."""
    seen = []
    shop, town = flask.Blueprint("shop", __name__), flask.Blueprint("town", __name__)
    shop.app_url_defaults(lambda endpoint, values: seen.append(endpoint))
    outer = town if nested else app
    outer.register_blueprint(shop)
    outer.register_blueprint(shop, name="store")
    if nested:
        app.register_blueprint(town)
    app.add_url_rule("/books", "books", lambda: "all books")

    url = link(app, client, "books")

    assert (url, seen) == ("/books", ["books"])


def test_functions_go_inwards(app, client):
    """Those that blueprints register for the application stand among the application's."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.url_defaults(writer(diary, "shop"))
    shop.app_url_defaults(writer(diary, "for all"))
    shop.add_url_rule("/shop", "index", lambda: "")
    app.url_defaults(writer(diary, "before"))
    app.register_blueprint(shop)
    app.url_defaults(writer(diary, "after"))

    url = link(app, client, "shop.index")

    assert url == "/shop"
    assert [name for name, *_ in diary] == ["before", "for all", "after", "shop"]


def test_functions_get_plain_values(app, client):
    """The endpoint is the full one even if the caller gave a relative one."""
    seen = []
    shop = flask.Blueprint("shop", __name__)
    shop.url_defaults(writer(seen, "shop"))

    @shop.route("/<name>")
    def index(name):
        special = {"_anchor": "end", "_method": "GET", "_scheme": "https", "_external": True}
        return flask.url_for(".index", name="Emma", page=2, **special)

    app.register_blueprint(shop)

    answer = client.get("/Ada")

    assert answer.text == "https://localhost/Emma?page=2#end"
    assert seen == [("shop", "shop.index", {"name": "Emma", "page": 2})]


def test_functions_are_called_without_a_request(app):
    """In an application context, and by the application without any."""
    app.config["SERVER_NAME"] = "shop.test"
    app.url_defaults(lambda endpoint, values: values.update(language="en"))
    app.add_url_rule("/<language>/books", "books", lambda language: "all books")

    with app.app_context():
        inside = flask.url_for("books")
    outside = app.url_for("books", _external=False)

    assert " ".join([inside, outside]) == "http://shop.test/en/books /en/books"
