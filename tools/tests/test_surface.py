"""What a target offers is compared with a stub: more is welcome, less is told."""

import sys
from types import ModuleType

import pytest

from flask_conformance.worker.stubs import Entry
from flask_conformance.worker.surface import find, has_attribute, parameters


@pytest.fixture
def offer(monkeypatch):
    """Put names into a module ``shop``."""

    def offer(**names):
        module = ModuleType("shop")
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, "shop", module)

    return offer


def sell(to, at: str = "noon", *, gift=False):
    """A function to be found."""


class Anything:
    """What has every name."""

    def __getattr__(self, name):
        return self


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("(to, at='noon', *, gift=False)", id="the-same"),
        pytest.param("(to)", id="fewer"),
        pytest.param("(to, at=..., *, gift=...)", id="any-default"),
        pytest.param("(to, *, gift=False, at='noon')", id="by-name-only"),
    ],
)
def test_function_may_offer_more(offer, wanted):
    offer(sell=sell)

    assert parameters(Entry("shop", ("sell",), "function", content=wanted)) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("()", id="one-is-required"),
        pytest.param("(whom, at='noon')", id="other-name"),
        pytest.param("(to, at='night')", id="other-default"),
        pytest.param("(to, at)", id="no-default"),
        pytest.param("(to, gift=False)", id="by-place-too"),
        pytest.param("(to, **more)", id="any-name"),
    ],
)
def test_difference_shows_all_that_is_found(offer, wanted):
    offer(sell=sell)

    found = parameters(Entry("shop", ("sell",), "function", content=wanted))

    assert found == "(to, at='noon', *, gift=False)"


def test_object_itself_is_no_parameter(offer):
    class Book:
        def __init__(self, title): ...
        def open(self, page): ...
        @classmethod
        def print(cls, copies): ...
        @staticmethod
        def burn(how): ...

    offer(Book=Book)

    found = {
        name: parameters(Entry("shop", ("Book", name), "method", content="()"))
        for name in ("__init__", "open", "print", "burn")
    }

    assert found == {
        "__init__": "(title)",
        "open": "(page)",
        "print": "(copies)",
        "burn": "(how)",
    }


def test_missing_name_is_told(offer):
    offer(sell=sell)

    with pytest.raises(AssertionError, match=r"shop\.lend is missing"):
        find(Entry("shop", ("lend",)))


def test_what_has_every_name_offers_none(offer):
    offer(Book=Anything())

    with pytest.raises(AssertionError, match=r"shop\.Book\.open is missing"):
        find(Entry("shop", ("Book", "open")))


def test_attribute_is_not_asked_for_its_value():
    class Book:
        @property
        def text(self):
            raise ValueError

        def open(self): ...

    found = [has_attribute(Book(), name) for name in ("text", "open", "pages")]

    assert found == [True, False, False]
