"""The short way from a URL to its rule: a walk along Werkzeug's states that never turns back.

Werkzeug keeps rules as a machine: at each state, a segment of the path is tried as it stands
first, then against patterns in the order of their weight; and where a way leads nowhere, Werkzeug
turns back and tries the next. The walk takes the first way that fits. If it gets to a rule,
Werkzeug would get there too, without turning back, so that rule is the answer. If it ends before,
and so does every other way, there is none. Otherwise (a way that is found by turning back, no rule
for the method, a slash too many or too few, redirects, aliases, defaults) the walk gives up, and
Werkzeug's matcher answers.

Nothing is kept but compiled patterns, so the map and its rules may change at any time. The states
are private to Werkzeug: where one looks different, the walk gives up, too.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile
from typing import Any

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import (
    BaseConverter,
    Map,
    MapAdapter,
    Rule,
    ValidationError,
    WebsocketMismatch,
)

Found = tuple[Rule, dict[str, Any]]
Question = tuple[str | None, str]
Ways = dict[Question, Any]
Texts = tuple[str, ...]
Way = tuple[list[Rule], Texts]
Groups = tuple[int, ...]

NO_TEXTS: Texts = ()

# Stands for all groups of a pattern, in order.
ALL: Groups = ()

# Of more values in one segment, Werkzeug 3.1.0 takes the tenth for the second.
MOST_VALUES = 10

# What Werkzeug calls the groups of a pattern that are values, with a number.
PREFIX = "__werkzeug_"

_full_match, _default_redirect = MapAdapter.match, MapAdapter.get_default_redirect
_update = Map.update
_Machine: Any = type(getattr(Map(), "_matcher", None))


class MatchingAdapter(MapAdapter):
    """An adapter that tries the short way, when it is asked for what it is bound to."""

    def match(self, *given: Any, return_rule: Any = None, **named: Any) -> Any:
        """The rule, or its endpoint, with the values of its variables; or an HTTP error."""
        if not given and not named:
            found = _short_way(self)
            if found is not None:
                return found if return_rule else (found[0].endpoint, found[1])
        # With what was given and no more: somebody may have patched Werkzeug's.
        if return_rule is not None:
            named["return_rule"] = return_rule
        return super().match(*given, **named)


class _GaveUp(Exception):
    """The short way ends here."""


def _short_way(adapter: MapAdapter) -> Found | None:
    """The rule and its values; None: Werkzeug has to say."""
    url_map = adapter.map
    try:
        if url_map._remap or not _is_untouched(adapter, url_map):
            return None
        domain = adapter.server_name if url_map.host_matching else adapter.subdomain
        machine, path = url_map._matcher, adapter.path_info
        ways = _static_ways(machine)
        known = ways.get((domain, path))
        if known is None:
            rules, texts = _walk(machine, ways, domain, path)
        else:
            rules, texts = known.rules, NO_TEXTS
        if not rules and _leads_nowhere(machine, domain, path):
            raise NotFound
        rule = _chosen(adapter, rules)
        converters = rule._converters
    except (_GaveUp, AttributeError):
        # Or Werkzeug has other names than those we know.
        return None
    try:
        return rule, _values(converters, texts) if texts else {}
    except ValidationError as error:
        raise _refusal(adapter, rules, rule) from error


def _values(converters: dict[str, BaseConverter], texts: Texts) -> dict[str, Any]:
    """The values of the variables: in their order and once each, for converters may do anything."""
    values: dict[str, Any] = {}
    for position, name in enumerate(converters):
        values[name] = converters[name].to_python(texts[position])
    return values


def _is_untouched(adapter: MapAdapter, url_map: Map) -> bool:
    """Whether nobody has patched what the walk leaves out, in the classes or in the objects."""
    default_redirect: Any = adapter.get_default_redirect
    return (
        type(url_map._matcher) is _Machine
        and MapAdapter.match is _full_match
        and default_redirect.__func__ is _default_redirect
        and type(url_map).update is _update
        and "update" not in url_map.__dict__
    )


def _walk(machine: Any, ways: Ways, domain: str | None, path: str) -> Way:
    """The rules that the first way leads to, if any, and the texts of their variables."""
    state, segments = _start(machine, ways, domain, path)
    texts = NO_TEXTS
    for position, segment in enumerate(segments):
        following = state.static.get(segment)
        if following is None:
            if 0 < position == len(segments) - 1 and not texts:
                ways[domain, path.rpartition("/")[0]] = state
            matched = _matched(state, segments, position)
            if matched is None:
                return [], texts
            part, following, found = matched
            texts += found
            if part.final:
                return following.rules, texts
        state = following
    if not texts:
        ways[domain, path] = state
    return state.rules, texts


def _start(machine: Any, ways: Ways, domain: str | None, path: str) -> tuple[Any, list[str]]:
    """Where a walk begins, and with which segments: with the last, if those before are known."""
    folder, slash, name = path.rpartition("/")
    state = ways.get((domain, folder))
    if state is not None and slash:
        return state, [name]
    if domain is None or path[:1] != "/" or path[1:2] == "/":
        raise _GaveUp
    return machine._root, [domain, *path.split("/")]


def _static_ways(machine: Any) -> Ways:
    """Where the ways without variables lead that were walked before.

    They are kept with the machine: it may get new states, but never loses one, and a segment as it
    stands always comes before patterns. So these ways remain good, and there are few of them: a
    path is kept only if it is that of a state.
    """
    try:
        ways: Ways = machine.hipflask_static_ways
    except AttributeError:
        ways = machine.hipflask_static_ways = {}
    return ways


def _matched(state: Any, segments: list[str], position: int) -> tuple[Any, Any, Texts] | None:
    """The first pattern that fits here, the state behind it, and the texts of its variables."""
    for part, following in state.dynamic:
        match, groups = _compiled(part.content)
        found = match("/".join(segments[position:]) if part.final else segments[position])
        if found is not None:
            if part.suffixed or groups is None:
                raise _GaveUp
            texts = found.groups() if groups == ALL else tuple(map(found.group, groups))
            return part, following, texts
    return None


def _leads_nowhere(machine: Any, domain: Any, path: str) -> bool:
    """Whether Werkzeug would find no rule either, nor one to redirect to."""
    # It would look again without the slashes that are too many.
    return "//" not in path and _is_dead_end(machine._root, [domain, *path.split("/")], 0)


def _is_dead_end(state: Any, segments: list[str], position: int) -> bool:
    """Whether it is certain that no way leads from a state through the rest of the segments."""
    if position == len(segments):
        # A path may lack its slash.
        return not state.rules and "" not in state.static
    segment = segments[position]
    following = state.static.get(segment)
    if following is not None and not _is_dead_end(following, segments, position + 1):
        return False
    for part, following in state.dynamic:
        match, _ = _compiled(part.content)
        if part.final:
            if match("/".join(segments[position:])):
                return False
        elif match(segment) and not _is_dead_end(following, segments, position + 1):
            return False
    # Rules that are not strict take a slash.
    return segment != "" or not state.rules


@lru_cache(maxsize=1024)
def _compiled(content: str) -> tuple[Callable[[str], re.Match[str] | None], Groups | None]:
    """What matches a pattern of the machine, and the groups that are values.

    A converter may have groups of its own, though most have none. None: not for us.
    """
    pattern = re.compile(content)
    named = {
        int(name.removeprefix(PREFIX)): group
        for name, group in pattern.groupindex.items()
        if name.startswith(PREFIX)
    }
    groups = tuple(named[number] for number in sorted(named))
    if not 0 < len(groups) <= MOST_VALUES:
        return pattern.match, None
    return pattern.match, ALL if groups == tuple(range(1, pattern.groups + 1)) else groups


def _chosen(adapter: MapAdapter, rules: list[Rule]) -> Rule:
    """The rule that allows the method, if it cannot be a redirect, nor add values."""
    method, websocket = adapter.default_method.upper(), adapter.websocket
    for rule in rules:
        if (rule.methods is None or method in rule.methods) and rule.websocket == websocket:
            if rule.defaults or rule.alias or rule.redirect_to is not None:
                break
            alike = adapter.map._rules_by_endpoint.get(rule.endpoint)
            if alike and (alike[0] is rule or _are_without_defaults(alike)):
                return rule
            break
    raise _GaveUp


def _are_without_defaults(alike: list[Rule]) -> bool:
    """Whether no rule of an endpoint stands for another one, which would be a redirect."""
    return all(type(rule) is Rule and not rule.defaults for rule in alike)


def _refusal(adapter: MapAdapter, rules: list[Rule], refusing: Rule) -> HTTPException:
    """The error where a converter does not take its text: the rules before may tell methods."""
    method = adapter.default_method.upper()
    # Not by equality: rules are equal when their paths are.
    before = list(takewhile(lambda rule: rule is not refusing, rules))
    allowed: set[str] = set()
    for rule in before:
        if rule.methods is not None and method not in rule.methods:
            allowed.update(rule.methods)
    if allowed:
        return MethodNotAllowed(valid_methods=list(allowed))
    return WebsocketMismatch() if before else NotFound()
