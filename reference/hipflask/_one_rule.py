"""The URL of an endpoint that has one rule, as most have.

The fast path is :func:`build_by_one_rule`; the slow path it stands for is ``MapAdapter.build``,
which looks for the best of several rules: for one with this method, then for any. Whatever makes
a rule or a map unusual goes the slow way, and so does somebody's own adapter or rule.
"""

from typing import Any

from werkzeug.routing import BuildError, Map, MapAdapter, Rule

from ._untouched import is_original

# The steps that are left out, while nobody has replaced them. They are compared one by one, since
# this is done for every URL; and never by way of an object's dictionary, which slows it down.
_build = getattr(MapAdapter, "build", None)
_partial_build = getattr(MapAdapter, "_partial_build", None)
_get_host = getattr(MapAdapter, "get_host", None)
_suitable_for = getattr(Rule, "suitable_for", None)
_update = getattr(Map, "update", None)
_IS_KNOWN = (
    is_original(MapAdapter, "build")
    and is_original(MapAdapter, "_partial_build")
    and is_original(MapAdapter, "get_host")
    and is_original(Rule, "suitable_for")
    and is_original(Map, "update")
    and hasattr(Map(), "_rules_by_endpoint")
)

_SECURE = {"https", "wss"}


def build_by_one_rule(
    adapter: Any, endpoint: str, values: dict[str, Any], external: bool
) -> str | None:
    """What ``adapter.build`` gives without a method or a scheme; None: it has to be asked."""
    url_map = adapter.map
    # The slow way would update the map again.
    if not _builds_as_usual(adapter) or getattr(url_map.update, "__func__", None) is not _update:
        return None
    url_map.update()
    rules = url_map._rules_by_endpoint.get(endpoint)
    if rules is None or len(rules) != 1 or url_map.host_matching:
        return None
    rule = rules[0]
    if (
        type(rule).suitable_for is not _suitable_for
        or getattr(rule.suitable_for, "__func__", None) is not _suitable_for
        or rule.defaults
        or rule.websocket
    ):
        return None
    for value in values.values():
        if value is None:
            values = {name: value for name, value in values.items() if value is not None}
            break
    if not rule.arguments <= values.keys():
        return None
    subdomain, path = rule.build(values, True) or _second_try(adapter, rule, endpoint, values)
    if not external and subdomain == adapter.subdomain:
        return f"{adapter.script_name.rstrip('/')}/{path.lstrip('/')}"
    scheme = adapter.url_scheme and ("https:" if adapter.url_scheme in _SECURE else "http:")
    host = adapter.get_host(subdomain)
    return f"{scheme}//{host}{adapter.script_name[:-1]}/{path.lstrip('/')}"


def _builds_as_usual(adapter: Any) -> bool:
    return (
        _IS_KNOWN
        and type(adapter).build is _build
        and type(adapter)._partial_build is _partial_build
        and type(adapter).get_host is _get_host
        and getattr(adapter.build, "__func__", None) is _build
        and getattr(adapter._partial_build, "__func__", None) is _partial_build
        and getattr(adapter.get_host, "__func__", None) is _get_host
    )


def _second_try(
    adapter: MapAdapter, rule: Any, endpoint: str, values: dict[str, Any]
) -> tuple[str, str]:
    """Ask a rule that refuses a value as often as Werkzeug does."""
    built: tuple[str, str] | None = None
    if rule.methods is None or adapter.default_method in rule.methods:
        built = rule.build(values, True)
    if built is None:
        raise BuildError(endpoint, values, None, adapter)
    return built
