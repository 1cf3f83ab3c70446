"""What all converters have in common, beyond the examples of the page."""

import flask
import pytest

TEXTS = {
    "word": "emma",
    "digits": "007",
    "dots": "a.b",
    "encoded": "a%20b",
    "umlaut": "gr%C3%BCn",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_variable_without_a_converter_is_a_string__same_value(app, client, text):
    """With and without the converter's name, the view gets the same text."""
    app.add_url_rule("/plain/<value>", "plain", lambda value: f"plain {value!r}")
    app.add_url_rule("/named/<string:value>", "named", lambda value: f"named {value!r}")

    plain, named = client.get(f"/plain/{text}"), client.get(f"/named/{text}")

    assert named.text.startswith("named '")
    assert plain.text.split() == ["plain", *named.text.split()[1:]]


@pytest.mark.parametrize("rest", ["", "a/b", "a/"], ids=["empty", "slash-inside", "slash-at-end"])
def test_variable_without_a_converter_is_a_string__same_refusals(app, client, rest):
    """What the converter string does not take is not found without its name either."""
    app.add_url_rule("/plain/<value>", "plain", lambda value: value)

    found, missing = client.get("/plain/a"), client.get(f"/plain/{rest}")

    assert found.text == "a"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "rule",
    ["/<Int:n>", "/<number:n>", "/<integer(min=1):n>"],
    ids=["other-case", "unknown", "with-arguments"],
)
def test_unknown_converter_is_refused__names(app, client, rule):
    """Names are compared exactly, with and without arguments."""
    app.add_url_rule("/known/<int:n>", "known", lambda n: repr(n))

    with pytest.raises(LookupError):
        app.add_url_rule(rule, "unknown", lambda n: repr(n))

    assert client.get("/known/7").text == "7"


def test_converters_belong_to_one_application(app, client):
    """Another application neither gets a new converter nor loses a replaced one."""
    other = flask.Flask("other_app", static_folder=None)

    other.url_map.converters["number"] = other.url_map.converters["int"]
    other.url_map.converters["int"] = other.url_map.converters["string"]
    app.add_url_rule("/pages/<int:number>", "page", lambda number: repr(number))

    with pytest.raises(LookupError):
        app.add_url_rule("/numbers/<number:number>", "number", lambda number: repr(number))
    assert client.get("/pages/7").text == "7"


@pytest.mark.parametrize(
    "variable",
    [
        pytest.param("int(length=2)", id="length-of-an-int"),
        pytest.param("int(maximum=2)", id="misspelt"),
        pytest.param("float(fixed_digits=3)", id="fixed-digits-of-a-float"),
        pytest.param("string(min=2)", id="min-of-a-string"),
    ],
)
def test_unknown_argument_is_refused(app, client, variable):
    """An argument that belongs to another converter, or to none, is an error at once."""
    app.add_url_rule("/pages/<int(max=2):number>", "page", lambda number: repr(number))

    with pytest.raises(TypeError):
        app.add_url_rule(f"/other/<{variable}:value>", "other", lambda value: repr(value))

    assert client.get("/pages/2").text == "2"
