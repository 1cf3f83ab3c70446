"""The short cuts to dictionaries of several values do what Werkzeug's own methods do."""

import pytest
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.datastructures.structures import TypeConversionDict

from hipflask import _multidicts
from hipflask._multidicts import first_value, multidict

PAIRS = [[], [("a", "1")], [("a", "1"), ("b", "2"), ("a", "3")]]


@pytest.mark.parametrize("pairs", PAIRS, ids=str)
@pytest.mark.parametrize("cls", [ImmutableMultiDict, MultiDict, list, tuple])
def test_it_is_the_same(cls, pairs):
    made, expected = multidict(cls, pairs), cls(pairs)

    assert type(made) is type(expected)
    assert made == expected
    assert repr(made) == repr(expected)


@pytest.mark.parametrize("pairs", PAIRS, ids=str)
def test_its_parts_are_the_same(pairs):
    made, expected = multidict(ImmutableMultiDict, tuple(pairs)), ImmutableMultiDict(pairs)

    assert list(made.items(multi=True)) == list(expected.items(multi=True))
    assert list(dict.items(made)) == list(dict.items(expected))
    assert hash(made) == hash(expected)
    assert vars(made) == vars(expected)


@pytest.mark.parametrize("key", ["a", "b", "missing", "none"])
def test_first_value_is_the_same(key):
    values = ImmutableMultiDict({"a": ["1", "3"], "b": ["2"]})
    dict.__setitem__(values, "none", [])

    assert first_value(values, key) == values.get(key)


@pytest.mark.parametrize("cls", [ImmutableMultiDict, MultiDict])
def test_patched_constructor_is_called(monkeypatch, cls):
    made = []
    monkeypatch.setattr(cls, "__init__", lambda self, pairs: made.append(pairs))

    multidict(ImmutableMultiDict, (("a", "1"),))

    assert made == [[("a", "1")]]


@pytest.mark.parametrize(
    ("cls", "name"),
    [(ImmutableMultiDict, "get"), (TypeConversionDict, "get"), (MultiDict, "__getitem__")],
)
def test_patched_reading_is_called(monkeypatch, cls, name):
    values = ImmutableMultiDict({"a": "1"})
    monkeypatch.setattr(cls, name, lambda self, key: f"own {key}")

    assert first_value(values, "a") == "own a"


class Own(ImmutableMultiDict):
    """A dictionary that hides its values."""

    def __contains__(self, key):
        return False


def test_other_classes_are_asked():
    assert first_value(Own({"a": "1"}), "a") is None
    assert first_value({"a": "1"}, "a") == "1"


def test_without_known_parts_werkzeug_does_it(monkeypatch):
    monkeypatch.setattr(_multidicts, "_IS_KNOWN", False)
    pairs = (("a", "1"),)

    made = multidict(ImmutableMultiDict, pairs)

    assert made == ImmutableMultiDict(pairs)
    assert first_value(made, "a") == "1"
