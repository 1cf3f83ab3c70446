"""The short way to a rule gives what Werkzeug's matcher gives, or leaves the answer to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, Map, MapAdapter, Rule, ValidationError

from hipflask import _matching
from hipflask._matching import MatchingAdapter


class Small(BaseConverter):
    """Takes numbers below 50; its pattern has groups of its own."""

    regex = r"(?P<tens>\d)?(\d)"

    def to_python(self, value):
        if int(value) >= 50:
            raise ValidationError
        return int(value)


RULES = [
    "/",
    "/a",
    "/a/",
    "/a/b",
    "/<name>",
    "/<name>/",
    "/<int:number>",
    "/<int(max=50):number>",
    "/a/<int:number>/b",
    "/<name>/<int:number>",
    "/<small:number>",
    "/<small:number>-<name>",
    "/x-<first>-<second>",
    "/<path:rest>",
    "/<path:rest>/edit",
    "/<path:rest>/edit/",
    "/<any(a, b):letter>/<uuid:id>",
    "/<float:price>",
]
PATHS = [
    "",
    "/",
    "//",
    "//a",
    "/a",
    "/a/",
    "/a//b",
    "/a/b",
    "/a/b/edit",
    "/a/b/edit/",
    "/edit",
    "/7",
    "/77",
    "/7-a",
    "/77-a",
    "/a/7",
    "/a/7/b",
    "/a/77/b/",
    "/x-y-z",
    "/x-1-2-3",
    "/1.5",
    "/b/9d3f1a52-2d0c-4b0e-9d0b-0a6b1c2d3e4f",
    "/ä",
    "/none",
    "/a/none/",
    "/a/b/none",
    "a",
]
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "methods": st.sampled_from([["GET"], ["HEAD"], ["GET", "OPTIONS"]]),
        "strict_slashes": st.booleans(),
        "merge_slashes": st.booleans(),
        "subdomain": st.sampled_from(["", "shop", "<sub>"]),
        "websocket": st.just(True),
        "build_only": st.just(True),
        "alias": st.just(True),
        "redirect_to": st.just("/a"),
        "defaults": st.sampled_from([{"number": 1}, {"page": 1}]),
    },
)
ADDED = st.lists(
    st.tuples(st.sampled_from(RULES), st.sampled_from(["one", "two"]), OPTIONS), max_size=6
)
ASKED = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.sampled_from(["GET", "head", "OPTIONS"]),
        st.sampled_from(["", "shop", "other", None]),
        st.sampled_from(["http", "ws"]),
    ),
    min_size=1,
)


def made(cls, url_map, path="/text", method="GET", subdomain="", scheme="http"):
    return cls(url_map, "localhost", "/", subdomain, scheme, path, method, "q=1")


def map_of(*rules, **options):
    return Map(list(rules), converters={"small": Small}, **options)


def outcome(adapter):
    """What can be seen of a match: the rule and the values, or the error."""
    try:
        rule, values = adapter.match(return_rule=True)
    except HTTPException as error:
        allowed = getattr(error, "valid_methods", None)
        return type(error), getattr(error, "new_url", None), allowed and sorted(allowed)
    except Exception as error:
        return type(error)
    return repr(rule), rule.defaults, values


CASES = {
    "defaults": (["/a", {"defaults": {"page": 1}}], ["/a/<int:page>"], "/a"),
    "redirected-to-defaults": (["/a", {"defaults": {"page": 1}}], ["/a/<int:page>"], "/a/1"),
    "alias": (["/a", {"alias": True}], ["/b"], "/a"),
    "redirect": (["/a", {"redirect_to": "/b"}], "/a"),
    "slash-in-front": (["//a", {"merge_slashes": False}], "//a"),
    "slash-after-a-path": (["/<path:rest>/edit"], "/a/edit/"),
    "slash-missing": (["/a/"], "/a"),
    "slash-missing-after-a-number": (["/<int:number>/"], "/7"),
    "any-slash": (["/a", {"strict_slashes": False}], "/a/"),
    "slashes-in-between": (["/a/b"], "/a//b"),
    "another-method": (["/a", {"methods": ["POST"]}], "/a"),
    "only-a-websocket": (["/a", {"websocket": True}], "/a"),
    "way-back-to-a-pattern": (["/a/b"], ["/<name>/x"], "/a/x"),
    "way-back-from-a-number": (["/<int:number>/b"], ["/<name>/x"], "/7/x"),
    "way-back-to-a-path": (["/a/b/c"], ["/a/<path:rest>"], "/a/b/x"),
    "no-slash-in-front": (["/a"], "a"),
    "nothing": (["/a"], ""),
    "folder-only": (["/a/b"], "/a"),
    "folder-with-slash": (["/a/b"], "/a/"),
    "lighter-pattern-added-later": (["/<name>"], ["/<int:number>"], "/7"),
    "refused": (["/<small:number>"], "/77"),
    "refused-though-another-method-is-allowed": (
        ["/<small:number>", {"methods": ["POST"]}],
        ["/<small:number>", {"methods": ["GET"]}],
        "/77",
    ),
    "refused-though-there-is-a-websocket": (
        ["/<small:number>", {"websocket": True, "methods": ["GET"]}],
        ["/<small:number>", {"methods": ["GET"]}],
        "/77",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_special_rules_lead_where_werkzeug_leads(case):
    *rules, path = case
    ours, full = (
        map_of(*(Rule(rule, endpoint="view", **dict(*options)) for rule, *options in rules))
        for _ in range(2)
    )

    outcomes = [outcome(made(MatchingAdapter, ours, path)) for _ in range(3)]

    assert outcomes == [outcome(made(MapAdapter, full, path))] * 3


@given(ADDED, ADDED, ASKED, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_both_ways_lead_to_the_same(rules, later_rules, asked, redirect_defaults, merge_slashes):
    """For any rules and requests, the outcome is Werkzeug's: rule and values, or the error."""
    options = {"redirect_defaults": redirect_defaults, "merge_slashes": merge_slashes}
    ours, full = map_of(**options), map_of(**options)

    for added in (rules, later_rules):
        for path, endpoint, more in added:
            ours.add(Rule(path, endpoint=endpoint, **more))
            full.add(Rule(path, endpoint=endpoint, **more))
        for question in asked:
            expected = outcome(made(MapAdapter, full, *question))
            assert outcome(made(MatchingAdapter, ours, *question)) == expected


@pytest.mark.parametrize(
    ("rule", "path", "values"),
    [
        ("/text", "/text", {}),
        ("/folder/", "/folder/", {}),
        ("/<int:number>", "/7", {"number": 7}),
        ("/x-<first>-<second>", "/x-a-b", {"first": "a", "second": "b"}),
        ("/<small:number>-<name>", "/42-a", {"number": 42, "name": "a"}),
        ("/<path:rest>", "/a/b", {"rest": "a/b"}),
    ],
    ids=["static", "folder", "number", "two-values", "groups-inside", "path"],
)
def test_ordinary_rules_need_no_full_matcher(monkeypatch, rule, path, values):
    url_map = map_of(Rule(rule, endpoint="view"))
    url_map.update()
    monkeypatch.delattr(type(url_map._matcher), "match")

    found = made(MatchingAdapter, url_map, path).match()

    assert found == ("view", values)


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("/text", "/none"),
        ("/text", "/none/"),
        ("/folder/text", "/folder"),
        ("/folder/text", "/folder/none"),
        ("/<int:number>", "/none"),
        ("/<int:number>/text", "/7/none"),
        ("/files/<path:rest>", "/none/files"),
    ],
    ids=["static", "slash", "folder", "in-folder", "pattern", "behind-pattern", "path"],
)
def test_ordinary_misses_need_no_full_matcher(monkeypatch, rule, path):
    url_map = map_of(Rule(rule, endpoint="view"))
    url_map.update()
    monkeypatch.delattr(type(url_map._matcher), "match")

    with pytest.raises(NotFound):
        made(MatchingAdapter, url_map, path).match()


@pytest.mark.parametrize("missing", ["_matcher", "_rules_by_endpoint"])
def test_without_private_names_werkzeug_decides(monkeypatch, missing):
    """The walk gives up where the map is built otherwise; it does not fail."""
    url_map = Map([Rule("/text", endpoint="view")])
    url_map.update()
    monkeypatch.setattr(url_map, "update", lambda: None)
    monkeypatch.setattr(_matching, "_full_match", stand_in := lambda self, **named: "full")
    monkeypatch.setattr(MapAdapter, "match", stand_in)
    monkeypatch.delattr(url_map, missing)

    assert made(MatchingAdapter, url_map).match() == "full"


def test_converter_is_asked_once():
    """A converter that does something is not asked again when it refuses."""
    asked = []

    class Refusing(BaseConverter):
        def to_python(self, value):
            asked.append(value)
            raise ValidationError

    url_map = Map([Rule("/<no:text>", endpoint="view")], converters={"no": Refusing})
    url_map.update()

    assert outcome(made(MatchingAdapter, url_map))[0].code == 404
    assert asked == ["text"]


def test_replaced_matching_is_used(monkeypatch):
    """Who replaces the adapter's method afterwards is asked."""
    url_map = Map([Rule("/text", endpoint="view")])
    url_map.update()
    monkeypatch.setattr(MapAdapter, "match", lambda self, **named: "replaced")

    assert made(MatchingAdapter, url_map).match() == "replaced"


def test_replaced_redirects_are_used(monkeypatch):
    """The walk leaves out the search for a rule to redirect to; who replaces it is asked."""
    url_map = Map([Rule("/text", endpoint="view")])
    url_map.update()
    seen = []
    monkeypatch.setattr(MapAdapter, "get_default_redirect", lambda self, *given: seen.append(given))

    made(MatchingAdapter, url_map).match()

    assert len(seen) == 1


def test_replaced_redirects_of_one_adapter_are_used(monkeypatch):
    """It is asked as well where it was replaced in the object."""
    adapter = made(MatchingAdapter, Map([Rule("/text", endpoint="view")]))
    adapter.map.update()
    seen = []
    monkeypatch.setattr(adapter, "get_default_redirect", lambda *given: seen.append(given))

    adapter.match()

    assert len(seen) == 1


def test_map_is_updated_once_where_somebody_watches(monkeypatch):
    url_map = Map([Rule("/text", endpoint="view")])
    seen = []
    monkeypatch.setattr(url_map, "update", lambda: seen.append(Map.update(url_map)))

    with pytest.raises(NotFound):
        made(MatchingAdapter, url_map, "/none").match()

    assert len(seen) == 1


def test_known_way_is_walked_once(monkeypatch):
    """The second request for a fixed path needs no walk, whatever was added since."""
    url_map = Map([Rule("/a/text", endpoint="view"), Rule("/<name>/text", endpoint="name")])
    url_map.update()
    made(MatchingAdapter, url_map, "/a/text").match()
    url_map.add(Rule("/a/<name>", endpoint="later"))
    url_map.update()
    monkeypatch.setattr(_matching, "_walk", None)

    assert made(MatchingAdapter, url_map, "/a/text").match() == ("view", {})


def test_known_folder_is_walked_once(monkeypatch):
    """What begins like an earlier path is looked for from there, among all rules of today."""
    url_map = Map([Rule("/a/b/<int:number>", endpoint="number")])
    url_map.update()
    made(MatchingAdapter, url_map, "/a/b/7").match()
    url_map.add(Rule("/a/b/9", endpoint="nine"))
    url_map.update()
    monkeypatch.delattr(url_map._matcher, "_root")

    found = [made(MatchingAdapter, url_map, f"/a/b/{number}").match() for number in (8, 9)]

    assert found == [("number", {"number": 8}), ("nine", {})]


def test_path_without_slash_is_not_in_a_known_folder():
    """Werkzeug puts a slash in front, and may redirect; that the root is known does not matter."""
    url_map = Map([Rule("/<int:number>", endpoint="number"), Rule("/a/", endpoint="a")])
    url_map.update()
    made(MatchingAdapter, url_map, "/7").match()

    assert outcome(made(MatchingAdapter, url_map, "a")) == outcome(made(MapAdapter, url_map, "a"))


def test_rules_may_change_between_requests():
    url_map = Map([Rule("/<name>", endpoint="name")])
    before = made(MatchingAdapter, url_map).match()
    url_map.add(Rule("/text", endpoint="text"))
    text = made(MatchingAdapter, url_map).match()
    next(url_map.iter_rules("text")).methods = {"POST"}
    after = made(MatchingAdapter, url_map).match()

    assert [before, text, after] == [
        ("name", {"name": "text"}),
        ("text", {}),
        ("name", {"name": "text"}),
    ]


def test_full_matcher_gets_what_was_given(monkeypatch):
    """Its patch of another signature sees the call that Flask or Werkzeug made."""
    url_map = Map([Rule("/text", endpoint="view")])
    seen = []
    monkeypatch.setattr(
        MapAdapter, "match", lambda self, *given, **named: seen.append((given, named))
    )

    made(MatchingAdapter, url_map, "/text", "GET", "", "http").match(return_rule=True)
    made(MatchingAdapter, url_map, "/text", "GET", "", "http").match(None, method="--")

    assert seen == [((), {"return_rule": True}), ((None,), {"method": "--"})]
