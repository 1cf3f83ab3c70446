"""What people edit on an application that exists: settings, registries, rules, templates, signals.

An edit makes its change, yields, and takes the change back; it may come before the first request,
after some, or in the midst of each, and what it changes must count from then on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter, Rule

from differential.edit_values import ATTRIBUTES, HOOKS, RULES, SETTINGS, SIGNALS
from differential.kinds import part
from differential.overrides import Kit, during_requests
from differential.scenarios import Scenario
from differential.watching import Browser, Diary, watched

Change = Callable[[Kit, Any], AbstractContextManager[None]]
"""From the kit and the application to a context in which the change holds."""

WAYS = ("early", "late", "during")


EDITS: dict[str, Change] = {}


def edit(function: Callable[[Kit, Any], Iterator[None]]) -> Any:
    """Make the decorated generator an edit under its own name."""
    EDITS[function.__name__.lstrip("_")] = contextmanager(function)
    return function


@contextmanager
def _item(mapping: Any, key: Any, value: Any) -> Iterator[None]:
    """A mapping with another value."""
    before = dict(mapping)
    mapping[key] = value
    yield
    mapping.pop(key, None)
    if key in before:
        mapping[key] = before[key]


@contextmanager
def _attribute(target: Any, name: str, value: Any) -> Iterator[None]:
    """An object with another value."""
    before = getattr(target, name)
    setattr(target, name, value)
    yield
    setattr(target, name, before)


@contextmanager
def _appended(values: list[Any], value: Any) -> Iterator[None]:
    values.append(value)
    yield
    values.remove(value)


def _setting(key: str, value: Any) -> Change:
    return lambda kit, app: _item(app.config, key, value)


def _path(path: str, value: Any) -> Change:
    def change(kit: Kit, app: Any) -> AbstractContextManager[None]:
        *owners, name = path.split(".")
        target = app
        for owner in owners:
            target = getattr(target, owner)
        return _attribute(target, name, value)

    return change


EDITS |= {
    f"config.{key}={value}": _setting(key, value)
    for key, values in SETTINGS.items()
    for value in values
}
EDITS |= {
    f"app.{path}={type(value).__name__ if number else ''}{number}": _path(path, value)
    for path, values in ATTRIBUTES.items()
    for number, value in enumerate(values)
}


def _noting(kit: Kit, name: str, result: Any = None) -> Callable[..., Any]:
    """A function that writes down that it was called."""

    def noting(*given: Any, **named: Any) -> Any:
        kit.diary.note_call(name, [*given, *named.values()])
        return given[0] if result == "first" else result

    return noting


def _adds_hook(registry: str, result: Any) -> Change:
    @contextmanager
    def change(kit: Kit, app: Any) -> Iterator[None]:
        functions = getattr(app, registry).setdefault(None, [])
        with _appended(functions, _noting(kit, registry, result)):
            yield

    return change


def _replaces_hooks(registry: str, result: Any) -> Change:
    """The registry becomes one that finds a function for every scope."""

    def change(kit: Kit, app: Any) -> AbstractContextManager[None]:
        replaced: Any = defaultdict(lambda: [_noting(kit, registry, result)])
        replaced[None] = [_noting(kit, registry, result)]
        return _attribute(app, registry, replaced)

    return change


EDITS |= {f"adds.{name}": _adds_hook(name, result) for name, result in HOOKS.items()}
EDITS |= {f"replaces.{name}": _replaces_hooks(name, result) for name, result in HOOKS.items()}


@edit
def _other_views(kit: Kit, app: Any) -> Iterator[None]:
    """Every view is replaced in the registry."""
    before = dict(app.view_functions)
    for endpoint in before:
        app.view_functions[endpoint] = _noting(kit, endpoint, "other view")
    yield
    app.view_functions.update(before)


@edit
def _no_views(kit: Kit, app: Any) -> Iterator[None]:
    """The views are gone."""
    before = dict(app.view_functions)
    app.view_functions.clear()
    yield
    app.view_functions.update(before)


@edit
def _handles_404(kit: Kit, app: Any) -> Iterator[None]:
    """A handler is put into the nested registry."""
    handlers = app.error_handler_spec[None].setdefault(404, {})
    with _item(handlers, NotFound, _noting(kit, "handler", ("handled", 404))):
        yield


@edit
def _handles_everything(kit: Kit, app: Any) -> Iterator[None]:
    """A handler for every error."""
    handlers = app.error_handler_spec[None].setdefault(None, {})
    with _item(handlers, Exception, _noting(kit, "handler", "handled")):
        yield


@edit
def _one_more_rule(kit: Kit, app: Any) -> Iterator[None]:
    """A rule is added to the map: for misses, and with priority over what is there."""
    app.view_functions["more"] = _noting(kit, "more", "more")
    app.url_map.add(Rule("/no", endpoint="more"))
    app.url_map.add(Rule("/<path:anything>", endpoint="more", methods=["PATCH"]))
    yield


@edit
def _converter(kit: Kit, app: Any) -> Iterator[None]:
    """A converter of the map is replaced; rules that are bound keep theirs."""

    class Other(IntegerConverter):
        regex = "[a-z]+"

        def to_python(self, value: str) -> Any:
            return value

    with _item(app.url_map.converters, "int", Other):
        app.url_map.add(Rule("/number/<int:n>", endpoint="number"))
        yield


def _on_rules(**values: Any) -> Change:
    """Every rule has other attributes."""

    @contextmanager
    def change(kit: Kit, app: Any) -> Iterator[None]:
        rules = list(app.url_map.iter_rules())
        before = [{name: getattr(rule, name, None) for name in values} for rule in rules]
        for rule in rules:
            vars(rule).update(values)
        app.url_map._remap = True
        yield
        for rule, attributes in zip(rules, before, strict=True):
            vars(rule).update(attributes)

    return change


EDITS |= {
    f"rules.{name}": _on_rules(**{name.removeprefix("no_"): value}) for name, value in RULES.items()
}


@edit
def _methods_in_place(kit: Kit, app: Any) -> Iterator[None]:
    """The set of methods of each rule is changed, not replaced."""
    changed = [rule.methods for rule in app.url_map.iter_rules() if rule.methods]
    for methods in changed:
        methods.discard("GET")
        methods.add("DELETE")
    yield
    for methods in changed:
        methods.add("GET")


@edit
def _middleware(kit: Kit, app: Any) -> Iterator[None]:
    """Middleware around wsgi_app."""
    inner = app.wsgi_app

    def outer(environ: Any, start_response: Any) -> Any:
        kit.diary.note("middleware")
        environ["SCRIPT_NAME"] = "/mounted"
        return inner(environ, start_response)

    app.wsgi_app = outer
    yield
    app.wsgi_app = inner


@edit
def _template_names(kit: Kit, app: Any) -> Iterator[None]:
    """Other things that templates can name."""
    with (
        _item(app.jinja_env.globals, "url_for", _noting(kit, "url_for", "other-url")),
        _item(app.jinja_env.globals, "site", "global site"),
        _item(app.jinja_env.filters, "e", lambda value: "escaped"),
    ):
        yield


@edit
def _finalize(kit: Kit, app: Any) -> Iterator[None]:
    """The environment of the templates looks at each value."""
    with _attribute(app.jinja_env, "finalize", _noting(kit, "finalize", "first")):
        yield


def _receiver(name: str, *, of_app: bool) -> Change:
    @contextmanager
    def change(kit: Kit, app: Any) -> Iterator[None]:
        signal = part(kit.flask, f"signals:{name}")
        receiver = _noting(kit, name)
        options = {"sender": app} if of_app else {}
        signal.connect(receiver, **options)
        yield
        signal.disconnect(receiver, **options)

    return change


EDITS |= {
    f"signal.{name}{'' if of_app else '.any'}": _receiver(name, of_app=of_app)
    for name in SIGNALS
    for of_app in (True, False)
}


@edit
def _failing_receiver(kit: Kit, app: Any) -> Iterator[None]:
    """A receiver that fails."""

    def receiver(sender: Any, **values: Any) -> None:
        raise LookupError

    kit.flask.signals.request_finished.connect(receiver, app)
    yield
    kit.flask.signals.request_finished.disconnect(receiver, app)


@edit
def _sessions_in_memory(kit: Kit, app: Any) -> Iterator[None]:
    """Another session interface, with sessions of another class."""
    interface = part(kit.flask, "sessions:SessionInterface")
    session = type("Kept", (dict, part(kit.flask, "sessions:SessionMixin")), {})
    kept: dict[str, Any] = {}
    methods = {
        "open_session": lambda self, app, request: session(kept),
        "save_session": lambda self, app, session, response: kept.update(session),
    }
    with _attribute(app, "session_interface", type("Memory", (interface,), methods)()):
        yield


@edit
def _json_provider(kit: Kit, app: Any) -> Iterator[None]:
    """A provider that writes and reads in its own way."""
    methods = {
        "dumps": lambda self, value, **options: f'"{type(value).__name__}"',
        "loads": lambda self, text, **options: "loaded",
    }
    provider = type("Own", (part(kit.flask, "json.provider:JSONProvider"),), methods)
    with _attribute(app, "json", provider(app)):
        yield


@dataclass(frozen=True)
class EditCase:
    """One edit in one scenario, before the first request or after some."""

    scenario: Scenario
    edit: str
    way: str

    @property
    def name(self) -> str:
        """Its address on the command line."""
        return f"{self.scenario.name}:edit.{self.edit}:{self.way}"

    @property
    def address(self) -> str:
        """What differences are counted by."""
        return f"edit.{self.edit}"

    breaks = False

    def variants(self) -> Iterator["EditCase"]:
        """There are none."""
        return iter(())

    def diary(self, module: Any) -> Diary:
        """What happens in a framework."""
        kit = Kit(module)
        with watched(kit.diary):
            app = self.scenario.build(kit)
            browser = Browser(app, kit.diary)
            if self.way == "late":
                self._round(browser)
            with self._edited(kit, app):
                self._round(browser)
                self._round(browser)
            if self.way != "during":
                self._round(browser)
        return kit.diary

    def _edited(self, kit: Kit, app: Any) -> AbstractContextManager[None]:
        change = EDITS[self.edit]
        if self.way == "during":
            return during_requests(app, lambda: change(kit, app))
        return change(kit, app)

    def _round(self, browser: Browser) -> None:
        for ask in self.scenario.asks:
            browser.send(ask.environ())
