"""Providers: which one an application has, and what it must have itself."""

from io import BytesIO, StringIO

import flask
import pytest


@pytest.fixture
def plain_class():
    """A class of providers that has no more than it must, and writes what it is given as text."""
    from flask.json.provider import JSONProvider

    class Plain(JSONProvider):
        def dumps(self, value, **options):
            return f"{value!r} {sorted(options)}"

        def loads(self, text, **options):
            return [text, sorted(options)]

    return Plain


def test_application_has_a_provider(app):
    """Each application has its own, which can also be used on its own."""
    from flask.json.provider import DefaultJSONProvider, JSONProvider

    other = flask.Flask("other", static_folder=None)

    assert all(isinstance(each.json, DefaultJSONProvider) for each in (app, other))
    assert issubclass(DefaultJSONProvider, JSONProvider)
    assert app.json is not other.json
    assert app.json.loads(app.json.dumps(["Emma"])) == ["Emma"]


def test_application_has_a_provider__told_by_its_class(app):
    """The class of the application names it."""
    from flask.json.provider import DefaultJSONProvider

    assert flask.Flask.json_provider_class is DefaultJSONProvider
    assert "".join([app.json.dumps("Emma")]) == '"Emma"'


def test_class_can_be_chosen__any(client_of, plain_class):
    """It need not be a subclass of the usual one."""

    class Library(flask.Flask):
        json_provider_class = plain_class

    library = Library("library", static_folder=None)
    library.add_url_rule("/books", "books", lambda: ["Emma"])

    assert client_of(library).get("/books").text == "['Emma'] []"


def test_provider_can_be_replaced(app, client, plain_class):
    """It may be replaced between two requests, by one of another class."""
    from flask.json.provider import DefaultJSONProvider

    app.add_url_rule("/books", "books", lambda: ["Emma"])
    texts = []

    for provider in (app.json, plain_class(app), DefaultJSONProvider(app)):
        app.json = provider
        texts.append(client.get("/books").text.strip())

    assert texts == ['["Emma"]', "['Emma'] []", '["Emma"]']


def test_provider_is_given_its_application():
    """It is given when the application is made, and nothing else is."""
    from flask.json.provider import DefaultJSONProvider

    given = []

    class Curious(DefaultJSONProvider):
        def __init__(self, *args, **options):
            given.append((*args, options))
            super().__init__(*args, **options)

    class Library(flask.Flask):
        json_provider_class = Curious

    library = Library("library", static_folder=None)

    assert [(app is library, options) for app, options in given] == [(True, {})]


FILES = {"text": lambda: StringIO("[1]"), "bytes": lambda: BytesIO(b"[1]")}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_two_methods_are_enough__load(app, plain_class, file):
    """``loads`` is given all that is in the file, and the options."""
    app.json, content = plain_class(app), file().read()

    loaded = [*app.json.load(file(), option=1)]

    assert loaded == [content, ["option"]]


def test_two_methods_are_enough__dump(app, plain_class):
    """What ``dumps`` makes of value and options is written where the file is."""
    app.json, file = plain_class(app), StringIO("before ")
    file.seek(0, 2)

    app.json.dump("Emma", file, option=1)

    assert file.getvalue() == "before 'Emma' ['option']"


ARGUMENTS = {
    "one": ((1,), {}, 1),
    "one-list": (([1, 2],), {}, [1, 2]),
    "one-dictionary": (({"a": 1},), {}, {"a": 1}),
    "several": ((1, 2), {}, [1, 2]),
    "named": ((), {"a": 1}, {"a": 1}),
    "none": ((), {}, None),
    "false": ((False,), {}, False),
}


@pytest.mark.parametrize("kind", ["default", "plain"])
@pytest.mark.parametrize(("args", "named", "value"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_response_is_made_of_the_arguments(app, plain_class, kind, args, named, value):
    """The response of each provider, without any context."""
    import json

    from flask.json.provider import DefaultJSONProvider

    class Plain(plain_class):
        def dumps(self, value, **options):
            return json.dumps(value)

    provider = (Plain if kind == "plain" else DefaultJSONProvider)(app)

    response = provider.response(*args, **named)

    assert json.loads(b"".join([response.get_data()])) == value
    assert str(response.mimetype) == "application/json"


@pytest.mark.parametrize("kind", ["default", "plain"])
def test_response_is_made_of_the_arguments__not_of_both(app, plain_class, kind):
    """Positional arguments beside named ones are refused."""
    from flask.json.provider import DefaultJSONProvider

    provider = (plain_class if kind == "plain" else DefaultJSONProvider)(app)

    response = provider.response(title="Emma")
    with pytest.raises(TypeError):
        provider.response("Emma", year=1815)

    assert b"Emma" in b"".join([response.get_data()])


@pytest.mark.parametrize("kind", ["default", "plain"])
def test_response_is_of_the_chosen_class(app, client, plain_class, kind):
    """Whatever kind the provider is."""

    class Own(flask.Response):
        default_status = 203

    app.response_class = Own
    if kind == "plain":
        app.json = plain_class(app)
    app.add_url_rule("/books", "books", lambda: ["Emma"])

    answer = client.get("/books")

    assert answer.status_code == 203
    assert "Emma" in answer.text


@pytest.mark.parametrize("name", ["dumps", "loads"])
def test_missing_methods_are_refused(app, plain_class, name):
    """A subclass that has the method answers."""
    from flask.json.provider import JSONProvider

    answer = [*getattr(plain_class(app), name)("[1]")]
    with pytest.raises(NotImplementedError):
        getattr(JSONProvider(app), name)("[1]")

    assert len(answer) > 1
