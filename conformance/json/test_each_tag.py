"""The tags, one by one."""

import importlib
from datetime import UTC, datetime
from uuid import UUID

import pytest
from markupsafe import Markup

TAGS = {
    "TagDict": (" di", {" t": 1}, {" t__": 1}),
    "TagTuple": (" t", (1, b"2"), [1, {" b": "Mg=="}]),
    "TagBytes": (" b", b"\xff", "/w=="),
    "TagMarkup": (" m", Markup("<b>"), "<b>"),
    "TagUUID": (" u", UUID(int=1), "00000000000000000000000000000001"),
    "TagDateTime": (
        *(" d", datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)),
        "Wed, 02 Jan 2030 03:04:05 GMT",
    ),
}
OTHERS = {
    "TagDict": {"a": 1},
    "TagTuple": [1],
    "TagBytes": "text",
    "TagMarkup": "text",
    "TagUUID": "text",
    "TagDateTime": "text",
    "PassDict": [1],
    "PassList": (1,),
}


def make_tag(name):
    """A tag of that class for a new serializer, and the serializer."""
    module = importlib.import_module("flask.json.tag")
    serializer = module.TaggedJSONSerializer()
    return getattr(module, name)(serializer), serializer


@pytest.mark.parametrize("name", TAGS)
def test_each_type_has_a_tag__all(name):
    """It knows its serializer, which reads what the tag wrote."""
    key, value, text = TAGS[name]
    tag, serializer = make_tag(name)

    written = dict(tag.tag(value))

    assert (tag.key, written, tag.to_json(value)) == (key, {key: text}, text)
    assert tag.serializer is serializer
    assert repr(serializer.loads(serializer.dumps(value))) == repr(value)


@pytest.mark.parametrize("name", ["TagBytes", "TagMarkup", "TagUUID", "TagDateTime"])
def test_each_type_has_a_tag__read(name):
    """The value comes back from its text; those in collections were read before."""
    _, value, text = TAGS[name]
    tag, _ = make_tag(name)

    assert repr(tag.to_python(text)) == repr(value)


def test_each_type_has_a_tag__marked_dictionary():
    """The key of a dictionary that looks like a tag is taken back."""
    tag, _ = make_tag("TagDict")

    assert [*tag.to_python({" t__": 1})] == [" t"]


@pytest.mark.parametrize("name", OTHERS)
def test_tag_fits_its_type(name):
    """Dictionaries are passed, or tagged where they look like a tag."""
    values = {"PassDict": {"a": 1}, "PassList": [1]}
    value = values[name] if name in values else TAGS[name][1]
    tag, _ = make_tag(name)

    assert f"{tag.check(value)} {tag.check(OTHERS[name])}" == "True False"


@pytest.mark.parametrize(("name", "value"), [("PassDict", {"a": 1}), ("PassList", [1])])
def test_lists_and_dictionaries_are_passed_through__without_a_key(name, value):
    """They have no key, since nothing has to be read back."""
    tag, serializer = make_tag(name)

    assert not tag.key
    assert tag.serializer is serializer
    assert f"{tag.tag(value)} {tag.to_json(value)}" == f"{value} {value}"


@pytest.mark.parametrize("name", ["TagBytes", "TagMarkup", "TagUUID", "TagDateTime"])
def test_serializer_can_have_some_of_the_tags(name):
    """It writes and reads that type, and leaves the others as they are."""
    module = importlib.import_module("flask.json.tag")
    key, value, _ = TAGS[name]

    class Own(module.TaggedJSONSerializer):
        default_tags = (getattr(module, name),)

    serializer = Own()

    assert repr(serializer.loads(serializer.dumps(value))) == repr(value)
    assert [*serializer.tags] == [key]
    assert [*serializer.loads('[{" t":[1]}]')] == [{" t": [1]}]
