"""Builders that are compiled when they are called cannot be told from those compiled at once."""

import pytest
from werkzeug.routing import BaseConverter, Map, Rule

from hipflask import Flask
from hipflask._builders import add_rule


class Unwritable(BaseConverter):
    def to_url(self, value):
        raise ValueError(value)


def added_later(rule):
    rules = Map(converters={"unwritable": Unwritable})
    add_rule(rules, rule)
    return rule


def test_builder_is_compiled_when_called():
    """A rule has no code for building before it builds its first URL."""
    app = Flask("shop", static_folder=None)
    app.add_url_rule("/book/<int:number>", "book")
    (rule,) = app.url_map.iter_rules()

    code_before = hasattr(rule._build_unknown, "__code__")
    url = rule.build({"number": 1})

    assert not code_before
    assert rule._build_unknown.__code__.co_name == "<builder:'/book/<int:number>'>"
    assert url == ("", "/book/1")


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        pytest.param("/<part>/<part>", {}, SyntaxError, id="variable-twice"),
        pytest.param("/<None>", {}, ValueError, id="variable-is-constant"),
        pytest.param("/<__debug__>", {}, SyntaxError, id="variable-is-debug"),
        pytest.param("/\ud800", {}, UnicodeEncodeError, id="half-a-character"),
        pytest.param("/<unwritable:a>", {"defaults": {"a": 1}}, ValueError, id="default"),
    ],
)
def test_unbuildable_rule_fails_when_added(text, options, error):
    """What Werkzeug refuses to compile is refused when the rule is added."""
    with pytest.raises(error):
        Map(converters={"unwritable": Unwritable}).add(Rule(text, endpoint="x", **options))

    with pytest.raises(error):
        added_later(Rule(text, endpoint="x", **options))


@pytest.mark.parametrize("step", ["compile", "_compile_builder", "_get_func_code"])
@pytest.mark.parametrize("place", ["subclass", "class", "instance"])
def test_replaced_step_runs_when_added(monkeypatch, step, place):
    """Who replaces a step of compiling sees it while the rule is added."""
    seen = []
    holder = {"subclass": type("Subclass", (Rule,), {}), "class": Rule}
    rule_class = holder.get(place, Rule)
    original = getattr(Rule, step)

    def watched(*args):
        seen.append(step)
        return original(*args)

    replacement = staticmethod(watched) if step == "_get_func_code" else watched
    rule = rule_class("/book/<int:number>", endpoint="book")
    if place == "instance":
        bound = watched if step == "_get_func_code" else watched.__get__(rule)
        monkeypatch.setattr(rule, step, bound, raising=False)
    else:
        monkeypatch.setattr(rule_class, step, replacement)
    added_later(rule)

    assert len(seen) == (1 if step == "compile" else 2)


def test_later_defaults_do_not_change_url():
    """Defaults that somebody sets on a rule that is in the map do not reach its builder."""
    at_once, later = (Rule("/<part>", endpoint="x") for _ in range(2))
    Map([at_once])
    added_later(later)
    for rule in at_once, later:
        rule.defaults = {"other": 1}

    urls = [rule.build({"part": "a", "other": 1}) for rule in (at_once, later)]

    assert urls[0] == urls[1]
    assert urls[1] == ("", "/a?other=1")


@pytest.mark.parametrize("text", ["/", "/<self>", "/ä/<a>/b", "/<path:a>.<int:b>"])
def test_urls_are_those_of_werkzeug(text):
    """Both builders build what Werkzeug's build, at the first call and afterwards."""
    values = {"self": "ü", "a": "x y", "b": 2, "more": "&"}
    at_once, later = (Rule(text, endpoint="x") for _ in range(2))
    Map([at_once])
    added_later(later)

    expected = [at_once.build(values, unknown) for unknown in (True, False)]
    first, second = ([later.build(values, unknown) for unknown in (True, False)] for _ in range(2))

    assert first == second == expected


def test_rebound_rule_builds_anew():
    """A rule that is changed and refreshed forgets what it was."""
    rule = added_later(Rule("/old", endpoint="x"))

    rule.rule = "/new"
    rule.refresh()

    assert rule.build({}) == ("", "/new")
    assert rule._build_unknown.__name__ == "<builder:'/new'>"
