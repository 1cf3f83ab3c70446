"""The serializer with tags, and tags of one's own."""

from datetime import UTC, datetime
from uuid import UUID

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

SCALARS = st.sampled_from(
    [
        *(None, True, 0, "", "Emma", b"", b"\x00\xff", Markup("<b>"), UUID(int=17)),
        datetime(2024, 2, 29, 1, 2, 3, tzinfo=UTC),
    ]
)
KEYS = st.sampled_from(["a", " t", " b", " di", " t__", " x", ""])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.fixture
def serializer():
    """A new serializer."""
    from flask.json.tag import TaggedJSONSerializer

    return TaggedJSONSerializer()


def tag_for(kind, key, write, read):
    """A class of tags for a type, by functions that write and read its values."""
    from flask.json.tag import JSONTag

    methods = {
        "check": lambda self, value: isinstance(value, kind),
        "to_json": lambda self, value: write(value),
        "to_python": lambda self, value: read(value),
    }
    return type("Tag", (JSONTag,), {"key": key, **methods})


@given(value=VALUES)
def test_values_come_back_as_they_were__any(serializer, value):
    """Any lists, tuples and dictionaries of such values do, whatever keys they have."""
    text = "".join([serializer.dumps(value)])

    assert repr([serializer.loads(text)]) == repr([value])


def test_values_come_back_as_they_were__without_an_application(serializer, app):
    """It works in a context and outside of one, and reads what was written elsewhere."""
    value = {"b": (1, b"2"), "a": None}

    with app.app_context():
        within = serializer.dumps(value)
        found_within = serializer.loads(serializer.dumps(value))
    found_without = serializer.loads("".join([within]))

    assert dict(found_within) == dict(found_without) == value


def test_tag_gives_another_type__nested(serializer):
    """Its values may be in lists, tuples and dictionaries, beside others."""
    serializer.register(tag_for(set, " s", sorted, set))
    value = {"a": [({1, 2},), {3}], "b": b"4", "c": ()}

    assert dict(serializer.loads(serializer.dumps(value))) == value


def test_tag_gives_another_type__inner_values(serializer):
    """A tag may have the values within its own tagged by the serializer that it belongs to."""
    from flask.json.tag import JSONTag

    class TagSet(JSONTag):
        key = " s"

        def check(self, value):
            return isinstance(value, frozenset)

        def to_json(self, value):
            return [self.serializer.tag(item) for item in sorted(value)]

        def to_python(self, value):
            return frozenset(value)

    serializer.register(TagSet)
    value = [frozenset({(1, 2), (3,)}), frozenset()]

    assert [*serializer.loads(serializer.dumps(value))] == value


def test_tag_gives_another_type__for_sessions(app, client):
    """A session whose interface has such a serializer keeps values of that type."""
    from flask.json.tag import TaggedJSONSerializer
    from flask.sessions import SecureCookieSessionInterface

    class Interface(SecureCookieSessionInterface):
        serializer = TaggedJSONSerializer()

    Interface.serializer.register(tag_for(complex, " c", str, complex))
    app.secret_key = "key"
    app.session_interface = Interface()
    app.add_url_rule("/keep", "keep", lambda: flask.session.update(number=1 + 2j) or "kept")
    app.add_url_rule("/show", "show", lambda: str(flask.session["number"] * 2))

    client.get("/keep")

    assert client.get("/show").text == "(2+4j)"


def test_first_tag_that_fits_is_used(serializer):
    """The one that stands behind it writes what only it fits."""
    serializer.register(tag_for(set, " s1", sorted, set))
    serializer.register(tag_for((set, frozenset), " s2", sorted, frozenset))

    text = serializer.dumps([{1}, frozenset({2})])

    assert "".join(text) == '[{" s1":[1]},{" s2":[2]}]'


PLACES = {"first": 0, "second": 1, "third": 2, "last": None, "beyond": 99, "before-the-last": -1}


@pytest.mark.parametrize("index", PLACES.values(), ids=PLACES)
def test_tag_stands_where_it_is_put(serializer, index):
    """Places count as in a list."""
    tag_class = tag_for(set, " s", sorted, set)
    expected = [*serializer.order]

    serializer.register(tag_class, index=index)
    expected.insert(len(expected) if index is None else index, None)

    found = [None if isinstance(tag, tag_class) else tag for tag in serializer.order]
    assert len(found) > 5
    assert found == expected


def test_tag_stands_where_it_is_put__behind_the_others(serializer):
    """A tag for what another one has already does not get any."""
    serializer.register(tag_for(tuple, " t2", list, tuple))
    serializer.register(tag_for(set, " s", sorted, set))

    assert "".join(serializer.dumps([(1,), {2}])) == '[{" t":[1]},{" s":[2]}]'


TAKEN = {"own": " s", "tuple": " t", "dictionary": " di"}


@pytest.mark.parametrize("key", TAKEN.values(), ids=TAKEN)
def test_key_can_be_taken_once(serializer, key):
    """The refused tag is not used, and the one that had the key stays."""
    serializer.register(tag_for(set, " s", sorted, set))
    value = [{1}, (2,), {" t": 3}]

    with pytest.raises(KeyError):
        serializer.register(tag_for(set, key, list, list), index=0)

    assert [*serializer.loads(serializer.dumps(value))] == value


def test_key_can_be_taken_once__unless_forced(serializer):
    """What was written by the other tag is read by the new one."""
    written = serializer.dumps((1, 2))
    serializer.register(tag_for(set, " t", sorted, set), force=True)

    found = [serializer.loads("".join([written])), serializer.loads(serializer.dumps({3}))]

    assert found == [{1, 2}, {3}]


def test_tag_without_a_key_is_not_read(serializer):
    """A set that is written as a list comes back as a list."""
    from flask.json.tag import JSONTag

    class PassSet(JSONTag):
        def check(self, value):
            return isinstance(value, set)

        def to_json(self, value):
            return sorted(value)

        tag = to_json

    serializer.register(PassSet)

    assert "".join(serializer.dumps([{2, 1}])) == "[[1,2]]"
    assert [*serializer.loads(serializer.dumps([{2, 1}]))] == [[1, 2]]


@pytest.mark.parametrize("key", [" s", " s__", " di", " other"])
def test_dictionary_that_looks_like_an_own_tag_comes_back(serializer, key):
    """So do those that look like other tags, and those within each other."""
    serializer.register(tag_for(set, " s", sorted, set))
    values = [{key: [1]}, {key: {key: [1]}}, {key: {2}}, {key: 1, "other": 2}]

    assert [*serializer.loads(serializer.dumps(values))] == values


def test_serializers_do_not_share_tags(serializer):
    """One that is made before or after cannot write the type."""
    from flask.json.tag import TaggedJSONSerializer

    before = TaggedJSONSerializer()
    serializer.register(tag_for(set, " s", sorted, set))

    assert "".join(serializer.dumps({1})) == '{" s":[1]}'
    for other in (before, TaggedJSONSerializer()):
        with pytest.raises(TypeError):
            other.dumps({1})


def test_subclass_can_have_other_tags():
    """It knows them and no others."""
    from flask.json.tag import TaggedJSONSerializer

    class Own(TaggedJSONSerializer):
        default_tags = (tag_for(set, " s", sorted, set), tag_for(set, " s2", sorted, set))

    serializer = Own()

    assert "".join(serializer.dumps({1})) == '{" s":[1]}'
    assert [*serializer.loads('[{" s2":[1]},{" t":[2]}]')] == [{1}, {" t": [2]}]


@pytest.mark.parametrize("name", ["check", "to_json", "to_python"])
def test_tag_must_say_how_it_works(serializer, name):
    """A subclass that has the methods answers."""
    from flask.json.tag import JSONTag

    own = tag_for(set, " s", sorted, sorted)(serializer)
    answer = getattr(own, name)({2, 1})

    with pytest.raises(NotImplementedError):
        getattr(JSONTag(serializer), name)({2, 1})

    assert answer == ([1, 2] if name != "check" else True)
