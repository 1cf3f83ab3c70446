"""The short way from a URL to its rule: a walk along Werkzeug's states that never turns back.

Werkzeug keeps rules as a machine: at each state, a segment of the path is tried as it stands
first, then against patterns in the order of their weight; and where a way leads nowhere, Werkzeug
turns back and tries the next. The walk takes the first way that fits. If it gets to a rule,
Werkzeug would get there too, without turning back, so that rule is the answer. Otherwise (no rule
for the path or the method, a slash too many, redirects, aliases, defaults) the walk gives up, and
Werkzeug's matcher answers.

Nothing is kept but compiled patterns, so the map and its rules may change at any time. The states
are private to Werkzeug: where one looks different, the walk gives up, too.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule, ValidationError, WebsocketMismatch

Found = tuple[Rule, dict[str, Any]]

# Of more values in one segment, Werkzeug 3.1.0 takes the tenth for the second.
MOST_VALUES = 10

_full_match, _default_redirect = MapAdapter.match, MapAdapter.get_default_redirect
_update = Map.update
_Machine: Any = type(getattr(Map(), "_matcher", None))


class Adapter(MapAdapter):
    """An adapter that tries the short way, when it is asked for what it is bound to."""

    def match(
        self,
        path_info: str | None = None,
        method: str | None = None,
        return_rule: bool = False,
        query_args: Mapping[str, Any] | str | None = None,
        websocket: bool | None = None,
    ) -> Any:
        """The rule, or its endpoint, with the values of its variables; or an HTTP error."""
        is_bound = path_info is None and method is None and websocket is None
        found = _short_way(self) if is_bound else None
        if found is not None:
            return found if return_rule else (found[0].endpoint, found[1])
        full_match: Any = super().match
        if not is_bound:
            return full_match(path_info, method, return_rule, query_args, websocket)
        # With the arguments that were given and no more: somebody may have patched Werkzeug's.
        given = {} if query_args is None else {"query_args": query_args}
        return full_match(return_rule=return_rule, **given)


class _GaveUp(Exception):
    """The short way ends here, or Werkzeug has other names than those we know."""


def _short_way(adapter: MapAdapter) -> Found | None:
    """The rule and its values; None: Werkzeug has to say."""
    if not _is_untouched(adapter.map):
        return None
    try:
        adapter.map.update()
        rules, texts = _walk(adapter)
        rule = _chosen(adapter, rules)
        converters = rule._converters
    except (_GaveUp, AttributeError):
        return None
    if not texts:
        return rule, {}
    try:
        # In this order, and once each: a converter may do anything.
        pairs = zip(converters.items(), texts, strict=False)
        return rule, {name: converter.to_python(text) for (name, converter), text in pairs}
    except ValidationError as error:
        raise _refusal(adapter, rules, rule) from error


def _walk(adapter: MapAdapter) -> tuple[list[Rule], list[str]]:
    """The rules that the first way leads to, and the texts of their variables."""
    url_map, path, texts = adapter.map, adapter.path_info, []
    machine: Any = url_map._matcher
    domain = adapter.server_name if url_map.host_matching else adapter.subdomain
    if type(machine) is not _Machine or domain is None or path[:1] != "/" or path[1:2] == "/":
        raise _GaveUp
    segments, state = [domain, *path.split("/")], machine._root
    for position, segment in enumerate(segments):
        following = state.static.get(segment)
        if following is None:
            part, following, found = _matched(state, segments, position)
            texts += found
            if part.final:
                return following.rules, texts
        state = following
    return state.rules, texts


def _is_untouched(url_map: Map) -> bool:
    """Whether nobody has patched what the walk leaves out, or what is called again after it."""
    return (
        MapAdapter.match is _full_match
        and MapAdapter.get_default_redirect is _default_redirect
        and type(url_map).update is _update
        and "update" not in vars(url_map)
    )


def _matched(state: Any, segments: list[str], position: int) -> tuple[Any, Any, list[str]]:
    """The first pattern that fits here, the state behind it, and the texts of its variables."""
    for part, following in state.dynamic:
        pattern, groups = _compiled(part.content)
        target = "/".join(segments[position:]) if part.final else segments[position]
        found = pattern.match(target)
        if found is not None:
            if part.suffixed or not 0 < len(groups) <= MOST_VALUES:
                break
            return part, following, [found[group] for group in groups]
    raise _GaveUp


@lru_cache(maxsize=1024)
def _compiled(content: str) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """A pattern of the machine, and its groups that are values: a converter may have its own."""
    pattern = re.compile(content)
    prefix = "__werkzeug_"
    numbers = {
        int(name.removeprefix(prefix)): group
        for name, group in pattern.groupindex.items()
        if name.startswith(prefix)
    }
    return pattern, tuple(numbers[number] for number in sorted(numbers))


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
