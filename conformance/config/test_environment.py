"""Settings in environment variables."""

import json
from unittest import mock

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def loaded(variables, *given, settings=None, **options):
    """The settings that ``from_prefixed_env`` makes of nothing but these variables."""
    config = flask.Config("/etc/library", settings or {})
    with mock.patch.dict("os.environ", variables, clear=True):
        config.from_prefixed_env(*given, **options)
    return dict(config)


def test_variables_with_the_prefix_become_settings():
    """The prefix ends in an underscore and is in upper case."""
    others = {"SHELF": "0", "FLASKSHELF": "1", "MY_FLASK_SHELF": "2", "LIBRARY_SHELF": "3"}

    settings = loaded({**others, "FLASK_SHELF": "4", "FLASK_DESK_2": "5"})

    assert settings == {"SHELF": 4, "DESK_2": 5}


@pytest.mark.parametrize("options", [{"prefix": "LIBRARY"}, {}], ids=["named", "positional"])
def test_prefix_can_be_chosen(options):
    """The default prefix has no meaning then."""
    variables = {"FLASK_SHELF": "1", "LIBRARY_SHELF": "2", "LIBRARY_FLASK_DESK": "3"}

    settings = loaded(variables, *(() if options else ("LIBRARY",)), **options)

    assert settings == {"SHELF": 2, "FLASK_DESK": 3}


VALUES = {
    "number": ("3", 3),
    "fraction": ("-1.5e3", -1500.0),
    "true": ("true", True),
    "false": ("false", False),
    "null": ("null", None),
    "string": ('"fiction"', "fiction"),
    "digits-in-quotes": ('"12345"', "12345"),
    "list": ('["fiction", 3]', ["fiction", 3]),
    "object": ('{"shelf": "fiction"}', {"shelf": "fiction"}),
    "spaces": (" 3 ", 3),
}


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values_are_read_as_json(text, value):
    """Each kind of JSON gives its kind of value."""
    settings = loaded({"FLASK_SHELF": text})

    assert settings == {"SHELF": value}
    assert type(settings["SHELF"]) is type(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(value=JSON)
def test_values_are_read_as_json__whatever_they_are(value):
    """Any value comes back that was written as JSON; numbers that JSON lacks are left out."""
    settings = loaded({"FLASK_SHELF": json.dumps(value)})

    assert settings == {"SHELF": value}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("fiction", id="word"),
        pytest.param("True", id="python"),
        pytest.param("False", id="python-false"),
        pytest.param("{'shelf': 1}", id="python-dictionary"),
        pytest.param("[1, 2", id="unfinished"),
        pytest.param("007", id="leading-zeros"),
        pytest.param("sqlite:///library.db", id="address"),
        pytest.param(" poetry ", id="spaces"),
    ],
)
def test_other_values_stay_text(text):
    """Nothing is stripped, guessed or refused."""
    settings = loaded({"FLASK_SHELF": text})

    assert settings == {"SHELF": text}


def test_reader_can_be_chosen():
    """The function gets the text of each variable."""
    settings = loaded({"FLASK_SHELF": "fiction", "FLASK_DESK": "3"}, loads=str.upper)

    assert settings == {"SHELF": "FICTION", "DESK": "3"}


@pytest.mark.parametrize("error", [ValueError, KeyError, RuntimeError])
def test_reader_can_be_chosen__fails(error):
    """A text that it cannot read is the value, whatever the error."""

    def read(text):
        if text == "fiction":
            raise error(text)
        return int(text)

    settings = loaded({"FLASK_SHELF": "fiction", "FLASK_SHELVES": "3"}, loads=read)

    assert settings == {"SHELF": "fiction", "SHELVES": 3}


def test_two_underscores_lead_into_a_dictionary():
    """One underscore is a part of the name."""
    settings = {"SHELF": {"COUNT": 1}}

    found = loaded({"FLASK_SHELF__COUNT": "2", "FLASK_SHELF_COUNT": "3"}, settings=settings)

    assert found == {"SHELF": {"COUNT": 2}, "SHELF_COUNT": 3}


@given(path=st.lists(st.sampled_from(["SHELF", "BOOK_2", "a"]), min_size=1, max_size=4))
def test_two_underscores_lead_into_a_dictionary__at_any_depth(path):
    """Names joined by two underscores are the keys on the way to the value."""
    found = loaded({"FLASK_" + "__".join(path): "3"})

    for name in path:
        assert list(found) == [name]
        found = found[name]
    assert found == 3


def test_missing_dictionaries_are_made():
    """Two variables that lead the same way share what is made."""
    variables = {"FLASK_A__B__C": "1", "FLASK_A__B__D": "text", "FLASK_A__E": "[]"}

    settings = loaded(variables)

    assert settings == {"A": {"B": {"C": 1, "D": "text"}, "E": []}}


def test_keys_beside_it_stay():
    """On every level."""
    settings = {"A": {"B": {"C": 1, "D": 2}, "E": 3}, "F": 4}

    found = loaded({"FLASK_A__B__C": "0"}, settings=settings)

    assert found == {"A": {"B": {"C": 0, "D": 2}, "E": 3}, "F": 4}


@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned"])
def test_whole_comes_before_its_parts(turned):
    """Whatever their order in the environment."""
    variables = {"FLASK_SHELF": '{"count": 1, "color": "red"}', "FLASK_SHELF__count": "2"}
    items = [*variables.items()]

    settings = loaded(dict(items[::-1] if turned else items))

    assert settings == {"SHELF": {"count": 2, "color": "red"}}


def test_names_keep_their_case():
    """Outside and inside of a dictionary."""
    settings = loaded({"FLASK_Shelf": "1", "FLASK_DESK__front": "2"})

    assert settings == {"Shelf": 1, "DESK": {"front": 2}}
