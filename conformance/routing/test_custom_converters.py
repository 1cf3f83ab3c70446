"""What custom converters may be, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def add_converter(app):
    """Give ``app`` a converter ``own`` with some attributes, and a rule ``/taken/<own:value>``."""
    from werkzeug.routing import BaseConverter

    def add(**attributes):
        app.url_map.converters["own"] = type("Own", (BaseConverter,), attributes)
        app.add_url_rule("/taken/<own:value>", "taken", lambda value: f"{value}!")

    return add


@pytest.mark.parametrize(
    ("regex", "taken", "refused"),
    [
        pytest.param("a|bb", ["a", "bb"], ["b", "abb", "bba"], id="alternatives"),
        pytest.param("[a-z]+", ["a", "xyz"], ["aB", "a1", "1a"], id="characters"),
        pytest.param("[^-/]+", ["a b", "é"], ["a-b", "-"], id="exclusion"),
        pytest.param("(a)?(b|c)", ["b", "ac"], ["a", "bc"], id="groups"),
        pytest.param("(?i:yes|no)", ["yes", "NO"], ["maybe", "y"], id="flags"),
    ],
)
def test_regex_limits_the_text__whole_text(add_converter, client, regex, taken, refused):
    """All of the text must match, not a part of it, whatever the pattern is made of."""
    add_converter(regex=regex)

    answers = [client.get(f"/taken/{text}").text for text in taken]
    missing = [client.get(f"/taken/{text}").status_code for text in refused]

    assert answers == [f"{text}!" for text in taken]
    assert missing == [404] * len(refused)


def test_regex_limits_the_text__beside_other_text(app, client, add_converter):
    """A pattern keeps to its own part of a segment."""
    add_converter(regex="a|bb")
    app.add_url_rule("/<own:first>x<own:second>", "page", lambda **values: repr(values))

    found, missing = client.get("/axbb"), client.get("/axb")

    assert found.text == "{'first': 'a', 'second': 'bb'}"
    assert missing.status_code == 404


def test_regex_limits_the_text__any_segment_by_default(add_converter, client):
    """Without a regex of its own, a converter takes one segment that is not empty."""
    add_converter()

    found, missing = client.get("/taken/a.b"), client.get("/taken/a/b")

    assert found.text == "a.b!"
    assert missing.status_code == 404


def test_regex_may_have_a_slash__with_more_behind(app, client, add_converter):
    """Literal text and variables may follow."""
    add_converter(regex=r"\d{4}/\d{2}")
    app.add_url_rule("/<own:month>/<name>/edit", "edit", lambda **values: repr(values))

    found, missing = client.get("/2024/05/x/edit"), client.get("/2024/05/edit")

    assert found.text == "{'month': '2024/05', 'name': 'x'}"
    assert missing.status_code == 404


def test_part_isolating_keeps_to_one_segment(add_converter, client):
    """A pattern that could match a slash does not get one to see."""
    add_converter(regex="[a-z]+|a/b", part_isolating=True)

    found, missing = client.get("/taken/a"), client.get("/taken/a/b")

    assert found.text == "a!"
    assert missing.status_code == 404


def test_part_isolating_keeps_to_one_segment__unless_false(add_converter, client):
    """Several segments are taken by a converter that says part_isolating = False."""
    add_converter(regex="[a-z]+|a/b", part_isolating=False)

    one, two = client.get("/taken/a"), client.get("/taken/a/b")

    assert one.text == "a!"
    assert two.text == "a/b!"


ARGUMENTS = {
    "none": ("", (), {}),
    "number": ("12", (12,), {}),
    "fraction": ("1.5", (1.5,), {}),
    "true": ("True", (True,), {}),
    "false": ("False", (False,), {}),
    "none-value": ("None", (None,), {}),
    "name": ("abc", ("abc",), {}),
    "single-quotes": ("'a b'", ("a b",), {}),
    "double-quotes": ('"a b"', ("a b",), {}),
    "quoted-number": ("'12'", ("12",), {}),
    "quoted-true": ("'True'", ("True",), {}),
    "quoted-comma": ("'a,b'", ("a,b",), {}),
    "quoted-parenthesis": ("'a)b'", ("a)b",), {}),
    "several": ("a, 2, 'c'", ("a", 2, "c"), {}),
    "numbers": ("1, 2", (1, 2), {}),
    "by-name": ("low=1, high=2.5", (), {"low": 1, "high": 2.5}),
    "by-name-quoted": ("text='x=1, y'", (), {"text": "x=1, y"}),
    "both": ("1, step=2, on=True", (1,), {"step": 2, "on": True}),
}


@pytest.mark.parametrize(("text", "positional", "named"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments_reach_the_converter(app, client, text, positional, named):
    """Numbers, constants, names and quoted texts arrive as values of their types."""
    from werkzeug.routing import BaseConverter

    class Own(BaseConverter):
        def __init__(self, url_map, *positional, **named):
            super().__init__(url_map)
            self.arguments = repr((url_map is app.url_map, positional, named))

        def to_python(self, value):
            return self.arguments

    app.url_map.converters["own"] = Own
    app.add_url_rule(f"/<own({text}):value>", "page", lambda value: value)

    response = client.get("/x")

    assert response.text == repr((True, positional, named))


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("-1", id="sign"),
        pytest.param("low=-1", id="sign-by-name"),
        pytest.param("a b", id="two-words"),
        pytest.param("low=[1]", id="list"),
    ],
)
def test_unreadable_arguments_are_refused(app, client, arguments):
    """What is no number, constant, name or quoted text is an error at once."""
    from werkzeug.routing import BaseConverter

    class Own(BaseConverter):
        def __init__(self, url_map, *positional, **named):
            super().__init__(url_map)

    app.url_map.converters["own"] = Own
    app.add_url_rule("/<own(1):value>", "page", lambda value: value)

    with pytest.raises(ValueError):
        app.add_url_rule(f"/refused/<own({arguments}):value>", "refused", lambda value: value)

    assert client.get("/x").text == "x"


@pytest.mark.parametrize(
    "order", [("light", "heavy"), ("heavy", "light")], ids=["light-first", "heavy-first"]
)
def test_lighter_converter_is_tried_first(app, client, order):
    """The order of registration does not matter, and what the lighter refuses, the heavier gets."""
    from werkzeug.routing import BaseConverter

    app.url_map.converters["light"] = type("Light", (BaseConverter,), {"weight": 10, "regex": "a+"})
    app.url_map.converters["heavy"] = type("Heavy", (BaseConverter,), {"weight": 90})
    for name in order:
        app.add_url_rule(f"/<{name}:value>", name, lambda value, name=name: f"{name} {value}")

    both, heavy_only = client.get("/aa"), client.get("/ab")

    assert both.text == "light aa"
    assert heavy_only.text == "heavy ab"


@given(words=st.lists(st.text("abcäß.%? ", min_size=1), min_size=1))
def test_own_values_survive_the_round_trip(client_of, words):
    """Lists of words over a few letters and signs, quoted by the converter and joined by plus."""
    from werkzeug.routing import BaseConverter

    class Words(BaseConverter):
        def to_python(self, value):
            return value.split("+")

        def to_url(self, value):
            return "+".join(BaseConverter.to_url(self, word) for word in value)

    app = flask.Flask("app_under_test", static_folder=None)
    app.url_map.converters["words"] = Words
    seen = []
    app.add_url_rule("/to-<words:tags>", "tagged", lambda tags: seen.append(tags) or "tagged")

    with app.test_request_context():
        url = flask.url_for("tagged", tags=words)
    client_of(app).get(url)

    assert seen == [words]
