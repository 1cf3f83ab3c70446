"""The options of the default provider, wherever they are set."""

import json

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

VALUE = {"b": "é", "a": 1}
OPTIONS = {
    "ensure_ascii": (False, '{"a":1,"b":"é"}\n'),
    "sort_keys": (False, '{"b":"\\u00e9","a":1}\n'),
    "compact": (False, '{\n  "a": 1,\n  "b": "\\u00e9"\n}\n'),
}


def set_on_the_object(name, value):
    """An application whose provider gets the option."""
    library = flask.Flask("library", static_folder=None)
    setattr(library.json, name, value)
    return library


def set_by_a_subclass(name, value):
    """An application whose class of providers has the option."""
    from flask.json.provider import DefaultJSONProvider

    library = flask.Flask("library", static_folder=None)
    library.json = type("Provider", (DefaultJSONProvider,), {name: value})(library)
    return library


WAYS = pytest.mark.parametrize("make", [set_on_the_object, set_by_a_subclass])


@WAYS
@pytest.mark.parametrize("name", OPTIONS)
def test_options_can_be_set(client_of, make, name):
    """Each of them changes what a view's dictionary becomes, in one respect."""
    value, expected = OPTIONS[name]
    library = make(name, value)
    library.add_url_rule("/value", "value", lambda: VALUE)

    answer = client_of(library).get("/value")

    assert "".join(answer.text.split()) == "".join(expected.split())
    assert ("\n " in answer.text) is (name == "compact")


@WAYS
def test_options_can_be_set__mimetype(client_of, make):
    """The media type is that of its responses."""
    library = make("mimetype", "application/vnd.book+json")
    library.add_url_rule("/value", "value", lambda: VALUE)

    answer = client_of(library).get("/value")

    assert answer.headers["Content-Type"] == "application/vnd.book+json"
    assert answer.json() == VALUE


@WAYS
def test_options_can_be_set__default(client_of, make):
    """The function for other types may be a static method or put on the object."""
    library = make("default", staticmethod(type_name) if make is set_by_a_subclass else type_name)
    library.add_url_rule("/value", "value", lambda: [{1}, b"bytes"])

    assert client_of(library).get("/value").json() == ["set", "bytes"]


def type_name(value):
    """The name of a value's type, to be written in its place."""
    return type(value).__name__


def test_options_can_be_set__told(app):
    """The provider tells what they are without being set."""
    provider = app.json

    assert [provider.ensure_ascii is True, provider.sort_keys is True] == [True, True]
    assert [provider.compact is None, f"{provider.mimetype}"] == [True, "application/json"]


KEYS = st.lists(st.sampled_from(["z", "a", "Z", "é", "1", "10", "", " a"]), max_size=5)


@given(inner=KEYS, outer=KEYS)
def test_keys_are_sorted__any(inner, outer):
    """Any of some texts as keys are in order, within lists and dictionaries too."""
    app = flask.Flask("app_under_test", static_folder=None)
    value = {**dict.fromkeys(outer), "inner": [dict.fromkeys(inner)]}

    text = "".join([app.json.dumps(value)])
    found = json.loads(text)

    assert list(found) == sorted(value)
    assert list(found["inner"][0]) == sorted(set(inner))


SORTED = {
    "numbers": {10: 1, 2: 2, 1.5: 3},
    "booleans": {True: 1, False: 2},
    "none-alone": {None: 1},
}


@pytest.mark.parametrize("value", SORTED.values(), ids=SORTED)
def test_keys_are_sorted__before_they_are_text(app, value):
    """Numbers are sorted as numbers."""
    text = "".join([app.json.dumps(value)])

    assert list(json.loads(text).values()) == [value[key] for key in sorted(value)]


MIXED = {
    "text-and-number": {"a": 1, 1: 2},
    "text-and-none": {"a": 1, None: 2},
    "deep": {"a": [{"b": {"c": 1, 2: 3}}]},
}


@pytest.mark.parametrize("value", MIXED.values(), ids=MIXED)
def test_keys_that_cannot_be_sorted_are_refused__kinds(app, client, value):
    """The error is one of the view, and the same value can be sent unsorted."""
    app.add_url_rule("/value", "value", lambda: value)
    refused = client.get("/value")

    app.json.sort_keys = False
    sent = client.get("/value")

    assert (refused.status_code, sent.status_code) == (500, 200)
    assert sent.json() == json.loads(json.dumps(value))


KINDS = {"tuple": {(1, 2): 3}, "object": {object(): 1}}


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("sort_keys", [False, True], ids=["unsorted", "sorted"])
def test_keys_that_cannot_be_sorted_are_refused__or_written(app, value, sort_keys):
    """What JSON cannot make text is refused in any case."""
    app.json.sort_keys = sort_keys

    with pytest.raises(TypeError):
        app.json.dumps(value)

    assert "".join([app.json.dumps({"a": 1})]) == '{"a": 1}'


@given(text=st.text(max_size=5))
def test_text_is_written_in_ascii__any(text):
    """Any text is, and comes back; without the option, it is not if it has other letters."""
    app = flask.Flask("app_under_test", static_folder=None)

    in_ascii = "".join([app.json.dumps(text)])
    app.json.ensure_ascii = False
    as_it_is = "".join([app.json.dumps(text)])

    assert in_ascii.isascii()
    assert as_it_is.isascii() is text.isascii()
    assert json.loads(in_ascii) == json.loads(as_it_is) == text


COMPACT = {"separators": (",", ":")}
CALLS = {
    "sort_keys": ({"sort_keys": False, **COMPACT}, '{"b":"\\u00e9","a":1}'),
    "ensure_ascii": ({"ensure_ascii": False, **COMPACT}, '{"a":1,"b":"é"}'),
    "indent": ({"indent": 1}, '{\n "a": 1,\n "b": "\\u00e9"\n}'),
    "separators": (COMPACT, '{"a":1,"b":"\\u00e9"}'),
}


@pytest.mark.parametrize(("options", "text"), CALLS.values(), ids=CALLS)
def test_options_of_the_call_win(app, options, text):
    """Each is asked of the method and of the function, for a text and for a file."""
    from io import StringIO

    file = StringIO()

    with app.app_context():
        texts = [app.json.dumps(VALUE, **options), flask.json.dumps(VALUE, **options)]
        flask.json.dump(VALUE, file, **options)

    assert "|".join([*texts, file.getvalue()]) == f"{text}|{text}|{text}"


def test_options_of_the_call_win__default(app):
    """A function that is given takes the place of the provider's."""
    app.json.default = lambda value: "of the provider"

    texts = [app.json.dumps({1}), app.json.dumps({1}, default=lambda value: "of the call")]

    assert "|".join(texts) == '"of the provider"|"of the call"'


@pytest.mark.parametrize("name", OPTIONS)
def test_applications_do_not_share_options(client_of, name):
    """The other application may be made before or after."""
    apps = [flask.Flask(each, static_folder=None) for each in ("before", "changed")]
    setattr(apps[1].json, name, OPTIONS[name][0])
    apps.append(flask.Flask("after", static_folder=None))
    for app in apps:
        app.add_url_rule("/value", "value", lambda: VALUE)

    before, changed, after = (client_of(app).get("/value").text for app in apps)

    assert before == after != changed
    assert json.loads(before) == json.loads(changed) == VALUE
