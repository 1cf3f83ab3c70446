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
        full_match: Any = super().match
        if not (path_info is None and method is None and websocket is None):
            return full_match(path_info, method, return_rule, query_args, websocket)
        found = _short_way(self)
        if found is not None:
            return found if return_rule else (found[0].endpoint, found[1])
        if query_args is not None:
            return full_match(return_rule=return_rule, query_args=query_args)
        # As it is asked for in ``ctx``, because somebody may have patched Werkzeug's.
        return full_match(return_rule=return_rule)


def _short_way(adapter: MapAdapter) -> Found | None:
    """The rule and its values; None: Werkzeug has to say."""
    if not _is_untouched(adapter.map):
        return None
    adapter.map.update()
    try:
        reached = _walk(adapter)
        rule = None if reached is None else _chosen(adapter, reached[0])
        converters = {} if rule is None else rule._converters
    except AttributeError:
        return None
    if reached is None or rule is None:
        return None
    rules, texts = reached
    try:
        # In this order, and once each: a converter may do anything.
        pairs = zip(converters.items(), texts, strict=False)
        return rule, {name: converter.to_python(text) for (name, converter), text in pairs}
    except ValidationError as error:
        raise _refusal(adapter, rules, rule) from error


def _walk(adapter: MapAdapter) -> tuple[list[Rule], list[str]] | None:
    """The rules that the first way leads to, and the texts of their variables."""
    machine: Any = adapter.map._matcher
    segments = _segments(adapter)
    if segments is None or type(machine) is not _Machine:
        return None
    state, texts = machine._root, []
    for position, segment in enumerate(segments):
        following = state.static.get(segment)
        if following is not None:
            state = following
            continue
        step = _matched(state, segments, position)
        if step is None:
            return None
        part, state, found = step
        texts += found
        if part.final:
            break
    return state.rules, texts


def _is_untouched(url_map: Map) -> bool:
    """Whether nobody has patched what the walk leaves out, or what is called again after it."""
    return (
        MapAdapter.match is _full_match
        and MapAdapter.get_default_redirect is _default_redirect
        and type(url_map).update is _update
        and "update" not in vars(url_map)
    )


def _segments(adapter: MapAdapter) -> list[str] | None:
    """The domain and the segments of the path, if the path begins with one slash as it should."""
    domain = adapter.server_name if adapter.map.host_matching else adapter.subdomain
    path = adapter.path_info
    if domain is None or path[:1] != "/" or path[1:2] == "/":
        return None
    return [domain, *path.split("/")]


def _matched(state: Any, segments: list[str], position: int) -> tuple[Any, Any, list[str]] | None:
    """The first pattern that fits here, the state behind it, and the texts of its variables."""
    for part, following in state.dynamic:
        pattern, groups = _compiled(part.content)
        target = "/".join(segments[position:]) if part.final else segments[position]
        found = pattern.match(target)
        if found is not None:
            if part.suffixed or not 0 < len(groups) <= MOST_VALUES:
                return None
            return part, following, [found[group] for group in groups]
    return None


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


def _chosen(adapter: MapAdapter, rules: list[Rule]) -> Rule | None:
    """The rule that allows the method, if there is nothing more to it."""
    method, websocket = adapter.default_method.upper(), adapter.websocket
    for rule in rules:
        if (rule.methods is None or method in rule.methods) and rule.websocket == websocket:
            return rule if _leads_nowhere_else(adapter.map, rule) else None
    return None


def _leads_nowhere_else(url_map: Map, rule: Rule) -> bool:
    """Whether a match of the rule is never a redirect, and its variables are all its values."""
    if rule.defaults or rule.alias or rule.redirect_to is not None:
        return False
    if not url_map.redirect_defaults:
        return True
    # The rules of the endpoint that come first may stand for this one, by their defaults.
    alike = url_map._rules_by_endpoint.get(rule.endpoint)
    if not alike:
        return False
    return alike[0] is rule or all(type(other) is Rule and not other.defaults for other in alike)


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
