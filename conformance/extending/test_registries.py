"""Registries that take the place of others."""

import flask
import pytest

REGISTRIES = {
    "before_request_funcs": lambda function: {None: [function]},
    "after_request_funcs": lambda function: {None: [function]},
    "teardown_request_funcs": lambda function: {None: [function]},
    "url_value_preprocessors": lambda function: {None: [function]},
    "teardown_appcontext_funcs": lambda function: [function],
    "view_functions": lambda function: {"visit": lambda: function() or "visited"},
}

DECORATORS = {
    "before_request_funcs": "before_request",
    "after_request_funcs": "after_request",
    "teardown_request_funcs": "teardown_request",
    "url_default_functions": "url_defaults",
    "url_value_preprocessors": "url_value_preprocessor",
    "template_context_processors": "context_processor",
}


@pytest.fixture
def shop():
    """A blueprint with one view, which writes a template and a URL."""
    shop = flask.Blueprint("shop", __name__)

    @shop.route("/page")
    def page():
        return flask.render_template_string("page {{ url_for('shop.page') }}")

    return shop


@pytest.mark.parametrize("name", DECORATORS)
def test_registry_of_a_blueprint_counts_from_its_registration(app, client, shop, name):
    """It is called for the view of the blueprint, and for no other."""
    diary, results = [], {"after_request_funcs": lambda response: response}
    results["template_context_processors"] = dict
    result = results.get(name, lambda *given: None)
    app.add_url_rule("/other", "other", lambda: flask.render_template_string("other"))

    registry = getattr(shop, name).setdefault(None, [])
    registry.append(lambda *given: diary.append(name) or result(*given))
    app.register_blueprint(shop)
    answers = [client.get(path).text for path in ("/other", "/page")]

    assert answers == ["other", "page /page"]
    assert diary == [name]


def test_registry_of_a_blueprint_counts_from_its_registration__views(app, client, shop):
    """A view function is put beside its rule."""
    shop.add_url_rule("/films", endpoint="films")

    shop.view_functions["shop.films"] = lambda: "all films"
    app.register_blueprint(shop)

    assert client.get("/films").text == "all films"


def test_registry_of_a_blueprint_counts_from_its_registration__error_handlers(app, client, shop):
    """By code and class."""
    shop.add_url_rule("/error", "error", lambda: {}["lost"])

    shop.error_handler_spec[None] = {None: {KeyError: lambda error: f"handled {error}"}}
    app.register_blueprint(shop)

    assert client.get("/error").text == "handled 'lost'"


@pytest.mark.parametrize(("name", "decorator"), DECORATORS.items(), ids=DECORATORS)
def test_blueprint_lists_what_it_registers(shop, name, decorator):
    """As the last of its functions."""

    def function(*given):
        return given

    getattr(shop, decorator)(function)

    assert getattr(shop, name)[None][-1] is function
    assert [*getattr(shop, name)] == [None]


def test_blueprint_lists_what_it_registers__error_handlers(shop):
    """By code and class."""

    def handle(error):
        return "handled"

    shop.register_error_handler(KeyError, handle)

    assert shop.error_handler_spec[None][None][KeyError] is handle
    assert [*shop.error_handler_spec] == [None]


def test_blueprint_lists_what_it_registers__recorded_functions(app, shop):
    """In their order, and what is added counts."""
    seen = []
    shop.record(lambda state: seen.append("recorded"))
    shop.deferred_functions.append(lambda state: seen.append("added"))

    app.register_blueprint(shop)

    assert seen == ["recorded", "added"]


@pytest.mark.parametrize(("name", "make"), REGISTRIES.items(), ids=REGISTRIES)
def test_registry_may_be_exchanged(app, client, name, make):
    """And be put back."""
    diary = []
    app.add_url_rule("/visit", "visit", lambda: "visited")
    client.get("/visit")

    old = getattr(app, name)
    setattr(app, name, make(lambda *given: diary.append(name) or next(iter(given), None)))
    exchanged = client.get("/visit").text
    setattr(app, name, old)
    restored = client.get("/visit").text

    assert (exchanged, restored) == ("visited", "visited")
    assert diary == [name]


def test_registry_may_be_exchanged__error_handlers(app, client):
    """By scope, code and class."""
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    before = client.get("/error").status_code

    app.error_handler_spec = {None: {None: {KeyError: lambda error: f"handled {error}"}}}

    assert before == 500
    assert client.get("/error").text == "handled 'lost'"
