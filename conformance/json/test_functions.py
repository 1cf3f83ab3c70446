"""The functions for JSON, within an application and without one."""

from contextlib import nullcontext
from io import BytesIO, StringIO

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

PLACES = {"within": lambda app: app.app_context(), "without": lambda app: nullcontext()}
EVERYWHERE = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)


def dumped(value, **options):
    """What ``dump`` writes into a file."""
    file = StringIO()
    flask.json.dump(value, file, **options)
    return file.getvalue()


class Calls:
    """The calls of a provider's methods."""

    def __init__(self, diary):
        self.diary = diary

    def __getattr__(self, name):
        return lambda *given, **options: self.diary.append((name, given, options)) or name


FUNCTIONS = ["dumps", "dump", "loads", "load"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_ask_the_provider__each(app, name):
    """Each calls the method of its name, with what it was given, and only within a context."""
    diary = []
    app.json = Calls(diary)
    given = (
        ["[1]", StringIO()] if name == "dump" else [StringIO("[1]") if name == "load" else "[1]"]
    )

    getattr(flask.json, name)(*given)
    with app.app_context():
        getattr(flask.json, name)(*given, option=2)

    assert diary == [(name, tuple(given), {"option": 2})]


def test_functions_ask_the_provider__of_the_current_application():
    """Of several applications, the current one writes."""
    texts = []
    for name in ("one", "two"):
        app, diary = flask.Flask(name, static_folder=None), []
        app.json = Calls(diary)
        with app.app_context():
            flask.json.dumps(name)
        texts += [given for _, given, _ in diary]

    assert texts == [("one",), ("two",)]


@EVERYWHERE
def test_functions_work_without_an_application__all(app, place):
    """All four write and read."""
    with place(app):
        texts = [flask.json.dumps(["Emma"]), dumped(["Emma"])]
        values = [flask.json.loads('["Emma"]'), flask.json.load(StringIO('["Emma"]'))]

    assert "; ".join(texts) == '["Emma"]; ["Emma"]'
    assert [[*value] for value in values] == [["Emma"], ["Emma"]]


SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)
VALUES = SCALARS | st.lists(st.lists(SCALARS, max_size=2), max_size=2).map(lambda a: {"a": a})


@given(value=VALUES)
def test_text_comes_back_as_the_value(value):
    """Any value does, alone or in lists, by each of two functions; floats are left out."""
    with flask.Flask("app_under_test", static_folder=None).app_context():
        texts = [flask.json.dumps(value), dumped(value)]
        values = [flask.json.loads("".join([text])) for text in texts]

    assert values == [value, value]
    assert [type(each) for each in values] == [type(value)] * 2


FORMS = {
    "text": lambda text: flask.json.loads(text),
    "bytes": lambda text: flask.json.loads(text.encode()),
    "text-file": lambda text: flask.json.load(StringIO(text)),
    "binary-file": lambda text: flask.json.load(BytesIO(text.encode())),
}


@pytest.mark.parametrize("read", FORMS.values(), ids=FORMS)
@EVERYWHERE
def test_bytes_can_be_read(app, place, read):
    """Letters beyond ASCII arrive from each of them."""
    with place(app):
        value = [*read('["é", "本", "🐦", "\\u00df"]')]

    assert value == ["é", "本", "🐦", "ß"]


BROKEN = ["", "{", "[1,]", "{'a': 1}", "Emma", "[1] 2"]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("read", FORMS.values(), ids=FORMS)
def test_malformed_text_is_a_value_error(app, text, read):
    """Within an application and without one, while what is JSON can be read."""
    for place in PLACES.values():
        with place(app):
            value = [*read("[1]")]
            with pytest.raises(ValueError):
                read(text)

        assert value == [1]


@EVERYWHERE
def test_options_are_those_of_python__each(app, place):
    """Each function hands them on."""
    with place(app):
        texts = [
            write({"a": "é"}, indent=1, ensure_ascii=False) for write in (flask.json.dumps, dumped)
        ]
        values = [
            flask.json.loads("[1.50]", parse_float=str),
            flask.json.load(StringIO("[1.50]"), parse_float=str),
        ]

    assert "; ".join(texts) == '{\n "a": "é"\n}; {\n "a": "é"\n}'
    assert [[*value] for value in values] == [["1.50"], ["1.50"]]


@EVERYWHERE
def test_options_are_those_of_python__default(app, place):
    """A function for values that are not known takes the place of the usual one."""
    from datetime import date

    with place(app):
        text = flask.json.dumps([date(2020, 1, 2), {3}], default=lambda value: type(value).__name__)

    assert "".join(text) == '["date", "set"]'
