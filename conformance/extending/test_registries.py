"""Registries that take the place of others."""

import pytest

REGISTRIES = {
    "before_request_funcs": lambda function: {None: [function]},
    "after_request_funcs": lambda function: {None: [function]},
    "teardown_request_funcs": lambda function: {None: [function]},
    "url_value_preprocessors": lambda function: {None: [function]},
    "teardown_appcontext_funcs": lambda function: [function],
    "view_functions": lambda function: {"visit": lambda: function() or "visited"},
}


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
