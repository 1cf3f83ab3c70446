"""Namespaces of a configuration."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param("SHELF_", {"count": 3, "color_top": "red"}, id="with-underscore"),
        pytest.param("SHELF", {"_count": 3, "_color_top": "red", "2": 9}, id="without"),
        pytest.param("shelf_", {}, id="other-case"),
        pytest.param("HELF_", {}, id="not-at-the-start"),
    ],
)
def test_namespace_is_found_by_its_start(start, found):
    """The text is compared letter by letter."""
    config = flask.Config("/etc/library")
    config.from_mapping(SHELF_COUNT=3, SHELF_COLOR_TOP="red", SHELF2=9, DESK="front")

    namespace = config.get_namespace(start)

    assert type(namespace) is dict
    assert namespace == found


NAMES = st.text("AB_ab", min_size=1, max_size=4)


@given(settings=st.dictionaries(NAMES, st.integers()), start=st.text("AB_", max_size=2))
def test_namespace_is_found_by_its_start__whatever_it_is(settings, start):
    """A namespace without changes has just the settings that start so, at least one of them."""
    config = flask.Config("/etc/library", {**settings, start: 0})

    found = config.get_namespace(start, lowercase=False, trim_namespace=False)

    assert dict(found) == {
        name: config[name] for name in {*settings, start} if name.startswith(start)
    }


@given(settings=st.dictionaries(st.text("AB_", min_size=1, max_size=4), st.integers()))
def test_names_lose_their_start_and_their_case__whatever_they_are(settings):
    """The start is cut once; names in lower case, which could coincide, are left out."""
    config = flask.Config("/etc/library", {"A_" + name: value for name, value in settings.items()})
    config["A_Z"] = 1

    found = config.get_namespace("A_")

    assert dict(found) == {**{name.lower(): value for name, value in settings.items()}, "z": 1}
