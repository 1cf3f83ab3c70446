"""How functions around the views are registered, as tables of the methods that do it."""

import flask
import pytest

SHARED = [
    *("before_request", "after_request", "teardown_request"),
    *("url_value_preprocessor", "url_defaults", "context_processor"),
]
ON_BLUEPRINTS = [
    *("before_app_request", "after_app_request", "teardown_app_request"),
    *("app_url_value_preprocessor", "app_url_defaults", "app_context_processor"),
]


def write(*given):
    """A function that fits everywhere; it is never called."""


def writer(diary, entry, result=None):
    """A function that fits each kind: it returns the response that it was given, if any."""

    def note(*given):
        diary.append(entry)
        return next((each for each in given if isinstance(each, flask.Response)), result)

    return note


def visit():
    """A view that builds a URL and renders a template."""
    return flask.render_template_string(flask.url_for(flask.request.endpoint))


def result_for(name):
    """What a function that is registered by this name has to return, other than a response."""
    return {} if name.endswith("context_processor") else None


@pytest.mark.parametrize("name", [*SHARED, "teardown_appcontext"])
def test_decorators_give_the_function_back__application(app, client, name):
    """Each of the application's does, and registers the function."""
    diary = []
    function = writer(diary, "note", result_for(name))
    app.add_url_rule("/visit", "visit", visit)

    returned = getattr(app, name)(function)
    client.get("/visit")

    assert returned is function
    assert diary == ["note"]


@pytest.mark.parametrize("name", [*SHARED, *ON_BLUEPRINTS])
def test_decorators_give_the_function_back__blueprint(app, client, name):
    """Each of the blueprint's does, and registers the function."""
    diary, shop = [], flask.Blueprint("shop", __name__)
    function = writer(diary, "note", result_for(name))
    shop.add_url_rule("/visit", "visit", visit)

    returned = getattr(shop, name)(function)
    app.register_blueprint(shop)
    client.get("/visit")

    assert returned is function
    assert diary == ["note"]


def test_decorators_give_the_function_back__after_this_request(app, client):
    """The one for a single request does as well."""
    diary = []
    function = writer(diary, "note")

    @app.route("/visit")
    def visit():
        diary.append(flask.after_this_request(function) is function)
        return "visited"

    client.get("/visit")

    assert diary == [True, "note"]


KINDS = {
    "before": "before_request",
    "after": "after_request",
    "teardown": "teardown_request",
    "teardown-app": "teardown_appcontext",
    "preprocessor": "url_value_preprocessor",
}


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_same_function_may_be_registered_twice__table(app, client, name):
    """A function of each kind runs as often as it was registered."""
    diary = []
    function = writer(diary, "note")
    for _ in range(3):
        getattr(app, name)(function)

    client.get("/nowhere")

    assert diary == ["note"] * 3


REGISTRIES = {
    "before_request": "before_request_funcs",
    "after_request": "after_request_funcs",
    "teardown_request": "teardown_request_funcs",
    "url_value_preprocessor": "url_value_preprocessors",
}
registries = pytest.mark.parametrize(("name", "registry"), REGISTRIES.items(), ids=REGISTRIES)


@registries
def test_registries_show_the_functions(app, name, registry):
    """Those of the application and of a blueprint stand in the order of their registration."""
    functions = [writer([], "first"), writer([], "second")]
    shop = flask.Blueprint("shop", __name__)
    for function in functions:
        getattr(app, name)(function)
        getattr(shop, name)(function)
    app.register_blueprint(shop)

    found = getattr(app, registry)

    assert list(found[None]) == functions
    assert list(found["shop"]) == functions


def test_registries_show_the_functions__teardown_of_the_application(app):
    """Functions of application contexts stand in a plain list."""
    functions = [writer([], "first"), writer([], "second")]
    for function in functions:
        app.teardown_appcontext(function)

    assert list(app.teardown_appcontext_funcs) == functions


def edit(functions, diary):
    """Three changes to a list of functions, one for each next request."""
    functions.insert(0, writer(diary, "inserted"))
    yield
    functions[0] = writer(diary, "replaced")
    yield
    functions.clear()
    yield


@registries
@pytest.mark.parametrize("scope", [None, "shop"], ids=["application", "blueprint"])
def test_edited_registry_counts(app, client, name, registry, scope):
    """Each change counts from the next request on, for the scope that it is made in."""
    diary, shop = [], flask.Blueprint("shop", __name__)
    shop.add_url_rule("/visit", "visit", lambda: "visited")
    app.register_blueprint(shop)
    client.get("/visit")

    for _ in edit(getattr(app, registry).setdefault(scope, []), diary):
        client.get("/visit")

    assert diary == ["inserted", "replaced"]


def test_edited_registry_counts__teardown_of_the_application(app, client):
    """So does each change to the functions of application contexts."""
    diary = []
    client.get("/visit")

    for _ in edit(app.teardown_appcontext_funcs, diary):
        client.get("/visit")

    assert diary == ["inserted", "replaced"]


SETUP = {
    **{name: lambda app, name=name: getattr(app, name)(write) for name in SHARED},
    "teardown_appcontext": lambda app: app.teardown_appcontext(write),
    "shell_context_processor": lambda app: app.shell_context_processor(write),
    "add_url_rule": lambda app: app.add_url_rule("/late", "late", write),
    "route": lambda app: app.route("/late")(write),
    "get": lambda app: app.get("/late")(write),
    "post": lambda app: app.post("/late")(write),
    "put": lambda app: app.put("/late")(write),
    "delete": lambda app: app.delete("/late")(write),
    "patch": lambda app: app.patch("/late")(write),
    "endpoint": lambda app: app.endpoint("late")(write),
    "errorhandler": lambda app: app.errorhandler(404)(write),
    "register_error_handler": lambda app: app.register_error_handler(KeyError, write),
    "register_blueprint": lambda app: app.register_blueprint(flask.Blueprint("late", "late")),
    "template_filter": lambda app: app.template_filter("late")(write),
    "template_test": lambda app: app.template_test("late")(write),
    "template_global": lambda app: app.template_global("late")(write),
    "add_template_filter": lambda app: app.add_template_filter(write),
    "add_template_test": lambda app: app.add_template_test(write),
    "add_template_global": lambda app: app.add_template_global(write),
}


@pytest.mark.parametrize("set_up", SETUP.values(), ids=SETUP)
@pytest.mark.parametrize("path", ["/visit", "/nowhere"], ids=["answered", "unknown"])
def test_set_up_ends_with_the_first_request(app, client, set_up, path):
    """Each method works before the first request, whatever became of that, and not after it."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    other = flask.Flask("other", static_folder=None)

    set_up(other)
    client.get(path)
    with pytest.raises(AssertionError):
        set_up(app)

    assert client.get("/visit").text == "visited"


@pytest.mark.parametrize("setting", ["DEBUG", "TESTING", "PROPAGATE_EXCEPTIONS"])
def test_set_up_ends_with_the_first_request__in_every_mode(app, client, setting):
    """Debug mode and tests are no exception, and what was refused changes nothing."""
    app.config[setting] = True
    app.add_url_rule("/visit", "visit", lambda: "visited")
    client.get("/visit")

    with pytest.raises(AssertionError):
        app.add_url_rule("/late", "late", write)

    assert client.get("/visit").text == "visited"
    assert client.get("/late").status_code == 404


def test_blueprint_brings_its_functions_to_each_application(client_of):
    """Of three applications, the two that have the blueprint run its functions."""
    diary, shop = [], flask.Blueprint("shop", __name__)
    shop.before_request(lambda: diary.append(f"shop in {flask.current_app.name}"))
    shop.before_app_request(lambda: diary.append(f"all of {flask.current_app.name}"))
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    apps = [flask.Flask(name, static_folder=None) for name in ("north", "south", "west")]
    for app in apps[:2]:
        app.register_blueprint(shop)

    for app in apps:
        client_of(app).get("/buy")

    assert diary == ["all of north", "shop in north", "all of south", "shop in south"]
